/** Everyday files that look a little like what reaches outside, and must get in. */
import { deflateSync } from 'node:zlib'
import { officeFile, relations, sheet, xml } from './office.ts'
import { packed, pdf, pdf17 } from './pdf.ts'
import { chunk, png } from './pictures.ts'

const opening = (action: string, ...objects: string[]): Buffer =>
  Buffer.from(
    pdf(...objects)
      .toString('latin1')
      .replace('/OpenAction [3 0 R /Fit]', action),
    'latin1',
  )
const links = ['(https://x.example/a\\(b\\))', '(mailto:a@x.example)', '(www.x.example)', '<68747470733a2f2f782e6578616d706c65>']
const field = (text: string) =>
  `<w:fldChar w:fldCharType="begin"/><w:instrText>${text}</w:instrText><w:fldChar w:fldCharType="separate"/><w:t>LINK</w:t><w:fldChar w:fldCharType="end"/>`
const fields = [
  ' TOC \\o "1-3" \\h \\z \\u ',
  ' PAGE   \\* MERGEFORMAT ',
  '=SUM(ABOVE)',
  'HYPERLINK \\l "_Toc1"',
  'HYPERLINK "https://x.example"',
  ' ADDIN ZOTERO_ITEM {"a":1} ',
]
const formulas = [
  'SUM(A1:B2)',
  "'2026年度 (4月)'!A1",
  'VLOOKUP(A1,表1[[#This Row],[番号]],2,FALSE)',
  '"IMAGE(1), RTD(2)"',
  'IMAGINARY(1)+RECALL(1)',
  '_xlfn.XLOOKUP(A1,B:B,C:C)',
  'HYPERLINK("https://x.example","x")',
  'HYPERLINK("#一覧!A1","x")',
  'A1&amp;"|"&amp;B1&amp;"!"',
]
const partsOfWord =
  'styles settings webSettings fontTable theme numbering footnotes endnotes header footer customXml glossaryDocument'

export const everyday: [what: string, name: string, bytes: Buffer][] = [
  ['a PDF with links of many kinds', 'a.pdf', pdf(...links.map((link) => `<< /A << /S /URI /URI ${link} >> >>`))],
  [
    'a PDF of LaTeX, which opens at a page and has links',
    'a.pdf',
    opening('/OpenAction 5 0 R', '<< /S /GoTo /D [3 0 R /Fit] >>', '<< /S /URI /URI (https://x.example) >>'),
  ],
  [
    'a PDF that opens at a page and says how its colours print',
    'a.pdf',
    opening('/OpenAction << /S /GoTo /D [3 0 R /Fit] >> /OutputIntents [<< /S /GTS_PDFA1 >>]'),
  ],
  ['a PDF that opens at a page, packed', 'a.pdf', pdf17(packed('<< /S /GoTo /D [3 0 R /Fit] >>'))],
  ['a PDF with an empty list of what it does', 'a.pdf', opening('/AA << >>')],
  ['a PDF with a font of that name', 'a.pdf', pdf('<< /Differences [65 /AA 67 /AB] >>')],
  [
    'a Word file with fields',
    'a.docx',
    officeFile('docx', {
      'word/document.xml': xml(
        `<w:document xmlns:w="w"><w:p>${fields.map(field).join('')}<w:fldSimple w:instr=" NUMPAGES "/>` +
          '<w:fldChar w:fldCharType="begin"/><w:instrText>IF </w:instrText><w:fldChar w:fldCharType="begin"/><w:instrText>MERGEFIELD a</w:instrText>' +
          '<w:fldChar w:fldCharType="end"/><w:instrText> = "LINK" "a" "b"</w:instrText><w:fldChar w:fldCharType="end"/></w:p></w:document>',
      ),
      'word/_rels/document.xml.rels': relations(...partsOfWord.split(' ').map((type): [string, string] => [type, `${type}.xml`])),
    }),
  ],
  [
    'an Excel file with formulas',
    'a.xlsx',
    officeFile('xlsx', {
      'xl/worksheets/sheet1.xml': sheet(...formulas.map((text, i) => `<c r="A${i + 1}"><f>${text}</f><v>1</v></c>`)),
      'xl/worksheets/_rels/sheet1.xml.rels': relations(
        ['table', '../tables/table1.xml'],
        ['comments', '../comments1.xml'],
        ['pivotTable', 'a.xml'],
      ),
    }),
  ],
  [
    'a PowerPoint file with jumps',
    'a.pptx',
    officeFile('pptx', {
      'ppt/slides/slide1.xml': xml(
        '<p:sld xmlns:p="p" xmlns:a="a"><a:hlinkClick action="ppaction://hlinksldjump"/><a:hlinkClick/></p:sld>',
      ),
      'ppt/slides/_rels/slide1.xml.rels': relations(['slideLayout', '../slideLayouts/a.xml'], ['notesSlide', 'a.xml']),
    }),
  ],
  [
    'a PNG with a profile, words and what Apple writes',
    'a.png',
    png(
      1,
      1,
      chunk('iCCP', Buffer.concat([Buffer.from('a\0\0'), deflateSync(Buffer.alloc(500_000, 'ab'))])),
      chunk('iTXt', Buffer.from('XML:com.adobe.xmp\0\0\0\0\0<x/>')),
      chunk('iTXt', Buffer.concat([Buffer.from('a\0\x01\0ja\0名\0'), deflateSync(Buffer.from('写真'))])),
      chunk('zTXt', Buffer.concat([Buffer.from('a\0\0'), deflateSync(Buffer.from('x'))])),
      chunk('iDOT', Buffer.alloc(28)),
    ),
  ],
]
