import * as fc from 'fast-check'
import { expect, test } from 'vitest'
import { unitPriceOf, yenFor } from '../../policies/telework/remuneration.ts'

const agreed = fc.record({ rows: fc.integer({ min: 1, max: 5_000 }), price: fc.integer({ min: 0, max: 500_000 }) })

test('all rows of a lot come to what was agreed for it, no row to nothing, and a part never to less than its share', () => {
  fc.assert(
    fc.property(agreed, fc.double({ min: 0, max: 1, noNaN: true }), (lot, part) => {
      const rows = Math.floor(lot.rows * part)
      expect([yenFor(lot, lot.rows), yenFor(lot, 0)]).toEqual([lot.price, 0])
      const yen = yenFor(lot, rows)
      expect(Number.isInteger(yen)).toBe(true)
      expect(yen * lot.rows).toBeGreaterThanOrEqual(lot.price * rows)
      expect(yen).toBeLessThanOrEqual(lot.price)
    }),
  )
})

test('a whole price for each row is paid for each row', () => {
  expect([unitPriceOf({ price: 160, rows: 4 }), yenFor({ price: 160, rows: 4 }, 3)]).toEqual([40, 120])
})
