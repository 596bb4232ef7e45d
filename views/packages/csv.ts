/** What is wrong with a CSV file, as sentences that name the line. */
import type { Messages } from '../messages/index.ts'

/** A problem as the reading tells it, also out of a job's record; every kind has what its sentence needs. */
export type CsvProblem = {
  readonly kind: string
  readonly line?: number
  readonly limit?: number
  readonly expected?: number | readonly string[]
  readonly found?: number | string | readonly string[]
  readonly sure?: boolean
  readonly column?: string | number
  readonly name?: string
  readonly from?: string
  readonly to?: string
  readonly count?: number
}

/** Header names are the town's own words; long lists of them are cut so that the difference stays readable. */
const names = (header: CsvProblem['found']) =>
  Array.isArray(header) ? header.slice(0, 12).join(', ') + (header.length > 12 ? ', …' : '') : ''

export function csvProblemWords({ csv }: Messages, { kind, line = 0, limit = 0, column = '', ...rest }: CsvProblem): string {
  switch (kind) {
    case 'empty':
    case 'no-rows':
    case 'stale':
    case 'interrupted':
      return csv[kind]
    case 'encoding':
    case 'nul':
    case 'quote':
    case 'record-too-long':
      return csv[kind](line)
    case 'columns':
      return csv.columns(line, Number(rest.expected), Number(rest.found))
    case 'row-count':
      return csv['row-count'](Number(rest.expected), Number(rest.found))
    case 'header-empty':
      return csv['header-empty'](Number(column))
    case 'header-twice':
      return csv['header-twice'](rest.name ?? '')
    case 'header-differs':
      return csv['header-differs'](names(rest.expected), names(rest.found))
    case 'too-many-columns':
    case 'too-many-rows':
      return csv[kind](limit)
    case 'cell-too-long':
      return csv['cell-too-long'](line, String(column), limit)
    case 'key-changed':
      return csv['key-changed'](line, String(column), rest.from ?? '', rest.to ?? '')
    case 'spreadsheet':
      return csv.spreadsheet(String(rest.found))
    case 'not-text':
      return csv['not-text'][String(rest.found)] ?? csv.unexpected
    case 'my-number':
      return csv[rest.sure === false ? 'my-number-unsure' : 'my-number'](line, String(column))
    case 'formula':
    case 'letter-lost':
      return csv[kind](line, String(column))
    case 'further':
      return csv.further(rest.count ?? 0)
    default:
      return csv.unexpected
  }
}
