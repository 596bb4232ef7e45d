/** What can be wrong with a CSV file, in English. */
import type { Messages } from '../../ja/index.ts'
import { n, of } from '../count.ts'

export const csv: Messages['csv'] = {
  empty: 'The file is empty.',
  spreadsheet: (kind) =>
    `This is an .${kind} file and cannot be read as a list. Open it in ${kind === 'ods' ? 'LibreOffice' : 'Excel'}, choose “File”, “Save as”, and the type “${kind === 'ods' ? 'Text CSV (.csv)' : 'CSV UTF-8 (comma delimited) (*.csv)'}”, and send that CSV file. If it has several sheets, open the sheet to work on first.`,
  'not-text': {
    pdf: 'This is a PDF file and cannot be read as a list. Save the spreadsheet it came from as CSV and send that.',
    zip: 'This is a ZIP or another archive. Take the CSV file out of it and send that.',
    web: 'This table was saved as a web page (HTML). Open it in Excel, choose “Save as” and “CSV UTF-8 (comma delimited) (*.csv)”, and send that file.',
  },
  'no-rows': 'There are column names but no rows.',
  encoding: (line) => `Line ${n(line)} contains characters that cannot be read. Check the encoding, or save the file as UTF-8.`,
  nul: (line) => `Line ${n(line)} contains data that is not text. Save it as CSV, not as a spreadsheet.`,
  quote: (line) => `The quotation mark (") on line ${n(line)} is not closed or is in the wrong place.`,
  'record-too-long': (line) => `Line ${n(line)} is too long. Check that its quotation marks (") are closed.`,
  columns: (line, expected, found) =>
    `Line ${n(line)} has ${of(found, 'column')}. It must have ${expected}, like the line with the column names.`,
  'header-empty': (column) => `Column ${column} has no name. Enter one in the line with the column names.`,
  'header-twice': (name) => `There is more than one column called “${name}”. Rename one.`,
  'too-many-columns': (limit) => `There are too many columns. Use ${limit} or fewer.`,
  'too-many-rows': (limit) => `There are too many rows. Use ${n(limit)} or fewer and put the rest in another list.`,
  'cell-too-long': (line, column, limit) => `“${column}” on line ${n(line)} is too long. Use ${n(limit)} characters or fewer.`,
  'my-number': (line, column) =>
    `“${column}” on line ${n(line)} contains 12 digits that look like a My Number. We do not accept My Numbers. Remove the whole column.`,
  'my-number-unsure': (line, column) =>
    `“${column}” on line ${n(line)} contains 12 digits that may be a My Number. If it is, remove the whole column. If it is another number, choose what it is and send the file again.`,
  'header-differs': (expected, found) => `The first line has changed from “${expected}” to “${found}”.`,
  'row-count': (expected, found) => `There should be ${of(expected, 'row')}, but there are ${n(found)}.`,
  'key-changed': (line, column, from, to) =>
    `“${column}” on line ${n(line)} was “${from}” and is now “${to}”. Check that the order of rows and the column that identifies them have not changed.`,
  formula: (line, column) => `“${column}” on line ${n(line)} begins with “=” or “@”. You cannot use formulas.`,
  'letter-lost': (line, column) =>
    `A character in “${column}” on line ${n(line)} has turned into “?”. Save the file as UTF-8 to keep it.`,
  further: (count) => `There are ${of(count, 'more place')} like these.`,
  stale: 'The package moved to the next stage during the import. The list has not changed.',
  interrupted: 'The import stopped partway. Send the file again.',
  unexpected: 'Something went wrong and has been logged. Wait a moment and send the file again.',
}
