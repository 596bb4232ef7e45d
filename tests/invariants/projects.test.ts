import { existsSync } from 'node:fs'
import { expect, test } from 'vitest'
import { runtimeImportsOf, testFiles } from './sources.ts'

const isTest = (file: string) => file.endsWith('.test.ts')
const isOnce = (file: string) => /\.(once|rules)\.test\.ts$/.test(file)
const isElsewhere = (file: string) => /^tests\/(invariants|browser)\//.test(file)
const both = testFiles.filter((file) => isTest(file) && !isOnce(file) && !isElsewhere(file))
const once = testFiles.filter(isOnce)

const imports = new Map<string, string[]>()
/** Whether the file, or anything that it imports, opens a database. */
function opens(file: string, seen = new Set<string>()): boolean {
  if (file === 'db/kernel/engine.ts') return true
  if (seen.has(file) || !existsSync(file)) return false
  seen.add(file)
  const next = imports.get(file) ?? runtimeImportsOf(file)
  imports.set(file, next)
  return next.some((one) => opens(one, seen))
}

test('what opens a database is tested on both, and what opens none only once', () => {
  expect([both.length, once.length].every((count) => count > 20)).toBe(true)
  expect(both.filter((file) => !opens(file))).toEqual([])
  expect(once.filter((file) => opens(file))).toEqual([])
})
