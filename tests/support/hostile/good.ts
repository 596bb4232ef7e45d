/** Files as people make them every day, which must get in. */
import { shiftJis } from '../outside/csv-sources.ts'
import { number } from './case.ts'
import { everyday } from './good-reach.ts'
import { boxesOfExcel, boxesOfWord, document, officeFile, officeParts, relations, sheet, xml } from './office.ts'
import { packed, pdf, pdf17 } from './pdf.ts'
import { comment, jpeg, png } from './pictures.ts'
import { unicodeName, zip64Sizes, zipOf } from './zip.ts'

const list = '番号,施設名\r\n1,公民館\r\n2,図書館\r\n'
const note = Buffer.concat([Buffer.from('0005160700020000', 'hex'), Buffer.alloc(100)])
const stored = { name: 'a.txt', data: 'abc', method: 0 }

export const goodFiles: [what: string, name: string, bytes: Buffer][] = [
  ...everyday,
  ['a list in UTF-8', '一覧.csv', Buffer.from(list)],
  ['a list in UTF-8 with a BOM', '一覧.csv', Buffer.from(`\ufeff${list}`)],
  ['a list in Shift_JIS', '一覧.csv', shiftJis(list)],
  ['a list in UTF-16', '一覧.csv', Buffer.from(`\ufeff${list}`, 'utf16le')],
  ['a text of one letter', 'a.txt', Buffer.from('a')],
  ['a text of one line end', 'a.txt', Buffer.from('\n')],
  ['a text that DOS ended', 'a.txt', Buffer.from('a\r\n\x1a')],
  ['a text that speaks of tags', 'a.txt', Buffer.from('次の <script> と <html> は使わない。BM, MZ も。')],
  ['a text of nothing but comments', 'a.txt', Buffer.from(`${'<!---->'.repeat(40)}x`)],
  ['a text of nothing but marks', 'a.txt', Buffer.from(`${'<!>'.repeat(40)}x`)],
  ['a text that begins like a program', 'a.csv', Buffer.from('MZ,BM\n1,2\n')],
  [
    'long numbers that are no individual numbers',
    'a.csv',
    Buffer.from('123456789012,4901234567894\n1234567890180\n0.123456789018\n'),
  ],
  ['a long line of hyphens', 'a.txt', Buffer.from(`${'-'.repeat(100_000)}\n`)],
  ['a PDF 1.4', 'a.pdf', pdf()],
  [
    'a PDF with links and bookmarks',
    'a.PDF',
    pdf('<< /A << /S /URI /URI (https://x.example) >> >>', '<< /Type /Outlines /First 9 0 R >>'),
  ],
  ['a PDF 1.7 with packed objects', 'a.pdf', pdf17()],
  ['a PDF with much in packed objects', 'a.pdf', pdf17(packed('<< /X /Y >> '.repeat(50_000)))],
  ['a PDF that speaks of JavaScript', 'a.pdf', pdf('<< /Title (JavaScript, /JSX and /Launcher) >>')],
  [
    'a PDF with short names in its pictures',
    'a.pdf',
    pdf({ dictionary: '/Filter /DCTDecode', bytes: Buffer.from('.. /JS (x) /EF ..') }),
  ],
  ['a PDF with line ends behind it', 'a.pdf', Buffer.concat([pdf(), Buffer.from('\r\n\0\0\0')])],
  ['a PNG', '図.png', png()],
  ['a large PNG', 'a.png', png(10_000, 10_000)],
  ['a JPEG', '写真.JPG', jpeg()],
  ['a JPEG with words', 'a.jpeg', jpeg(20_000, 5_000, comment('made by hand'))],
  ['a JPEG of a phone, with its light map', 'a.jpg', Buffer.concat([jpeg(4_000, 3_000), jpeg(1_000, 750)])],
  ['a JPEG with a few bytes of the camera', 'a.jpg', Buffer.concat([jpeg(), Buffer.alloc(30), Buffer.from('SEFT')])],
  ['an Excel file', '一覧.xlsx', officeFile('xlsx')],
  ['a table of Word with twelve figures', 'a.docx', officeFile('docx', { 'word/document.xml': boxesOfWord('人数', number) })],
  [
    'a table of Word with a number of a company',
    'a.docx',
    officeFile('docx', { 'word/document.xml': boxesOfWord('個人番号または法人番号', `${number}1`) }),
  ],
  [
    'an Excel file with a year',
    'a.xlsx',
    officeFile(
      'xlsx',
      boxesOfExcel('人数', number, (d) => `><v>${d}</v>`),
    ),
  ],
  [
    'an Excel file with twelve answers',
    'a.xlsx',
    officeFile(
      'xlsx',
      boxesOfExcel('個人番号', '000000000060', (d) => ` t="b"><v>${d}</v>`),
    ),
  ],
  [
    'a Word file with long ids and measures',
    'a.docx',
    officeFile('docx', {
      'word/header1.xml': xml(
        `<a r:id="${number}" x="${number}"><b val="{0123456A-1234-5678-9018-A123456789AB}"/><c name="図 1234" descr="202311251203.png"/></a>`,
      ),
    }),
  ],
  [
    'an Excel file with long numbers',
    'a.xlsx',
    officeFile('xlsx', {
      'xl/worksheets/sheet1.xml': sheet(
        '<c r="A1"><v>123456789012</v></c>',
        '<c r="B1"><v>1234</v></c>',
        '<c r="C1"><v>56789018</v></c>',
      ),
    }),
  ],
  [
    'an Excel file for a printer',
    'a.xlsx',
    officeFile('xlsx', { 'xl/printerSettings/printerSettings1.bin': Buffer.from('P\0r\0i\0n\0', 'latin1') }),
  ],
  ['a Word file', '議事録.docx', officeFile('docx')],
  [
    'a Word file with links and a picture',
    'a.docx',
    officeFile('docx', {
      'word/_rels/document.xml.rels': relations(
        ['hyperlink', 'https://x.example/?a=1&amp;b=2', 'External'],
        ['hyperlink', 'mailto:a@x.example', 'External'],
        ['image', 'media/image1.png'],
      ),
      'word/media/image1.png': png(),
    }),
  ],
  [
    'a Word file with comments in its XML, and UTF-16',
    'a.docx',
    officeFile('docx', {
      'customXml/item1.xml': xml('<!-- <!DOCTYPE --><項目 値="a>b"><![CDATA[<!ENTITY]]></項目>'),
      'docProps/app.xml': Buffer.from('\ufeff<?xml version="1.0" encoding="UTF-16"?><a/>', 'utf16le'),
    }),
  ],
  [
    'a Word file with a field',
    'a.docx',
    officeFile('docx', { 'word/document.xml': document('DDE は使わない', '&amp;&#x3042;') }),
  ],
  [
    'an Excel file with a button of two lines, as Excel writes it',
    'a.xlsx',
    officeFile('xlsx', {
      'xl/drawings/vmlDrawing1.vml': `<xml xmlns:v="urn:schemas-microsoft-com:vml"><v:shape o:gfxdata="${'UEsDBBQ'.repeat(200_000)}"><v:textbox><div><font face="MS">一行目<br>\r\n二&nbsp;行目</font></div></v:textbox></v:shape></xml>`,
    }),
  ],
  [
    'a Word file with a picture in its data',
    'a.docx',
    officeFile('docx', { 'customXml/item1.xml': xml(`<図>${'iVBORw0KGgo'.repeat(500_000)}</図>`) }),
  ],
  [
    'a Word file with many tables within each other',
    'a.docx',
    officeFile('docx', { 'word/header1.xml': xml('<w:tbl><w:tr><w:tc>'.repeat(100) + '</w:tc></w:tr></w:tbl>'.repeat(100)) }),
  ],
  ['a PowerPoint file', '研修.pptx', officeFile('pptx')],
  [
    'a PowerPoint file with a drawing',
    'a.pptx',
    officeFile('pptx', {
      'ppt/media/a.svg': '<svg><path d="M0 0"/></svg>',
      'ppt/media/a.emf': Buffer.from('0100000088000000', 'hex'),
    }),
  ],
  ['a ZIP', '納品.zip', zipOf([{ name: '一覧.csv', data: list }, { name: '図/' }, { name: '図/1.png', data: png() }])],
  ['a ZIP of Japanese Windows', '納品.zip', zipOf([{ name: shiftJis('表示/ソート一覧.csv'), data: shiftJis(list) }])],
  [
    'a ZIP of a Mac',
    'a.zip',
    zipOf([
      { name: Buffer.from('か\u3099.txt'), data: 'a', flags: 8 },
      { name: '__MACOSX/._か.txt', data: note, flags: 8 },
    ]),
  ],
  [
    'a ZIP with a second name',
    'a.zip',
    zipOf([{ name: Buffer.from('??.txt'), data: 'a', extra: unicodeName(Buffer.from('??.txt'), '一覧.txt') }]),
  ],
  ['a ZIP that does not pack', 'a.zip', zipOf([stored, { name: 'b.txt', data: '', method: 0 }])],
  [
    'a ZIP of PDFs and photos',
    'a.zip',
    zipOf([
      { name: 'a.pdf', data: pdf17(), method: 0 },
      { name: 'b.jpg', data: jpeg() },
    ]),
  ],
  [
    'a ZIP64',
    'a.zip',
    zipOf([{ ...stored, extra: zip64Sizes(3n, 3n), says: { size: 0xffffffff, packed: 0xffffffff } }], { zip64: true }),
  ],
  ['a ZIP with a remark', 'a.zip', zipOf([stored], { comment: Buffer.from('塩尻市') })],
  [
    'a ZIP of Unix',
    'a.zip',
    zipOf([
      { ...stored, mode: 0o100644 },
      { name: 'b/', mode: 0o040755 },
    ]),
  ],
  ['a long list that packs well', 'a.zip', zipOf([{ name: 'a.csv', data: '1,塩尻市大門七番町,公民館\n'.repeat(100_000) }])],
  ['an Excel file packed by a stream', 'a.xlsx', zipOf(officeParts('xlsx').map((entry) => ({ ...entry, flags: 8 })))],
]
