// A migration that was released has run on somebody's data: whoever changes it afterwards makes two histories of one name.
import { createHash } from 'node:crypto'
import { expect, test } from 'vitest'
import { migrations } from '../../db/migrations/index.ts'
import { read, sourceFiles } from './sources.ts'

/** The first letters of each file's SHA-256; a release adds its own. */
const released: Record<string, string> = {
  '001-people': '8108577ccfd05247',
  '002-work': 'eb27634dd21b6f8d',
  '003-records': 'ed2a2ff2dd0da68f',
  '004-membership': '411cb022ba2f2581',
  '005-data': '355957e8a393065f',
  '006-checks': 'd4f239424fee14a4',
}
const hashOf = (name: string) =>
  createHash('sha256')
    .update(read(`db/migrations/${name}.ts`))
    .digest('hex')
    .slice(0, 16)

test('no released migration has changed', () => {
  expect(Object.fromEntries(Object.keys(released).map((name) => [name, hashOf(name)]))).toEqual(released)
})

test('every file of a migration is in the list, and runs after those before it', () => {
  const files = sourceFiles.filter((file) => /^db\/migrations\/\d{3}-/.test(file)).map((file) => file.slice(14, -3))
  const listed = Object.keys(migrations({} as never))
  expect(listed).toEqual(files.sort())
})
