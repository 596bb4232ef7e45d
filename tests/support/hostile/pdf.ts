/** Writes small PDFs for tests, with objects in the open or packed into object streams. */
import { deflateSync } from 'node:zlib'

const catalog = '<< /Type /Catalog /Pages 2 0 R /OpenAction [3 0 R /Fit] >>'
const pages = '<< /Type /Pages /Kids [3 0 R] /Count 1 >>'
const page = '<< /Type /Page /Parent 2 0 R /MediaBox [0 0 200 200] /Contents 4 0 R >>'
const drawing = Buffer.from('BT /F1 12 Tf 20 100 Td (stream of /JS) Tj ET')

export type Stream = { dictionary: string; bytes: Buffer }
const isStream = (object: string | Stream): object is Stream => typeof object !== 'string'

/** With a table of offsets, as PDF 1.4 has it. */
export function pdf(...more: (string | Stream)[]): Buffer {
  return written('1.4', [catalog, pages, page, { dictionary: '', bytes: drawing }, ...more], '')
}
export function written(version: string, objects: (string | Stream)[], trailer: string): Buffer {
  const parts: Buffer[] = [Buffer.from(`%PDF-${version}\n%\xe2\xe3\xcf\xd3\n`, 'latin1')]
  const offsets: number[] = []
  let at = parts[0]!.length
  const put = (bytes: Buffer) => {
    parts.push(bytes)
    at += bytes.length
  }
  for (const [i, object] of objects.entries()) {
    offsets.push(at)
    put(Buffer.from(`${i + 1} 0 obj\n`))
    if (isStream(object)) {
      put(Buffer.from(`<< ${object.dictionary} /Length ${object.bytes.length} >>\nstream\n`))
      put(object.bytes)
      put(Buffer.from('\nendstream'))
    } else put(Buffer.from(object, 'latin1'))
    put(Buffer.from('\nendobj\n'))
  }
  const table = offsets.map((offset) => `${String(offset).padStart(10, '0')} 00000 n \n`).join('')
  const end = `xref\n0 ${objects.length + 1}\n0000000000 65535 f \n${table}trailer\n<< /Size ${objects.length + 1} /Root 1 0 R ${trailer} >>\n`
  put(Buffer.from(`${end}startxref\n${at}\n%%EOF\n`))
  return Buffer.concat(parts)
}

/** Objects within a stream, as PDF 1.5 and later have them. */
export const packed = (text: string, dictionary = '/Type /ObjStm /N 1 /First 4 /Filter /FlateDecode'): Stream => ({
  dictionary,
  bytes: dictionary.includes('Flate') ? deflateSync(`1 0 ${text}`) : Buffer.from(`1 0 ${text}`),
})

/** With a cross-reference stream and its pages in an object stream. */
export function pdf17(...more: (string | Stream)[]): Buffer {
  const rows = Buffer.alloc(4 * 6, 1)
  const references = { dictionary: '/Type /XRef /Size 6 /W [1 2 1] /Root 1 0 R /Filter /FlateDecode', bytes: deflateSync(rows) }
  return written('1.7', [packed(`${catalog} ${pages} ${page}`), { dictionary: '', bytes: drawing }, references, ...more], '')
}
