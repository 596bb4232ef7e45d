/** Files that hold an individual number, written in any way. */
import { file, type Hostile, latin, number, office } from './case.ts'
import { boxesOfExcel, boxesOfWord, document, sheet, xml } from './office.ts'

const spread = document('番号 12', '34', '5678-90', '18。').replace('5678-90', '567890')
const referencesOf = (text: string) => text.replace(/./g, (letter) => `&#${letter.charCodeAt(0)};`)
const references = referencesOf(number)
/** Parts are read 16 KiB at a time: the cut falls behind the `&#` of the seventh digit. */
const begin = xml('<sst><si><t>')
const overCut = `${begin.padEnd(16_384 - 32, 'x,')}${references}</t></si></sst>`

const inAttributes: Hostile[] = (
  [
    ['what a pivot table remembers', 'xlsx', 'xl/pivotCache/pivotCacheRecords1.xml', `<n v="${number}"/>`],
    ['what a pivot table calculated', 'xlsx', 'xl/pivotCache/pivotCacheRecords1.xml', '<n v="1.23456789018E11"/>'],
    ['the items of a pivot table', 'xlsx', 'xl/pivotCache/pivotCacheDefinition1.xml', `<s v="${number}"/>`],
    ['a hint of a cell', 'xlsx', 'xl/worksheets/sheet2.xml', `<dataValidation prompt="${referencesOf('1234-5678-9018')}"/>`],
    ['a field of a form', 'docx', 'word/header1.xml', `<w:default w:val="${number}"/>`],
    ['a choice of a form', 'docx', 'word/header1.xml', `<w:listItem w:displayText='${number}' w:value="1"/>`],
    ['the words of a picture', 'docx', 'word/header1.xml', `<wp:docPr id="1" name="図" descr="${number}"/>`],
    ['letters as a picture', 'docx', 'word/header1.xml', `<v:textpath string="${number}"/>`],
  ] as const
).map(([what, kind, path, body]) =>
  office(`in ${what}`, kind, { [path]: xml(`<a>${body}</a>`) }, { kind: 'my-number', entry: path }),
)
const inBoxes: Hostile[] = [
  office('in boxes of Word', 'docx', { 'word/document.xml': boxesOfWord('個人番号', number) }, { kind: 'my-number' }),
  office(
    'in boxes of Excel',
    'xlsx',
    boxesOfExcel('マイナンバー', number, (d) => `><f>A${d}</f><v>${d}</v>`),
    {
      kind: 'my-number',
      entry: 'xl/worksheets/sheet1.xml',
    },
  ),
  office(
    'in boxes of Excel, as texts',
    'xlsx',
    boxesOfExcel('マイナンバー', number, (d) => ` t="inlineStr"><is><t>${d}</t></is>`),
    { kind: 'my-number' },
  ),
  office(
    'in boxes of Excel, as shared texts',
    'xlsx',
    boxesOfExcel('マイナンバー', number, (d) => ` t="s"><v>${Number(d) + 1}</v>`),
    { kind: 'my-number' },
  ),
]

export const numbers: Hostile[] = [
  file('in a list', 'a.csv', `番号,名前\n1,花\n${number},大輔\n`, { kind: 'my-number', where: 'text', line: 3 }),
  file(
    'in Shift_JIS, in wide digits',
    'a.csv',
    Buffer.concat([latin('\x94\xd4\x8d\x86\r\n'), ...[...number].map((d) => Buffer.of(0x82, 0x4f + Number(d)))]),
    { kind: 'my-number', line: 2 },
  ),
  file('in UTF-16', 'a.txt', Buffer.from(`\ufeff番号\n\n${number}`, 'utf16le'), { kind: 'my-number', line: 3 }),
  file('in UTF-16, the other way round', 'a.txt', Buffer.from(`\ufeff番号\n${number}`, 'utf16le').swap16(), {
    kind: 'my-number',
    line: 2,
  }),
  file('in groups, at the very end', 'a.txt', 'マイナンバーは1234-5678-9018', { kind: 'my-number', line: 1 }),
  file('far behind, over a cut', 'a.csv', `${'a,b\r\n'.repeat(40_000)}x,${number}`, { kind: 'my-number', line: 40_001 }),
  office(
    'as text',
    'xlsx',
    { 'xl/sharedStrings.xml': xml(`<sst><si><t>${number}</t></si></sst>`) },
    { kind: 'my-number', entry: 'xl/sharedStrings.xml' },
  ),
  office(
    'as a number',
    'xlsx',
    { 'xl/worksheets/sheet1.xml': sheet(`<c r="C7"><v>${number}</v></c>`) },
    { kind: 'my-number', cell: 'C7' },
  ),
  office(
    'as a number that was calculated',
    'xlsx',
    { 'xl/worksheets/sheet1.xml': sheet('<c r="D9"><v>1.23456789018E11</v></c>') },
    { kind: 'my-number', cell: 'D9' },
  ),
  office(
    'as a number with a fraction of nothing',
    'xlsx',
    { 'xl/worksheets/sheet1.xml': sheet(`<c r="A2"><v>${number}.0</v></c>`) },
    { kind: 'my-number' },
  ),
  office(
    'in references',
    'xlsx',
    { 'xl/sharedStrings.xml': xml(`<sst><si><t>${number.replace(/./g, (d) => `&#${48 + Number(d)};`)}</t></si></sst>`) },
    { kind: 'my-number' },
  ),
  office(
    'in a text that Word cut up',
    'docx',
    { 'word/document.xml': spread },
    { kind: 'my-number', entry: 'word/document.xml' },
  ),
  office(
    'in a comment of Word',
    'docx',
    { 'word/comments.xml': document(`<![CDATA[${number}]]>`) },
    { kind: 'my-number', entry: 'word/comments.xml' },
  ),
  office(
    'in a slide',
    'pptx',
    { 'ppt/slides/slide2.xml': xml(`<a:p xmlns:a="a"><a:r><a:t>${number}</a:t></a:r></a:p>`) },
    { kind: 'my-number' },
  ),
  office('in references over a cut', 'xlsx', { 'xl/sharedStrings.xml': overCut }, { kind: 'my-number' }),
  office(
    'behind a long text, in two runs',
    'docx',
    { 'word/document.xml': document('あ'.repeat(8_186) + number.slice(0, 6), number.slice(6)) },
    {
      kind: 'my-number',
    },
  ),
  ...inAttributes,
  ...inBoxes,
]
