/** PDFs that act by themselves, hide something or are two files. */
import { deflateSync } from 'node:zlib'
import { file, type Hostile, latin, other, program } from './case.ts'
import { packed, pdf, pdf17, written } from './pdf.ts'
import { zipOf } from './zip.ts'

const small = zipOf([{ name: 'a.txt', data: 'a' }])

const action = '<< /S /JavaScript /JS (app.alert(1)) >>'
const objects = packed('<< /JS (a) >>')
/** An object stream of which something parts the dictionary from the stream. */
export const parted = (between: string) =>
  `<< ${objects.dictionary} /Length ${objects.bytes.length} >>${between}stream\n${objects.bytes.toString('latin1')}\nendstream`

export const documents: Hostile[] = [
  file(
    'an object stream without an end',
    'a.pdf',
    Buffer.concat([pdf(), latin(parted('').replace(/endstream$/, '')), latin('startxref\n0\n%%EOF')]),
    {
      kind: 'active-content',
      what: 'javascript',
    },
  ),
  file('the word stream in a text', 'a.pdf', pdf('(a stream\n of words)', '<< /JS (a) >>'), {
    kind: 'active-content',
    what: 'javascript',
  }),
  file(
    'an object stream that is packed too large',
    'a.pdf',
    pdf17({ ...objects, bytes: deflateSync(Buffer.alloc(5 * 1024 ** 2), { level: 0 }) }),
    {
      kind: 'active-content',
      what: 'hidden',
    },
  ),
  file('a name as the last word', 'a.pdf', latin('%PDF-1.4\nstartxref\n%%EOF /JS'), {
    kind: 'active-content',
    what: 'javascript',
  }),
  file('an object stream behind a comment', 'a.pdf', pdf17(parted('%x\n')), { kind: 'active-content', what: 'hidden' }),
  file(
    'an object stream behind much space, and a stream that is none',
    'a.pdf',
    pdf17(parted(' '.repeat(300)), packed('<< >>')),
    {
      kind: 'active-content',
      what: 'hidden',
    },
  ),
  file(
    'an object stream behind a long dictionary',
    'a.pdf',
    pdf17({ ...objects, dictionary: `${objects.dictionary} /X (${'x'.repeat(5_000)})` }),
    {
      kind: 'active-content',
      what: 'hidden',
    },
  ),
  file(
    'an object stream with a predictor',
    'a.pdf',
    pdf17({ ...objects, dictionary: `${objects.dictionary} /DecodeParms << /Predictor 12 >>` }),
    {
      kind: 'active-content',
      what: 'hidden',
    },
  ),
  file('JavaScript', 'a.pdf', pdf(action), { kind: 'active-content', what: 'javascript' }),
  file('JavaScript, escaped', 'a.pdf', pdf('<< /S /J#61va#53cript >>'), { kind: 'active-content', what: 'javascript' }),
  file('the short name alone', 'a.pdf', pdf('<< /S /X /JS(a) >>'), { kind: 'active-content', what: 'javascript' }),
  file('the short name, escaped', 'a.pdf', pdf('<< /S /X /#4a#53 9 0 R >>'), { kind: 'active-content', what: 'javascript' }),
  file('JavaScript in an object stream', 'a.pdf', pdf17(packed(action)), { kind: 'active-content', what: 'javascript' }),
  file('the short name in an object stream', 'a.pdf', pdf17(packed('<< /JS (a) >>')), {
    kind: 'active-content',
    what: 'javascript',
  }),
  file('an object stream that is not packed', 'a.pdf', pdf17(packed('<< /JS (a) >>', '/Type /ObjStm /N 1 /First 4')), {
    kind: 'active-content',
    what: 'javascript',
  }),
  file('an object stream without its name', 'a.pdf', pdf17(packed('<< /JS (a) >>', '/N 1 /First 4 /Filter[/FlateDecode]')), {
    kind: 'active-content',
    what: 'javascript',
  }),
  file(
    'an object stream packed in another way',
    'a.pdf',
    pdf17(packed('<< >>', '/Type /ObjStm /N 1 /First 4 /Filter /LZWDecode')),
    {
      kind: 'active-content',
      what: 'hidden',
    },
  ),
  file(
    'an object stream packed twice',
    'a.pdf',
    pdf17(packed('', '/Type /ObjStm /First 4 /Filter [/ASCIIHexDecode /FlateDecode]')),
    {
      kind: 'active-content',
      what: 'hidden',
    },
  ),
  file('an object stream that breaks off', 'a.pdf', pdf17({ ...packed(''), bytes: deflateSync('abc').subarray(0, 6) }), {
    kind: 'active-content',
    what: 'hidden',
  }),
  file('an object stream within another stream', 'a.pdf', pdf('<< >> stream\n', packed('<< /X 1 >>')), {
    kind: 'active-content',
    what: 'hidden',
  }),
  file(
    'an object stream that unpacks to too much',
    'a.pdf',
    pdf17({ ...packed(''), bytes: deflateSync(Buffer.alloc(40 * 1024 ** 2)) }),
    {
      kind: 'active-content',
      what: 'hidden',
    },
  ),
  file('a program to start', 'a.pdf', pdf('<< /S /Launch /F (cmd.exe) >>'), { kind: 'active-content', what: 'launch' }),
  file('a file within', 'a.pdf', pdf('<< /Names << /EmbeddedFiles 9 0 R >> >>'), {
    kind: 'active-content',
    what: 'embedded-file',
  }),
  file('a file within, by its short name', 'a.pdf', pdf('<< /Type /Filespec /EF << /F 9 0 R >> >>'), {
    kind: 'active-content',
    what: 'embedded-file',
  }),
  file('a film', 'a.pdf', pdf('<< /Subtype /RichMedia >>'), { kind: 'active-content', what: 'media' }),
  file('a form that is sent', 'a.pdf', pdf('<< /S /SubmitForm /F (https://x.example) >>'), {
    kind: 'active-content',
    what: 'form',
  }),
  file('a form of XFA', 'a.pdf', pdf('<< /AcroForm << /XFA 9 0 R >> >>'), { kind: 'active-content', what: 'form' }),
  file('a password', 'a.pdf', written('1.4', ['<< /Type /Catalog >>'], '/Encrypt 5 0 R'), { kind: 'encrypted' }),
  file('a password, escaped', 'a.pdf', written('1.4', ['<< /Type /Catalog >>'], '/#45ncrypt 5 0 R'), { kind: 'encrypted' }),
  other('something before the document', 'a.pdf', Buffer.concat([latin('junk\n'), pdf()]), 'mixed'),
  other('a page within its first bytes', 'a.pdf', latin('%PDF-1.4\n<script>x()</script>\nstartxref\n0\n%%EOF'), 'mixed'),
  other('an archive behind it', 'a.pdf', Buffer.concat([pdf(), small]), 'mixed'),
  other(
    'an archive behind it with its end in the comment',
    'a.pdf',
    Buffer.concat([pdf(), zipOf([{ name: 'a' }], { comment: latin('startxref\n0\n%%EOF') })]),
    'mixed',
  ),
  other('too much behind its end', 'a.pdf', Buffer.concat([pdf(), Buffer.alloc(2_000, 'x')]), 'mixed'),
  other('a program behind its end', 'a.pdf', Buffer.concat([pdf(), program]), 'mixed'),
  file('a document that breaks off', 'a.pdf', pdf().subarray(0, 300), { kind: 'damaged' }),
  file('an end without a beginning of its table', 'a.pdf', latin('%PDF-1.4\n1 0 obj\n<<>>\nendobj\n%%EOF'), { kind: 'damaged' }),
]
