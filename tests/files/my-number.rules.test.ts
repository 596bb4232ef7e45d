// Individual numbers are found in every way of writing them, and other long numbers are left alone.
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { findMyNumber, isMyNumber } from '../../policies/files/my-number.ts'

// Numbers made for the test from the published formula, worked by hand: 1234 5678 901 gives 8.
const valid = '123456789018'

describe('isMyNumber', () => {
  test('accepts the right check digit only', () => {
    for (let check = 0; check <= 9; check++) expect(isMyNumber(`12345678901${check}`), `${check}`).toBe(check === 8)
  })
  test('gives 0 for a remainder of 0 and of 1', () => {
    expect(isMyNumber('000000000000')).toBe(true) // sum 0
    expect(isMyNumber('000000000060')).toBe(true) // 6×2 = 12, remainder 1
    expect(isMyNumber('000000000019')).toBe(true) // 1×2 = 2, 11 − 2
  })
  test('weighs the eleven digits 6 5 4 3 2 7 6 5 4 3 2 from the left', () => {
    const weights = [6, 5, 4, 3, 2, 7, 6, 5, 4, 3, 2]
    for (const [i, weight] of weights.entries()) {
      const digits = `${'0'.repeat(i)}1${'0'.repeat(10 - i)}`
      expect(isMyNumber(`${digits}${11 - weight}`), digits).toBe(true)
    }
  })
  test('catches every single wrong digit but one that leaves a remainder of 0 or 1 alike', () => {
    const digit = fc.integer({ min: 0, max: 9 })
    fc.assert(
      fc.property(fc.array(digit, { minLength: 11, maxLength: 11 }), (digits) => {
        const fits = Array.from({ length: 10 }, (_, check) => check).filter((check) => isMyNumber(digits.join('') + check))
        expect(fits).toHaveLength(1)
      }),
    )
  })
  test('refuses anything that is not twelve ASCII digits', () => {
    for (const text of ['', '12345678901', `${valid}0`, '１２３４５６７８９０１８', '1234-5678-9018'])
      expect(isMyNumber(text)).toBe(false)
  })
})

describe('findMyNumber', () => {
  test.each([
    valid,
    '１２３４５６７８９０１８',
    '1234-5678-9018',
    '１２３４－５６７８－９０１８',
    '1234 5678 9018',
    '1234　5678　9018',
    '1234−5678−9018',
    `個人番号:${valid}です`,
    `${valid}/${valid}`,
    `111111111111,${valid}`,
    `世帯3 ${valid}`,
    `会員番号 123456789019\n${valid}`,
    `山田太郎 ${valid} 0470-22-1111`,
    `0001 ${valid}`,
    `1985 ${valid}`,
    `${valid} 1985`,
    `${valid} 2024年`,
    `〒399-0700 ${valid}`,
    '山田太郎 1234 5678 9018 0470-22-1111',
    '0470-22-1111 1234 5678 9018',
    '2024/0401 1234 5678 9018',
    '1234 5678 9018 2024年4月',
    '1985 1234-5678-9018 1985',
    '1234 5678 9018.',
    '1234\u200b56789018',
    [...valid].join('\u200b\u2060\ufeff'),
    `12\u00ad34567890\u200d18`,
  ])('finds %j', (text) => {
    const found = findMyNumber(text)
    expect(found).toBeDefined()
    expect(
      text
        .slice(found!.from, found!.to)
        .normalize('NFKC')
        .replace(/[^0-9]/g, ''),
    ).toBe(valid)
  })
  test.each([
    '123456789019',
    `${valid}0`,
    `0${valid}`,
    `０${valid}`,
    `138.${valid}`,
    `${valid}.5`,
    '1234-5678-9018-3456',
    '9999-1234-5678-9018',
    '1234 5678 9018 3456',
    '9999 1234 5678 9018',
    '12-3456-7890-18',
    '1234-5678 9018',
    '1234 5678 9018 3456.',
    '1234 5678 9018 3456、',
    `9\u200b${valid}`,
    `${valid}\u200b9`,
    '1234\t5678\t9018',
    '1234  5678  9018',
    '1234.5678.9018',
    '123 456 789 018',
    `0470-${valid}`,
    '000000000000',
    '090-1234-5678',
    '43.06208877',
    '',
  ])('leaves %j alone', (text) => expect(findMyNumber(text)).toBeUndefined())
})
