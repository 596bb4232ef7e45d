/** PDFs whose objects are packed so that little tells of them, stand in an older revision, or pass for something else. */
import { deflateSync } from 'node:zlib'
import type { ActiveContent } from '../../../policies/files/files.ts'
import { file, type Hostile, latin } from './case.ts'
import { packed, pdf, written } from './pdf.ts'

const acts = (what: string, bytes: Buffer, act: ActiveContent): Hostile =>
  file(what, 'a.pdf', bytes, { kind: 'active-content', what: act })

/** Catalogue (1), first page (3) and further objects are packed into stream 7, which is described by these words; FIRST becomes the offset. */
function compressed(dictionary: string, catalogue: string, page = '', more: Record<number, string> = {}, trailer = ''): Buffer {
  const objects: Record<number, string> = {
    1: `<< /Type /Catalog /Pages 2 0 R ${catalogue} >>`,
    3: `<< /Type /Page /Parent 2 0 R /MediaBox [0 0 200 200] ${page} >>`,
    ...more,
  }
  let heads = ''
  let bodies = ''
  for (const [number, body] of Object.entries(objects)) {
    heads += `${number} ${bodies.length} `
    bodies += `${body}\n`
  }
  const once = deflateSync(latin(heads + bodies))
  const stream = dictionary.includes('ASCIIHex') ? latin(`${once.toString('hex')}>`) : once
  const rows = Buffer.alloc(40 * 7)
  const row = (number: number, type: number, where: number, index = 0) => {
    rows[number * 7] = type
    rows.writeUInt32BE(where, number * 7 + 1)
    rows.writeUInt16BE(index, number * 7 + 5)
  }
  for (const [i, number] of Object.keys(objects).entries()) row(Number(number), 2, 7, i)
  let text = '%PDF-1.7\n'
  const put = (number: number, body: string) => {
    row(number, 1, text.length)
    text += `${number} 0 obj\n${body}\nendobj\n`
  }
  put(2, '<< /Type /Pages /Kids [3 0 R] /Count 1 >>')
  put(8, String(heads.length))
  put(9, String(Object.keys(objects).length))
  const described = dictionary.replace('FIRST', String(heads.length))
  put(7, `<< ${described} /Length ${stream.length} >>\nstream\n${stream.toString('latin1')}\nendstream`)
  const at = text.length
  row(10, 1, at)
  const table = deflateSync(rows)
  put(
    10,
    `<< /Type /XRef /Size 40 /W [1 4 2] /Root 1 0 R ${trailer} /Filter /FlateDecode /Length ${table.length} >>\nstream\n${table.toString('latin1')}\nendstream`,
  )
  return latin(`${text}startxref\n${at}\n%%EOF\n`)
}
const flate = '/Filter /FlateDecode'
const plain = `/Type /ObjStm /N 9 0 R /First FIRST ${flate}`
/** Neither the type nor a number: nothing but the table says that this stream holds objects. */
const nameless = '/N 9 0 R /First 8 0 R % 7 0 obj <<\n'
const secret = `${nameless} /Filter [/ASCIIHexDecode /FlateDecode]`

const script = '<< /S /JavaScript /JS (app.alert\\(1\\)) >>'
const scripts: [what: string, catalogue: string, page?: string, more?: Record<number, string>][] = [
  ['in the names', `/Names << /JavaScript << /Names [(a) ${script}] >> >>`],
  ['at the opening', `/OpenAction ${script}`],
  ['at the closing', `/AA << /WC ${script} >>`],
  ['of a page', '', `/AA << /O ${script} >>`],
  ['behind a jump', `/AA << /WC << /S /GoTo /D [3 0 R /Fit] /Next ${script} >> >>`],
  [
    'of a field',
    '/AcroForm << /Fields [20 0 R] >>',
    '/Annots [20 0 R]',
    { 20: `<< /Type /Annot /Subtype /Widget /FT /Tx /T (a) /Rect [0 0 9 9] /AA << /K ${script} >> >>` },
  ],
  [
    'of a field that no form lists',
    '',
    '/Annots [20 0 R]',
    { 20: `<< /Type /Annot /Subtype /Widget /FT /Tx /T (a) /Rect [0 0 9 9] /AA << /K ${script} >> >>` },
  ],
]
const start = '/OpenAction << /S /Launch /F (cmd.exe) >>'
const others: [what: string, act: ActiveContent, catalogue: string, page?: string, more?: Record<number, string>][] = [
  ['a file within', 'embedded-file', '/Names << /EmbeddedFiles << /Names [(a) << /Type /Filespec /F (a.exe) /EF << >> >>] >> >>'],
  ['a file at its edge', 'embedded-file', '', '/Annots [<< /Type /Annot /Subtype /FileAttachment /Rect [0 0 9 9] >>]'],
  ['a film', 'media', '', '/Annots [<< /Type /Annot /Subtype /RichMedia /Rect [0 0 9 9] >>]'],
  [
    'a form of XFA',
    'form',
    '/AcroForm << /Fields [20 0 R] /XFA [(template) 2 0 R] >>',
    '',
    { 20: '<< /FT /Tx /T (a) /Subtype /Widget /Rect [0 0 9 9] >>' },
  ],
]

const xfa = '/XFA [(template) 2 0 R]'
/** The form stands in what looks like a stream that begins in a comment. */
const behindComment = pdf(`<< >>\nendobj\n%>>\nstream\n6 0 obj << ${xfa} >>\n%endstream`)
  .toString('latin1')
  .replace(/\/Type \/Catalog/, '/AcroForm 6 0 R /Type /Catalog')

const revised = (first: Buffer, object: string): Buffer =>
  Buffer.concat([
    first,
    latin(`${object}\nxref\n0 0\ntrailer\n<< /Size 9 /Root 1 0 R /Prev 9 >>\nstartxref\n${first.length}\n%%EOF\n`),
  ])

export const objects: Hostile[] = [
  ...scripts.flatMap(([what, ...parts]) => [
    acts(`JavaScript ${what}, packed`, compressed(plain, ...parts), 'javascript'),
    acts(`JavaScript ${what}, packed in secret`, compressed(secret, ...parts), 'javascript'),
  ]),
  ...others.flatMap(([what, act, ...parts]) => [
    acts(`${what}, packed`, compressed(plain, ...parts), act),
    acts(`${what}, packed in secret`, compressed(secret, ...parts), act),
  ]),
  ...[
    '/N 9 0 R /First 8 0 R',
    '/N 9 0 R /First +FIRST',
    '/N 9 0 R /First%x\nFIRST',
    '/N 9 0 R /First FIRST.0',
    '/N 9 0 R /First\0FIRST',
  ].map((dictionary) =>
    acts(`JavaScript in a stream of ${dictionary}`, compressed(`${dictionary} ${flate}`, `/OpenAction ${script}`), 'javascript'),
  ),
  acts('a program to start, in a stream without a name', compressed(`${nameless} ${flate}`, start), 'launch'),
  acts(
    'a program to start, behind a NUL',
    latin(compressed(`/N 9 0 R /First FIRST ${flate}`, start).toString('latin1').replaceAll('>>\nstream', '>>\0\nstream')),
    'launch',
  ),
  acts(
    'objects packed twice, behind a comment',
    compressed(`/N 9 0 R /First FIRST % 7 0 obj <<\n /Filter [/ASCIIHexDecode /FlateDecode]`, start),
    'hidden',
  ),
  acts(
    'JavaScript of a link, packed',
    compressed(plain, '', `/Annots [<< /Subtype /Link /Rect [0 0 9 9] /A ${script} >>]`),
    'javascript',
  ),
  acts('a program to start, packed', compressed(plain, start), 'launch'),
  acts(
    'a form that is sent, packed',
    compressed(plain, '', '/AA << /O << /S /Submit#46orm /F (https://x.example) >> >>'),
    'form',
  ),
  file('a password, in a table that is packed', 'a.pdf', compressed(plain, '', '', {}, '/Encrypt 20 0 R'), { kind: 'encrypted' }),
  acts('JavaScript in an older revision', revised(pdf(script), '5 0 obj\n<< /X 1 >>\nendobj'), 'javascript'),
  acts('JavaScript for readers of the other table', written('1.4', [packed(script)], '/XRefStm 99'), 'javascript'),
  acts('a stream that begins in a comment', pdf(`%>>\nstream\n`, packed(script, '/N 1 /First 4 /Filter /FlateDecode')), 'hidden'),
  acts('a form behind a comment', latin(behindComment), 'form'),
]
