/** Material of the demo's packages, written by hand: a procedure sheet as a PDF, and a small drawn sample. */
import { crc32, deflateSync } from 'node:zlib'
import { addPackageFile, findPackageFile, settleFile } from '../../db/files/package-files.ts'
import { newId } from '../../db/kernel/ids.ts'
import { findPackage } from '../../db/packages/find.ts'
import { decideCheck, decideMaterial } from '../../policies/files/package-files.ts'
import { kindsOf } from '../../policies/files/uploads.ts'
import { inside } from '../../policies/safety/access.ts'
import { checkFile, type Openable } from '../files/file-checks/index.ts'
import { around, isViewOnly } from '../files/package-files/around.ts'
import { actorOf, allowed, atOf, type Stage, type When, write } from './stage.ts'

/** Adds a file to a draft and lets it through the built-in checks, as the platform would. */
export async function addMaterial(stage: Stage, when: When, packageId: string, name: string, content: Uint8Array): Promise<void> {
  const { db, store } = stage
  const pkg = (await findPackage(db.read, packageId, when.who))!
  const id = newId(atOf(stage, when.ago))
  const permit = allowed(decideMaterial(await actorOf(stage, when.who), around(pkg), id))
  const sink = await store.create(packageId)
  await sink.write(content)
  const bytes = await sink.keep()
  const added = { packageId, assignmentId: null }
  await write(stage, when, (tx) => addPackageFile(tx, permit, { ...added, name, bytes }))
  const file = (await findPackageFile(db.read, id))!
  const open: Openable = (from, to) => store.read(inside(packageId), file.storageKey, from, to)
  const found = await checkFile({ name, size: file.size, open }, kindsOf('material', isViewOnly(pkg))!)
  if ('problems' in found) throw new Error('the material of the story is not sound')
  const check = allowed(decideCheck('file.check', file.facts))
  const at = atOf(stage, when.ago)
  await db.write({ actor: null, at }, (tx) => settleFile(tx, check, { state: 'clean', kind: found.kind, scanned: false }))
}

const cell = (x: number, y: number, size: number, words: string) =>
  `BT /F ${size} Tf ${x} ${y} Td <${Buffer.from(words, 'utf16le').swap16().toString('hex')}> Tj ET`

/** A PDF with one page for each list of lines, the first line of a page large. The font is one that every reader finds or replaces. */
export function sheet(pages: readonly (readonly string[])[]): Uint8Array {
  const drawn = pages.map((lines) =>
    lines.map((words, i) => cell(56, 770 - (i === 0 ? 0 : 26 + i * 26), i === 0 ? 20 : 12, words)).join('\n'),
  )
  const descriptor =
    '/FontDescriptor << /Type /FontDescriptor /FontName /MS-Gothic /Flags 4 /FontBBox [0 -137 1000 859] /ItalicAngle 0 /Ascent 859 /Descent -137 /CapHeight 770 /StemV 80 >>'
  const font = `<< /Type /Font /Subtype /Type0 /BaseFont /MS-Gothic /Encoding /UniJIS-UTF16-H /DescendantFonts [ << /Type /Font /Subtype /CIDFontType2 /BaseFont /MS-Gothic /CIDSystemInfo << /Registry (Adobe) /Ordering (Japan1) /Supplement 2 >> ${descriptor} >> ] >>`
  const objects = [
    '<< /Type /Catalog /Pages 2 0 R >>',
    `<< /Type /Pages /Kids [${drawn.map((_, i) => `${4 + 2 * i} 0 R`).join(' ')}] /Count ${drawn.length} >>`,
    font,
    ...drawn.flatMap((operators, i) => [
      `<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Resources << /Font << /F 3 0 R >> >> /Contents ${5 + 2 * i} 0 R >>`,
      `<< /Length ${operators.length} >>\nstream\n${operators}\nendstream`,
    ]),
  ]
  let text = '%PDF-1.7\n'
  const places = objects.map((body, i) => {
    const at = text.length
    text += `${i + 1} 0 obj\n${body}\nendobj\n`
    return `${String(at).padStart(10, '0')} 00000 n \n`
  })
  const size = objects.length + 1
  text += `xref\n0 ${size}\n0000000000 65535 f \n${places.join('')}trailer\n<< /Size ${size} /Root 1 0 R >>\nstartxref\n${text.length}\n%%EOF\n`
  return Buffer.from(text, 'latin1')
}

type Box = readonly [x: number, y: number, width: number, height: number, colour: number]
/** A PNG of coloured boxes on white. */
export function boxes(width: number, height: number, drawn: readonly Box[]): Uint8Array {
  const row = 1 + width * 3
  const pixels = Buffer.alloc(row * height, 255)
  for (let y = 0; y < height; y++) pixels[y * row] = 0
  for (const [left, top, wide, high, colour] of drawn)
    for (let y = top; y < top + high; y++)
      for (let x = left; x < left + wide; x++) pixels.writeUIntBE(colour, y * row + 1 + x * 3, 3)
  const header = Buffer.alloc(13)
  header.writeUInt32BE(width, 0)
  header.writeUInt32BE(height, 4)
  header.set([8, 2, 0, 0, 0], 8)
  const sign = Buffer.from('89504e470d0a1a0a', 'hex')
  return Buffer.concat([sign, chunk('IHDR', header), chunk('IDAT', deflateSync(pixels)), chunk('IEND', Buffer.alloc(0))])
}
function chunk(name: string, data: Buffer): Buffer {
  const body = Buffer.concat([Buffer.from(name, 'latin1'), data])
  const whole = Buffer.alloc(8 + body.length)
  whole.writeUInt32BE(data.length, 0)
  body.copy(whole, 4)
  whole.writeUInt32BE(crc32(body), 4 + body.length)
  return whole
}

/** What a corrected line of the list looks like: three columns, the wrong cell in red, the mended one in green. */
export const sampleOfList = (): Uint8Array => {
  const [line, wrong, mended, head] = [0x949494, 0xfa8c8c, 0x9bd4b5, 0xd9e6ff]
  const rows = [0, 1, 2, 3, 4].map((n): Box => [20, 20 + n * 60, 560, 2, line])
  const columns = [20, 200, 400, 578].map((x): Box => [x, 20, 2, 242, line])
  return boxes(600, 282, [[22, 22, 556, 58, head], [202, 142, 198, 58, wrong], [202, 202, 198, 58, mended], ...rows, ...columns])
}
