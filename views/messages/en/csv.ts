/** What can be wrong with a CSV file, in English. */
import type { Messages } from '../ja/index.ts'
import { n, of } from './count.ts'

export const csv: Messages['csv'] = {
  empty: 'The file is empty.',
  'no-rows': 'There are column names but no rows.',
  encoding: (line) => `Line ${n(line)} holds letters that cannot be read. Save the file as UTF-8 or Shift_JIS.`,
  nul: (line) => `Line ${n(line)} holds data that is not text. Save it as CSV, not as a spreadsheet.`,
  quote: (line) => `The quotation mark (") on line ${n(line)} is not closed or stands in the wrong place.`,
  'record-too-long': (line) => `Line ${n(line)} is too long. Check that its quotation marks (") are closed.`,
  columns: (line, expected, found) => `Line ${n(line)} has ${of(found, 'column')}. Make it ${expected}, like the first line.`,
  'header-empty': (column) => `Column ${column} has no name in the first line.`,
  'header-twice': (name) => `The first line has more than one column called “${name}”. Rename one.`,
  'too-many-columns': (limit) => `There are too many columns. Use ${limit} at most.`,
  'too-many-rows': (limit) => `There are too many rows. Use ${n(limit)} at most and put the rest into another list.`,
  'cell-too-long': (line, column, limit) => `“${column}” on line ${n(line)} is too long. Use ${n(limit)} characters at most.`,
  'my-number': (line, column) =>
    `“${column}” on line ${n(line)} holds 12 digits that look like My Number. My Number is never accepted: remove the whole column.`,
  'header-differs': (expected, found) => `The first line differs: it was “${expected}” and is now “${found}”.`,
  'row-count': (expected, found) => `There should be ${of(expected, 'row')}, but there are ${n(found)}.`,
  'key-changed': (line, column, from, to) =>
    `“${column}” on line ${n(line)} was “${from}” and is now “${to}”. Has the order of the rows or the column that tells them apart changed?`,
  formula: (line, column) => `“${column}” on line ${n(line)} begins with “=” or “@”. Formulas are not possible.`,
  'letter-lost': (line, column) => `A letter of “${column}” on line ${n(line)} has turned into “?”. Saved as UTF-8 it is kept.`,
  further: (count) => `There are ${of(count, 'more place')} like these.`,
  stale: 'The package moved on while the file was read. The list has not changed.',
  interrupted: 'It stopped half way. Please send the file again.',
  unexpected: 'Something unexpected happened. It has been recorded. Wait a moment and send the file again.',
}
