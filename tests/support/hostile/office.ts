/** Packs small Office files for tests: the parts that Word, Excel and PowerPoint write at least, and any that a test adds. */
import { type ZipEntry, zipOf } from './zip.ts'

const declaration = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
const schemas = 'http://schemas.openxmlformats.org'
const office = 'application/vnd.openxmlformats-officedocument'

export const xml = (body: string): string => declaration + body
export const types = (main: string, type: string, more = ''): string =>
  xml(
    `<Types xmlns="${schemas}/package/2006/content-types"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>` +
      `<Default Extension="xml" ContentType="application/xml"/><Override PartName="/${main}" ContentType="${type}"/>${more}</Types>`,
  )
export const relations = (...all: [type: string, target: string, mode?: string][]): string =>
  xml(
    `<Relationships xmlns="${schemas}/package/2006/relationships">${all
      .map(
        ([type, target, mode], i) =>
          `<Relationship Id="rId${i + 1}" Type="${schemas}/officeDocument/2006/relationships/${type}" Target="${target}"${mode ? ` TargetMode="${mode}"` : ''}/>`,
      )
      .join('')}</Relationships>`,
  )

export type Parts = Record<string, string | Buffer | undefined>
type Kind = 'xlsx' | 'docx' | 'pptx'

export const mainType: Record<Kind, string> = {
  xlsx: `${office}.spreadsheetml.sheet.main+xml`,
  docx: `${office}.wordprocessingml.document.main+xml`,
  pptx: `${office}.presentationml.presentation.main+xml`,
}
const mains: Record<Kind, string> = { xlsx: 'xl/workbook.xml', docx: 'word/document.xml', pptx: 'ppt/presentation.xml' }

export const sheet = (...cells: string[]): string =>
  xml(
    `<worksheet xmlns="${schemas}/spreadsheetml/2006/main"><sheetData><row r="1">${cells.join('')}</row></sheetData></worksheet>`,
  )
export const document = (...runs: string[]): string =>
  xml(
    `<w:document xmlns:w="${schemas}/wordprocessingml/2006/main"><w:body><w:p>${runs
      .map((run) => `<w:r><w:rPr><w:lang w:val="ja-JP"/></w:rPr><w:t xml:space="preserve">${run}</w:t></w:r>`)
      .join('<w:proofErr w:type="spellStart"/>')}</w:p></w:body></w:document>`,
  )
const strings = xml(
  `<sst xmlns="${schemas}/spreadsheetml/2006/main"><si><t>施設名</t></si><si><t>12345678</t></si><si><t>9018</t></si></sst>`,
)

const usual: Record<Kind, Parts> = {
  xlsx: {
    'xl/workbook.xml': xml(
      `<workbook xmlns="${schemas}/spreadsheetml/2006/main"><sheets><sheet name="一覧" sheetId="1"/></sheets></workbook>`,
    ),
    'xl/_rels/workbook.xml.rels': relations(['worksheet', 'worksheets/sheet1.xml'], ['sharedStrings', 'sharedStrings.xml']),
    'xl/worksheets/sheet1.xml': sheet('<c r="A1" t="s"><v>0</v></c>', '<c r="B1"><v>39.5</v></c>'),
    'xl/sharedStrings.xml': strings,
  },
  docx: {
    'word/document.xml': document('議事録', '（案）'),
    'word/_rels/document.xml.rels': relations(['styles', 'styles.xml']),
  },
  pptx: {
    'ppt/presentation.xml': xml('<p:presentation xmlns:p="p"><p:sldIdLst/></p:presentation>'),
    'ppt/slides/slide1.xml': xml('<p:sld xmlns:p="p" xmlns:a="a"><a:p><a:r><a:t>研修</a:t></a:r></a:p></p:sld>'),
  },
}

/** A digit in each cell, an empty one between two. */
export const boxesOfWord = (words: string, digits: string): string =>
  xml(
    `<w:document xmlns:w="w"><w:p><w:t>${words}</w:t></w:p><w:tbl><w:tr>${[...digits]
      .map((digit) => `<w:tc><w:tcPr/><w:p><w:r><w:t>${digit}</w:t></w:r></w:p></w:tc>`)
      .join('<w:tc><w:p/></w:tc>')}</w:tr></w:tbl></w:document>`,
  )
/** `cell`: how a digit is written; as shared texts the words are the first and the digits follow from 0. */
export const boxesOfExcel = (words: string, digits: string, cell: (digit: string) => string): Parts => ({
  'xl/worksheets/sheet1.xml': sheet(...[...digits].map((d, i) => `<c r="${String.fromCharCode(65 + i)}1"${cell(d)}</c>`)),
  'xl/sharedStrings.xml': xml(
    `<sst>${[words, ...'0123456789'].map((text) => `<si><t>${text}</t><rPh sb="0" eb="1"><t>1</t></rPh></si>`).join('')}</sst>`,
  ),
})

/** A part of undefined is left out. */
export function officeParts(kind: Kind, more: Parts = {}): ZipEntry[] {
  const parts: Parts = {
    '[Content_Types].xml': types(mains[kind], mainType[kind]),
    '_rels/.rels': relations(['officeDocument', mains[kind]]),
    ...usual[kind],
    ...more,
  }
  return Object.entries(parts).flatMap(([name, data]) => (data === undefined ? [] : [{ name, data }]))
}
export const officeFile = (kind: Kind, more: Parts = {}): Buffer => zipOf(officeParts(kind, more))
