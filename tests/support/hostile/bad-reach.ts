/** Files that reach outside of themselves when they are opened, or when somebody follows what they show. */
import { deflateSync } from 'node:zlib'
import type { ActiveContent } from '../../../policies/files/files.ts'
import { file, type Hostile, office, other } from './case.ts'
import { officeFile, relations, sheet, xml } from './office.ts'
import { packed, pdf, pdf17 } from './pdf.ts'
import { chunk, png } from './pictures.ts'

const inPdf = (what: string, act: ActiveContent, ...objects: Parameters<typeof pdf>): Hostile =>
  file(what, 'a.pdf', pdf(...objects), { kind: 'active-content', what: act })
const uri = (text: string) => `<< /S /URI /URI ${text} >>`
const utf16 = (text: string) => `<feff${Buffer.from(text, 'utf16le').swap16().toString('hex')}>`
/** Instead of jumping to the first page, the catalogue does this when the document is opened. */
const opening = (action: string, ...objects: string[]): Buffer =>
  Buffer.from(
    pdf(...objects)
      .toString('latin1')
      .replace('/OpenAction [3 0 R /Fit]', action),
    'latin1',
  )
const opens = (what: string, act: ActiveContent, bytes: Buffer): Hostile =>
  file(what, 'a.pdf', bytes, { kind: 'active-content', what: act })

const pdfs: Hostile[] = [
  inPdf('a jump into another file', 'link-to-file', '<< /S /GoToR /F (\\\\\\\\server\\\\a.pdf) /D [0 /Fit] >>'),
  inPdf('a link to a file', 'link-to-file', uri('(file:///C:/a)')),
  inPdf('a link to a file, in octal', 'link-to-file', uri('(\\146i\\154e://server/a)')),
  inPdf('a link to a file, in hexadecimal', 'link-to-file', uri('<66 69 6c 65 3a 2f2f61>')),
  inPdf('a link to a file, in UTF-16', 'link-to-file', uri(utf16('file://server/a'))),
  inPdf('a link to a file behind a remark', 'link-to-file', uri('%x\n(FILE:a)')),
  inPdf('a link into a network', 'link-to-file', uri('(\\\\\\\\server\\\\share)')),
  inPdf('a link into a network, as of the web', 'link-to-file', uri('(//server/share)')),
  inPdf('a link that runs', 'external-link', uri('(java\\\nscript:x\\(\\))')),
  inPdf('a link to another program', 'external-link', uri('(ms-msdt:/id)')),
  inPdf('links that begin at a file', 'link-to-file', '<< /URI << /Base (file:///C:/) >> >>'),
  file('a link to a file, packed', 'a.pdf', pdf17(packed(uri('(file://server/a)'))), {
    kind: 'active-content',
    what: 'link-to-file',
  }),
  opens(
    'a link whose words stand elsewhere',
    'link-to-file',
    Buffer.from(
      pdf('<< /Type /Annot /Subtype /Link /Rect [0 0 9 9] /A << /S /URI /URI 6 0 R >> >>', '(file://server/a)')
        .toString('latin1')
        .replace('/MediaBox', '/Annots [5 0 R] /MediaBox'),
      'latin1',
    ),
  ),
  opens('a page of the web at the opening', 'opening', opening(`/OpenAction ${uri('(https://x.example)')}`)),
  opens('a page of the web at the opening, elsewhere', 'opening', opening('/OpenAction 5 0 R', uri('(https://x.example)'))),
  opens(
    'one jump behind another at the opening',
    'opening',
    opening('/OpenAction 5 0 R', `<< /S /GoTo /D [3 0 R /Fit] /Next ${uri('(https://x.example)')} >>`),
  ),
  opens('what happens at the opening of a page', 'opening', opening(`/AA << /O ${uri('(https://x.example)')} >>`)),
  opens('an opening that is not there', 'opening', opening('/OpenAction 5 0 R')),
]

const formula = (what: string, text: string, act: ActiveContent = 'outside-formula') =>
  office(
    `a formula with ${what}`,
    'xlsx',
    { 'xl/worksheets/sheet1.xml': sheet(`<c r="A1"><f>${text}</f><v>1</v></c>`) },
    { kind: 'active-content', what: act },
  )
const functions = [
  ...['_xlfn.WEBSERVICE', '_xlfn.IMAGE', 'RTD', 'CALL', 'REGISTER.ID', 'EXEC', 'STOCKHISTORY', '_xlfn.STOCKHISTORY'],
  ...['CUBEVALUE', 'cubemember', 'SQL.REQUEST', 'DDE'],
]
const workbook = (type: string, what: ActiveContent, mode?: string) =>
  office(
    `a workbook with a part of the type ${type}`,
    'xlsx',
    {
      'xl/_rels/workbook.xml.rels': relations(
        ['worksheet', 'worksheets/sheet1.xml'],
        mode ? [type, 'a.xml', mode] : [type, 'a.xml'],
      ),
    },
    { kind: 'active-content', what },
  )
const sheets: Hostile[] = [
  ...functions.map((name) => formula(name, `1+${name}(A1)`)),
  formula('a program', "cmd|'/c calc'!A0"),
  formula('an add-in', '_xll.Load(1)'),
  formula('another workbook', "'\\\\server\\share\\[a.xlsx]S'!A1"),
  formula('a function behind a name in quotes', '\'a"b\'!A1+WEBSERVICE("x")'),
  formula('a function behind much text', `"${'x'.repeat(9_000)}"&amp;WEBSERVICE("x")`),
  formula('a link to a file', 'HYPERLINK("\\\\server\\share","x")', 'link-to-file'),
  office(
    'a name that stands for a formula',
    'xlsx',
    { 'xl/workbook.xml': xml('<workbook><definedName name="a">WEBSERVICE("x")</definedName></workbook>') },
    { kind: 'active-content', what: 'outside-formula' },
  ),
  office(
    'a condition with a formula',
    'xlsx',
    { 'xl/worksheets/sheet1.xml': xml('<worksheet><cfRule><formula>RTD(1)</formula></cfRule></worksheet>') },
    { kind: 'active-content', what: 'outside-formula' },
  ),
  office(
    'a calculated field of a pivot table',
    'xlsx',
    { 'xl/pivotCache/pivotCacheDefinition1.xml': xml('<cacheField formula="WEBSERVICE(1)"/>') },
    { kind: 'active-content', what: 'outside-formula' },
  ),
  workbook('connections', 'connection'),
  workbook('queryTable', 'connection'),
  workbook('externalLink', 'external-link'),
  workbook('volatileDependencies', 'connection'),
  workbook('webExtension', 'external-link'),
  workbook('somethingNew', 'unknown-part'),
]

const field = (what: string, runs: string, act: ActiveContent = 'external-link') =>
  office(
    `a field of Word: ${what}`,
    'docx',
    { 'word/document.xml': xml(`<w:document xmlns:w="w"><w:p>${runs}</w:p></w:document>`) },
    { kind: 'active-content', what: act },
  )
const begin = '<w:r><w:fldChar w:fldCharType="begin"/></w:r>'
const separate = '<w:r><w:fldChar w:fldCharType="separate"/></w:r>'
const end = '<w:r><w:fldChar w:fldCharType="end"/></w:r>'
const instruction = (text: string) => `<w:r><w:instrText>${text}</w:instrText></w:r>`
const names = ['INCLUDEPICTURE', 'INCLUDETEXT', 'INCLUDE', 'LINK', 'DATABASE', 'IMPORT', 'RD']
const documents: Hostile[] = [
  ...names.map((name) => field(name, `${begin}${instruction(` ${name} "a" `)}${separate}${end}`)),
  ...names.map((name) => field(`${name}, simple`, `<w:fldSimple w:instr="${name.toLowerCase()} a"/>`)),
  field('cut over runs', begin + ['INCL', 'UDE', 'PICTURE', ' "x"'].map(instruction).join('') + end),
  field('within another', `${begin}${instruction('IF 1 = 1 ')}${begin}${instruction('LINK a')}${end}${end}`),
  field('without an end', begin + instruction('LINK a')),
  field('taken out with changes noted', `${begin}<w:r><w:delInstrText>LINK a</w:delInstrText></w:r>${end}`),
  field('with its name in plain text', `${begin}<w:r><w:t>LINK a</w:t></w:r>${separate}${end}`),
  field('DDE', begin + instruction('DDE a b') + end, 'data-exchange'),
  field('an object', begin + instruction('EMBED Excel.Sheet') + end, 'embedded-object'),
  field('one that nobody knows', begin + instruction('EXFILTRATE a') + end, 'unknown-field'),
  field('one whose name another writes', `${begin}${begin}${instruction('QUOTE 76')}${end}${end}`, 'unknown-field'),
  field('a link to a file', `${begin}${instruction('HYPERLINK "\\\\\\\\server\\\\share"')}${end}`, 'link-to-file'),
  field('a link to a file, simple', '<w:fldSimple w:instr="HYPERLINK file:///a"/>', 'link-to-file'),
  field('a thousand within each other', begin.repeat(1_100), 'unknown-field'),
]

const slides: Hostile[] = [
  office(
    'a slide that starts a program',
    'pptx',
    { 'ppt/slides/slide1.xml': xml('<p:sld xmlns:p="p" xmlns:a="a"><a:hlinkClick action="ppaction://program"/></p:sld>') },
    { kind: 'active-content', what: 'launch' },
  ),
]

const bomb = deflateSync(Buffer.alloc(250 * 1024 ** 2), { level: 9 })
const keyword = Buffer.from('a\0\0', 'latin1')
const large = { kind: 'expands' } as const
const pictures: Hostile[] = [
  other('a piece that no PNG has', 'a.png', png(1, 1, chunk('evIl', Buffer.from('x'))), 'mixed'),
  file('a profile that unpacks to 250 MB', 'a.png', png(1, 1, chunk('iCCP', Buffer.concat([keyword, bomb]))), large),
  file('words that unpack to 250 MB', 'a.png', png(1, 1, chunk('zTXt', Buffer.concat([keyword, bomb]))), large),
  file(
    'words of all languages that unpack to 250 MB',
    'a.png',
    png(1, 1, chunk('iTXt', Buffer.concat([Buffer.from('a\0\x01\0\0\0', 'latin1'), bomb]))),
    large,
  ),
  file(
    'many words that unpack to much together',
    'a.png',
    png(1, 1, ...Array.from({ length: 40 }, () => chunk('zTXt', Buffer.concat([keyword, deflateSync(Buffer.alloc(1024 ** 2))])))),
    large,
  ),
  file('words that cannot be unpacked', 'a.png', png(1, 1, chunk('zTXt', Buffer.from('a\0\0xyz'))), { kind: 'damaged' }),
  file(
    'a bomb within a document',
    'a.docx',
    officeFile('docx', { 'word/media/a.png': png(1, 1, chunk('iCCP', Buffer.concat([keyword, bomb]))) }),
    large,
  ),
]

export const reaching: Hostile[] = [
  ...pdfs,
  ...sheets,
  ...documents,
  ...slides,
  ...pictures,
  office('elements 200,000 deep', 'docx', { 'word/header1.xml': xml('<a>'.repeat(200_000)) }, { kind: 'damaged' }),
]
