// Lots are ranges of whole records, and joined in order they are the list again.
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { encodeRow } from '../../server/packages/csv/encode.ts'
import { lotRanges } from '../../server/packages/csv/lots.ts'
import { download, imported, rangeOf, rowsFrom, rowsIn, sourceOf } from '../support/outside/csv-sources.ts'

const letter = fc.constantFrom(...'a1, "\n\r\t=@\'あ表ソ髙①ｱ𠮷\ufeff'.match(/./gsu)!)
const cell = fc.string({ unit: letter, maxLength: 6 })
const tables = fc.integer({ min: 1, max: 4 }).chain((width) =>
  // A row of empty cells is no row (csv-import).
  fc.array(
    fc.array(cell, { minLength: width, maxLength: width }).filter((row) => row.some((cell) => cell.trim() !== '')),
    { minLength: 1, maxLength: 30 },
  ),
)

test('any table, split anyhow, joins to the same table in order', async () => {
  await fc.assert(
    fc.asyncProperty(
      tables,
      fc.integer({ min: 1, max: 31 }),
      fc.array(fc.nat(400), { maxLength: 5 }),
      async (rows, rowsPerLot, cuts) => {
        const header = rows[0]!.map((_, i) => `列${i}`)
        const { stored, headerBytes, rowCount } = await imported([header, ...rows].map(encodeRow).join(''), {
          given: { encoding: 'utf-8', delimiter: ',', headerLine: 1 },
        })
        const at = cuts.sort((a, b) => a - b).map((cut) => Math.min(cut, stored.length))
        const lots = await lotRanges(sourceOf(stored, ...at), { headerBytes, rowsPerLot })

        expect(rowCount).toBe(rows.length)
        expect(lots.map((lot) => lot.number)).toEqual(
          Array.from({ length: Math.ceil(rows.length / rowsPerLot) }, (_, i) => i + 1),
        )
        const normal = rows.map((row) => row.map((cell) => cell.replace(/\r\n?/g, '\n')))
        for (const lot of lots)
          expect(await rowsFrom(rangeOf(stored, lot.byteFrom, lot.byteTo))).toEqual(normal.slice(lot.firstRow - 1, lot.lastRow))
        expect(lots.map((lot) => lot.byteFrom)).toEqual([headerBytes, ...lots.slice(0, -1).map((lot) => lot.byteTo)])
        expect(lots.at(-1)).toMatchObject({ lastRow: rows.length, byteTo: stored.length })
      },
    ),
    { numRuns: 300 },
  )
})

test('a lot is numbered from 1 and ends where the next begins', async () => {
  const lots = await lotRanges(sourceOf('h\n1\n"2\n2"\n3\n'), { headerBytes: 2, rowsPerLot: 2 })
  expect(lots).toEqual([
    { number: 1, firstRow: 1, lastRow: 2, byteFrom: 2, byteTo: 10 },
    { number: 2, firstRow: 3, lastRow: 3, byteFrom: 10, byteTo: 12 },
  ])
})

test('refuses what is no number of rows, and what is not the normalised form', async () => {
  for (const rowsPerLot of [0, -1, 1.5, Number.NaN])
    await expect(lotRanges(sourceOf('h\n1\n'), { headerBytes: 2, rowsPerLot })).rejects.toThrow(RangeError)
  for (const text of ['h\n1', 'h\n"1\n', 'h\n1\n2'])
    await expect(lotRanges(sourceOf(text), { headerBytes: 2, rowsPerLot: 5 }), text).rejects.toThrow('normalised')
})

test('canonical rows: quotes only where needed', () => {
  expect(encodeRow(['a', ' b ', 'c,d', 'e"f', 'g\nh', "=1'", ''])).toBe('a, b ,"c,d","e""f","g\nh",=1\',\n')
  expect(encodeRow([''])).toBe('""\n')
})

test('a download is a BOM, the header and the rows, and imports again', async () => {
  const stored = Buffer.from('番号\n1\n2\n')
  const chunks: Uint8Array[] = []
  for await (const chunk of download([rangeOf(stored, 0, 7), rangeOf(stored, 9, 11)])) chunks.push(chunk)
  expect(Buffer.concat(chunks).toString()).toBe('\ufeff番号\n2\n')
  expect(await imported(Buffer.concat(chunks))).toMatchObject({ encoding: 'utf-8-bom', rowCount: 1 })
  expect(await rowsIn('番号\n2\n')).toEqual([['番号'], ['2']])
})
