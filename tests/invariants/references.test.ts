/** A reason stands where it is needed, or by the name of its law or standard: no source refers to a document that is not here. */
import { dirname, join } from 'node:path'
import { expect, test } from 'vitest'
import { documents, read, sourceFiles, staticFiles, testFiles } from './sources.ts'

/** Documents that are neither at that path from the root nor beside the file, and rules that a number alone stands for. */
const dangling = (file: string, text: string): string[] => [
  ...(text.match(/[\w./-]*\w\.md\b/g) ?? []).filter((name) =>
    [join(name), join(dirname(file), name)].every((path) => !documents.includes(path)),
  ),
  ...(text.match(/\b(?:rules?|abuse cases?) \d+/gi) ?? []),
]

test('a document that is not here and a rule known by its number are found', () => {
  const text = 'See README.md, ../README.md, policies/README.md and db/gone.md 5 (rule 7).'
  expect(dangling('db/a.ts', text)).toEqual(['db/gone.md', 'rule 7'])
})

const itself = 'tests/invariants/references.test.ts'
test.for([...sourceFiles, ...testFiles, ...staticFiles, ...documents].filter((file) => file !== itself))(
  '%s refers to nothing that is not here',
  (file) => {
    expect(dangling(file, read(file))).toEqual([])
  },
)
