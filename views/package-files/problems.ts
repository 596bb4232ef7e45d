/** What is wrong with a file, in a sentence that says what to do. */
import type { FileKind, FileProblem } from '../../policies/files.ts'
import { formatNumber, formatSize, listed } from '../format.ts'
import type { Locale, Messages } from '../messages/index.ts'

export function fileProblemWords(t: Messages, locale: Locale, problem: FileProblem): string {
  const said = sentence(t, locale, problem)
  return problem.entry === undefined ? said : t.packageFiles.problem.within(problem.entry, said)
}

export const kindNames = (t: Messages, locale: Locale, kinds: readonly FileKind[]): string =>
  listed(
    locale,
    kinds.map((kind) => t.packageFiles.kinds[kind]),
  )

function sentence(t: Messages, locale: Locale, problem: FileProblem): string {
  const { problem: words, found, active, kinds } = t.packageFiles
  const number = (value: number) => formatNumber(locale, value)
  switch (problem.kind) {
    case 'extension':
      return words.extension(kindNames(t, locale, problem.allowed))
    case 'content':
      return words.content(kinds[problem.expected], found[problem.found])
    case 'too-large':
      return words.tooLarge(formatSize(locale, problem.most))
    case 'encoding':
      return words.encoding(number(problem.line))
    case 'active-content':
      return words.activeContent(active[problem.what])
    case 'pixels':
      return words.pixels(number(problem.width), number(problem.height))
    case 'my-number':
      return myNumber(t, locale, problem)
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
  unfinished: 'unfinished',
  'archive-path': 'archivePath',
  'archive-link': 'archiveLink',
  'archive-nested': 'archiveNested',
  'archive-content': 'archiveContent',
} as const

function myNumber(t: Messages, locale: Locale, { where, line, cell, page }: Extract<FileProblem, { kind: 'my-number' }>): string {
  const words = t.packageFiles.problem
  if (where === 'name') return words.myNumberName
  if (page !== undefined) return words.myNumberAt(words.page(formatNumber(locale, page)))
  if (cell !== undefined) return words.myNumberAt(words.cell(cell))
  return line === undefined ? words.myNumber : words.myNumberAt(words.line(formatNumber(locale, line)))
}
