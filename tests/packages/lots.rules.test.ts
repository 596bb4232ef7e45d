// Splitting keeps within what people can follow, and prices are whole yen.
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { checkSplit, hourlyYen, lotPrice, maxLots, maxRows, maxRowsPerLot } from '../../policies/packages/lots.ts'

test('a split that is allowed makes at most so many lots of at most so many rows; its neighbours below and above do not', () => {
  fc.assert(
    fc.property(fc.integer({ min: 1, max: maxRows }), fc.integer({ min: 0, max: maxRows }), (rows, rowsPerLot) => {
      const problem = checkSplit(rows, rowsPerLot)
      if (!problem) {
        expect(rowsPerLot).toBeLessThanOrEqual(maxRowsPerLot)
        expect(Math.ceil(rows / rowsPerLot)).toBeLessThanOrEqual(maxLots)
      } else if (problem.kind === 'too-small') {
        expect(rowsPerLot).toBeLessThan(problem.least)
        expect(checkSplit(rows, problem.least)).toBeUndefined()
        if (problem.least > 1) expect(Math.ceil(rows / (problem.least - 1))).toBeGreaterThan(maxLots)
      } else {
        expect(rowsPerLot).toBeGreaterThan(problem.most)
        expect(checkSplit(rows, problem.most)).toBeUndefined()
      }
    }),
  )
})

test('the prices of all lots add up to the price of the list', () => {
  fc.assert(
    fc.property(
      fc.array(fc.integer({ min: 1, max: 5_000 }), { maxLength: 50 }),
      fc.integer({ min: 1, max: 1_000_000 }),
      (lots, price) => {
        const sum = (list: number[]) => list.reduce((total, one) => total + one, 0)
        expect(sum(lots.map((rows) => lotPrice(rows, price)))).toBe(lotPrice(sum(lots), price))
      },
    ),
  )
})

test('yen an hour', () => {
  expect(hourlyYen(40, 2)).toBe(1200)
  expect(hourlyYen(35, 2)).toBe(1050)
  expect(hourlyYen(100, 7)).toBe(857)
})
