/** How a list was read, and what was left out of it, in English. */
import type { reading as words } from '../../ja/packages/reading.ts'

export const reading: typeof words = {
  encodings: {
    'utf-8': 'UTF-8',
    'utf-8-bom': 'UTF-8 with BOM',
    shift_jis: 'Shift_JIS',
    'euc-jp': 'EUC-JP',
    'iso-2022-jp': 'ISO-2022-JP (JIS)',
    'utf-16le': 'UTF-16 (Unicode text from Excel)',
    'utf-16be': 'UTF-16 (big-endian)',
  },
  howRead: 'This is how it was read',
  howReadLead: 'If something is wrong you can read the file again without sending it again.',
  howReadRefused: (name) =>
    `“${name}”, as far as it could be read. If the encoding or the like is wrong you can read it again without sending it again.`,
  notesLead: 'This was left out or needs your attention:',
  notesNone: 'Nothing was left out.',
  notes: {
    above: (where, count) => `Rows above the column names left out: ${count} (${where}).`,
    sep: (where) => `The line that names the delimiter was left out (${where}).`,
    blank: (where, count) => `Empty rows left out: ${count} (${where}).`,
    'columns-empty': () => 'Empty columns without a name on the right were left out.',
    'dos-end': (where) => `The end-of-file mark was left out (${where}).`,
    gaiji: (column, count, where) =>
      `“${column}” has user-defined characters (gaiji) in ${count} cells (${where}). They will not show correctly on other computers.`,
    control: (column, count, where) =>
      `“${column}” has invisible control characters in ${count} cells (${where}). They were kept.`,
    'mixed-ends': () => 'Different kinds of line ends were made the same.',
    numbers: (column, count, valid) =>
      `“${column}” has ${count} numbers of 12 digits. Only ${valid} have the check digit of a My Number, so they were not taken for My Numbers.`,
  },
  lineList: (lines, more) => `${lines.length > 1 ? 'lines' : 'line'} ${lines.join(', ')}${more ? ' and more' : ''}`,
  readAgain: 'Change how it is read',
  readAgainDo: 'Read the file again',
  delimiter: 'Delimiter',
  delimiters: { comma: 'Comma (,)', tab: 'Tab', semicolon: 'Semicolon (;)', bar: 'Vertical bar (|)' },
  headerLine: 'Line with the column names',
  headerLineHint: 'Counted from the top of the file. The lines above it are left out.',
  gone: 'The file is no longer kept. Choose it again',
  numbers: 'What are the 12 digits?',
  numbersHint: 'Choose only if they are not My Numbers. Your answer is recorded in the audit.',
  numbersNone: 'They may be My Numbers',
  numbersAre: {
    time: 'Dates and times',
    meter: 'Numbers of meters or devices',
    product: 'Product numbers, such as JAN',
    own: 'Reference numbers of the town hall',
  },
}
