/** Reads text that repeats itself with everything that reads text of strangers; told as it begins with each. Run by once/repetition.test.ts. */
import { cleanName, isPlainPath, kindByName, kinds } from '../../../policies/files/files.ts'
import { findMyNumber } from '../../../policies/files/my-number.ts'
import { actNamedIn } from '../../../server/files/drawing/child/pdf-names.mjs'
import { boxSearch } from '../../../server/files/file-checks/boxes.ts'
import { checkFile } from '../../../server/files/file-checks/index.ts'
import { checkRelations } from '../../../server/files/file-checks/office-relations.ts'
import { checkPartText } from '../../../server/files/file-checks/office-text.ts'
import { headLength, sniff } from '../../../server/files/file-checks/sniff.ts'
import { importCsv } from '../../../server/packages/csv/import.ts'

const length = 131_072
/** The beginnings of whatever a pattern looks for, and what stands between two of them. */
const repeated = [
  ...['<', '</', '<a', '<a ', '<a b="', '<!', '<!>', '<!---->', '<!-->', '<!--', '<?', '<?>', '<?xml ', '<![CDATA[', '>', ']]>'],
  ...[
    '--',
    '-->',
    '--!>',
    'a',
    'a:',
    'a=',
    'a="',
    'a=""',
    ' a=""',
    'encoding ',
    'encoding=',
    '"',
    '""',
    '",',
    "'",
    '&',
    '&#',
    '&#4',
  ],
  ...['0', '１', '0 ', '0-', '0.', '1234 ', '1234-', '1234 5678 ', '1\u200b', '\u200b', '\u0301', '\u0323\u0301', '\ufeff'],
  ...[' ', '\u3000', '\t', '\n', '\r', '\r\n', '-', '.', '. ', ' .', '/', '../', 'con', ',', ',"', 'あ', '\ufffd'],
  ...[
    'stream',
    'stream\n',
    '>>stream\r\n',
    'endstream',
    '/F ',
    '/First ',
    '/First 1 ',
    '/Predictor ',
    '/#4',
    '#4a',
    'DDE',
    ' DDE ',
  ],
]
const inXml = [
  '<x ',
  '<x',
  '<x a="',
  '<x a=',
  '<x><!--',
  '<?xml ',
  '<x><![CDATA[',
  '<w:instrText>',
  '<w:fldSimple w:instr="',
  '<v>1.',
]
const inPdf = ['%PDF-1.4\n', '%PDF-1.4\n<< /Type /ObjStm >>\nstream\n', '%PDF-1.4\n<< /First ']

const fill = (word: string) => word.repeat(Math.ceil(length / word.length))
const texts = repeated.flatMap((word) => [fill(word), `${fill(word)}x`])
const within = (begins: readonly string[], ends: readonly string[]) =>
  begins.flatMap((begin) => repeated.flatMap((word) => ends.map((end) => begin + fill(word) + end)))
const open = (text: string) => {
  const bytes = Buffer.from(text)
  return async function* (from = 0, to = bytes.length) {
    for (let at = from; at < to; at += 65_536) yield bytes.subarray(at, Math.min(at + 65_536, to))
  }
}
const check = (name: string) => (text: string) => checkFile({ name, size: Buffer.byteLength(text), open: open(text) }, kinds)

const readers: readonly (readonly [name: string, texts: readonly string[], read: (text: string) => unknown])[] = [
  ['sniff', [...texts, ...within(inXml, [''])], (text) => sniff(Buffer.from(text).subarray(0, headLength))],
  ['names', texts, (text) => [cleanName(text), cleanName(`a${text}`), kindByName(text), isPlainPath(text)]],
  ['individual numbers', texts, findMyNumber],
  ['texts', texts, check('a.txt')],
  ['lists', texts, (text) => importCsv({ open: open(text), write: () => undefined })],
  ['parts of Office', [...texts, ...within(inXml, ['', '/></x>'])], (text) => checkPartText(open(text)(), boxSearch(), 'a.xml')],
  ['relations of Office', within(['<Relationship ', '<Relationship Type="'], ['"/>']), (text) => checkRelations(open(text)())],
  ['PDFs', within(inPdf, ['\n>>\nstream\nendstream\n%%EOF']), (text) => actNamedIn(Buffer.from(text))],
]
for (const [name, texts, read] of readers) {
  process.stdout.write(`${name}\n`)
  for (const text of texts) await read(text)
}
process.stdout.write('done\n')
process.exit(0)
