// Classes follow from plain answers, the gravest answer wins, and nothing above what this version can guard is taken in.
import { expect, test } from 'vitest'
import { classes, clears, handling, proposeClass, type Questions } from '../../policies/safety/classes.ts'
import { decisionTable } from '../support/run/table.ts'

const yesNo = ['yes', 'no'] as const
const table = (text: string) => decisionTable({ fromState: yesNo, graveHarm: yesNo, namesPeople: yesNo, published: yesNo }, text)

const rules = {
  '3A': 'yes * * *',
  '3B': 'no yes * *',
  '3C': 'no no yes *',
  '2': 'no no no no',
  '1': 'no no no yes',
} as const

test('each of the sixteen answers gives one class, as the table says', () => {
  let answered = 0
  for (const [code, row] of Object.entries(rules))
    for (const { point, allowed } of table(row)) {
      const said = Object.fromEntries(Object.entries(point).map(([name, word]) => [name, word === 'yes'])) as Questions
      expect(proposeClass(said) === code, JSON.stringify(point)).toBe(allowed)
      answered += Number(allowed)
    }
  expect(answered).toBe(16)
})

test('a clearance reaches its own class and all below it', () => {
  for (const [held, holder] of classes.entries())
    for (const [needed, data] of classes.entries()) expect(clears(holder, data)).toBe(held >= needed)
})

test('classes 1 and 2 are taken in, 3A never, and class 3 where a town says so; what is strict stays off homes and never leaves', () => {
  expect(classes.filter((code) => handling[code].intake === 'accepted')).toEqual(['1', '2'])
  expect(classes.filter((code) => handling[code].intake === 'asked')).toEqual(['3C', '3B'])
  expect(classes.filter((code) => handling[code].intake === 'never')).toEqual(['3A'])
  for (const code of classes) {
    const { level, places, download, perPackage, certificate, consents } = handling[code]
    if (level !== 'strict') continue
    expect(places).not.toContain('home')
    expect([download, perPackage, certificate, consents > 0]).toEqual([false, true, true, true])
  }
})

test('the higher the class the more it demands, in every flag', () => {
  const loosest = (a: boolean, b: boolean) => Number(a) <= Number(b)
  for (const [i, code] of classes.entries()) {
    const [lower, higher] = [handling[classes[i - 1] ?? code], handling[code]]
    expect(higher.places.every((place) => lower.places.includes(place))).toBe(true)
    expect(loosest(higher.download, lower.download)).toBe(true)
    for (const flag of ['recorded', 'perPackage', 'deviceBound', 'certificate'] as const)
      expect(loosest(lower[flag], higher[flag]), `${flag} of ${code}`).toBe(true)
    expect([higher.freshMinutes <= lower.freshMinutes, higher.keepDays <= lower.keepDays]).toEqual([true, true])
    expect(higher.consents).toBeGreaterThanOrEqual(lower.consents)
  }
})
