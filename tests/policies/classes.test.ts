// Classes follow from plain answers, the gravest answer wins, and nothing above what this version can guard is taken in.
import { expect, test } from 'vitest'
import { classes, clears, handling, proposeClass, type Questions } from '../../policies/classes.ts'
import { decisionTable } from '../support/table.ts'

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

test('classes 1 and 2 are taken in, 3A never; what is strict stays off homes and is never downloaded', () => {
  expect(classes.filter((code) => handling[code].intake === 'accepted')).toEqual(['1', '2'])
  expect(classes.filter((code) => handling[code].intake === 'never')).toEqual(['3A'])
  for (const code of classes) {
    const { level, places, download } = handling[code]
    if (level !== 'strict') continue
    expect(places).not.toContain('home')
    expect(download).toBe(false)
  }
})
