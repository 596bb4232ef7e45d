// The demo list is the same at every call, imports without a problem, and its corrected rows pass as a delivery.
import { expect, test } from 'vitest'
import { correctedFacility, facilityColumns, facilityList } from '../../db/seeds/facilities.ts'
import { readDelivery } from '../../server/packages/csv/delivery.ts'
import { encodeRow } from '../../server/packages/csv/encode.ts'
import { imported, rowsIn, sourceOf } from '../support/outside/csv-sources.ts'

const rows = await rowsIn(facilityList())
const list = rows.slice(1)

test('is the same text at every call', () => expect(facilityList()).toBe(facilityList()))

test('holds 1,200 facilities of three towns, told apart by their number', async () => {
  const result = await imported(facilityList())
  expect(result).toMatchObject({ header: facilityColumns, rowCount: 1200, encoding: 'utf-8', lineEnd: 'lf' })
  expect(result.keyColumns).toContain('施設番号')
  expect(new Set(list.map((row) => row[1]))).toEqual(new Set(['塩尻市', '立科町', '糸魚川市']))
})

test('names nobody real: reserved hosts and exchanges that nobody can have', () => {
  for (const row of list) {
    expect(row.find((cell) => cell.startsWith('http'))).toMatch(/^https?:\/\/\w+\.example\.jp\//)
    expect(row.map((cell) => cell.normalize('NFKC')).find((cell) => /^\(?0\d+/.test(cell))).toMatch(
      /^\(?(0263|0267|025)[-)]0?00-\d{4}$/,
    )
  }
})

test('has an error in about one row of six, and correcting twice changes nothing more', () => {
  const corrected = list.map(correctedFacility)
  const wrong = corrected.filter((row, i) => row.join('\n') !== list[i]!.join('\n')).length
  expect(wrong).toBeGreaterThan(1200 / 7)
  expect(wrong).toBeLessThan(1200 / 5)
  expect(corrected.map(correctedFacility)).toEqual(corrected)
  expect(corrected.flat().some((cell) => cell.includes('\n') || cell !== cell.trim() || /[０-９ｦ-ﾟ]/.test(cell))).toBe(false)
})

test('a corrected lot is a good delivery', async () => {
  const lot = list.slice(100, 200)
  const text = [facilityColumns, ...lot.map(correctedFacility)].map(encodeRow).join('')
  const original = (async function* () {
    yield* lot
  })()
  const delivery = await readDelivery(sourceOf(text), {
    header: facilityColumns,
    firstRow: 101,
    rowCount: 100,
    key: '施設番号',
    original,
  })
  expect(delivery).toMatchObject({ changedRows: expect.any(Number) })
  expect('changes' in delivery && delivery.changes.length).toBeGreaterThan(10)
})
