/** What is wrong with a file, in a sentence that says what to do. */
import type { FileKind, FileProblem } from '../../../policies/files/files.ts'
import type { Say } from '../../kernel/say.tsx'

export function fileProblemWords(say: Say, problem: FileProblem): string {
  const said = sentence(say, problem)
  return problem.entry === undefined ? said : say.t.packageFiles.problem.within(problem.entry, said)
}

export const kindNames = ({ t, list }: Say, kinds: readonly FileKind[]): string =>
  list(kinds.map((kind) => t.packageFiles.kinds[kind]))

function sentence(say: Say, problem: FileProblem): string {
  const { t, number, size } = say
  const { problem: words, found, active, remedies, kinds } = t.packageFiles
  switch (problem.kind) {
    case 'extension':
      return words.extension(kindNames(say, problem.allowed))
    case 'content':
      return words.content(kinds[problem.expected], found[problem.found])
    case 'too-large':
      return words.tooLarge(size(problem.most))
    case 'encoding':
      return words.encoding(number(problem.line))
    case 'active-content':
      return words.activeContent(active[problem.what], remedies[problem.what])
    case 'pixels':
      return words.pixels(number(problem.width), number(problem.height))
    case 'my-number':
      return myNumber(say, problem)
    case 'archive-bomb':
      return words.archiveBomb
    case 'archive-entries':
      return words.archiveEntries(number(problem.most))
    case 'archive-damaged':
      return words.archiveDamaged
    case 'virus':
      return words.virus(problem.name)
    default:
      return words[plain[problem.kind]]
  }
}

const plain = {
  empty: 'empty',
  damaged: 'damaged',
  encrypted: 'encrypted',
  macro: 'macro',
  expands: 'expands',
  unfinished: 'unfinished',
  'archive-path': 'archivePath',
  'archive-link': 'archiveLink',
  'archive-nested': 'archiveNested',
  'archive-content': 'archiveContent',
} as const

function myNumber({ t, number }: Say, { where, line, cell, page }: Extract<FileProblem, { kind: 'my-number' }>): string {
  const words = t.packageFiles.problem
  if (where === 'name') return words.myNumberName
  if (page !== undefined) return words.myNumberAt(words.page(number(page)))
  if (cell !== undefined) return words.myNumberAt(words.cell(cell))
  return line === undefined ? words.myNumber : words.myNumberAt(words.line(number(line)))
}
