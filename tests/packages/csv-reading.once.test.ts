// However an office writes a list, it is recognised, and what was left out or is odd in it is told with its place.
import { describe, expect, test } from 'vitest'
import { isMyNumber } from '../../policies/files/my-number.ts'
import { imported, outcome, problemsOf, shiftJis, sourceOf } from '../support/outside/csv-sources.ts'

const utf16 = (text: string, bigEndian = false) => {
  const bytes = Buffer.from(text, 'utf16le')
  return bigEndian ? bytes.swap16() : bytes
}
const stored = async (content: string | Uint8Array) => (await imported(content)).stored.toString()

describe('encodings', () => {
  const unicodeText = '\ufeff番号\t名前\r\n1\t塩尻\r\n'
  test.each([
    ['Unicode text of Excel', utf16(unicodeText), 'utf-16le'],
    ['the same, big-endian', utf16(unicodeText, true), 'utf-16be'],
    ['without its mark', utf16(unicodeText.slice(1)), 'utf-16le'],
    ['without its mark, big-endian', utf16(unicodeText.slice(1), true), 'utf-16be'],
    ['EUC-JP', Buffer.from('c8d6b9e609ccbec1b00d0a3109b1f6bfac0d0a', 'hex'), 'euc-jp'],
    [
      'ISO-2022-JP',
      Buffer.from('1b2442485639661b2842091b24424c3e41301b28420d0a31091b244231763f2c1b28420d0a', 'hex'),
      'iso-2022-jp',
    ],
  ])('%s', async (_, bytes, encoding) => {
    const { reading, stored } = await imported(bytes)
    expect([reading.encoding, reading.delimiter, stored.toString()]).toEqual([encoding, '\t', '番号,名前\n1,塩尻\n'])
  })
  test('kana of EUC-JP are no half-width commas', async () => {
    expect(await stored(Buffer.from('a4caa4de0aa5d5a5c8a5f30a', 'hex'))).toBe('なま\nフトン\n')
  })
  test('half-width kana of CP932 are no Cyrillic', async () => {
    expect(await stored(Buffer.from('c5b620d0b70ab1b2b30a', 'hex'))).toBe('ﾅｶ ﾐｷ\nｱｲｳ\n')
    expect(await stored('name\ncafé\n')).toBe('name\ncafé\n')
  })
  test('letters that only the sender has are kept and told', async () => {
    const { notes, sample } = await imported(
      Buffer.concat([shiftJis('番号,名前\n1,塩尻\n2,'), Buffer.of(0xf0, 0x40), Buffer.from('\n')]),
    )
    expect(notes).toEqual([{ kind: 'gaiji', count: 1, lines: [3], column: '名前' }])
    expect(sample[1]).toEqual(['2', '\ue000'])
  })
  test('what somebody has chosen decides', async () => {
    const bytes = Buffer.from('c5b60ab1b20a', 'hex')
    const { result } = await outcome(sourceOf(bytes), {}, { given: { encoding: 'euc-jp' } })
    expect(result).toMatchObject({ header: ['填'], sample: [['渦']] })
  })
})

describe('layouts', () => {
  test.each([
    ['tabs', '番号\t金額\n1\t1,000\n2\t2,000\n', '番号,金額\n1,"1,000"\n2,"2,000"\n'],
    ['semicolons', '番号;名前\n1;塩尻\n', '番号,名前\n1,塩尻\n'],
    ['a hint for Excel', 'sep=;\n番号;名前\n1;塩尻\n', '番号,名前\n1,塩尻\n'],
    ['a title', '施設一覧\n\n番号,名前,町\n1,駅,塩尻\n', '番号,名前,町\n1,駅,塩尻\n'],
    ['a title with commas behind', '施設一覧,,\n,,\n番号,名前,町\n1,駅,塩尻\n', '番号,名前,町\n1,駅,塩尻\n'],
    ['empty columns behind', '番号,名前,,\n1,塩尻,,\n2,立科,,,\n', '番号,名前\n1,塩尻\n2,立科\n'],
    ['the end mark of DOS', '番号,名前\r\n1,塩尻\r\n\x1a', '番号,名前\n1,塩尻\n'],
    ['commas in quotes', '番号;"a,b"\n1;"c,d"\n', '番号,"a,b"\n1,"c,d"\n'],
  ])('%s', async (_, content, wanted) => expect(await stored(content)).toBe(wanted))

  test('a title that was left out is told with its line', async () => {
    expect((await imported('施設一覧\n\n番号,名前\n1,駅\n')).notes).toEqual([{ kind: 'above', count: 1, lines: [1] }])
  })
  test.each([
    ['xlsx', Buffer.from('PK\x03\x04....[Content_Types].xml'), { kind: 'spreadsheet', found: 'xlsx' }],
    ['xls', Buffer.from('d0cf11e0a1b11ae1', 'hex'), { kind: 'spreadsheet', found: 'xls' }],
    [
      'ods',
      Buffer.from('PK\x03\x04....mimetypeapplication/vnd.oasis.opendocument.spreadsheet'),
      { kind: 'spreadsheet', found: 'ods' },
    ],
    ['a page called .xls', Buffer.from('<html><table>'), { kind: 'not-text', found: 'web' }],
  ])('%s is called what it is', async (_, content, problem) => expect(await problemsOf(content)).toEqual([problem]))

  test('a refused list is shown as far as it was read', async () => {
    const { result } = await outcome(sourceOf('番号\t名前\n1\t塩尻\n2\n'))
    expect(result).toMatchObject({
      problems: [{ kind: 'columns', line: 3 }],
      read: { header: ['番号', '名前'], sample: [['1', '塩尻'], ['2']] },
    })
  })
})

describe('12 digits', () => {
  const numbers = Array.from({ length: 4_000 }, (_, i) => String(202_612_010_000 + i * 7))
  const valid = numbers.filter(isMyNumber)
  const list = (cells: readonly string[]) => `番号,時刻\n${cells.map((cell, i) => `${i},${cell}\n`).join('')}`

  test('of which about one in eleven has the check digit are no individual numbers', async () => {
    const { notes } = await imported(list(numbers))
    expect(notes).toMatchObject([{ kind: 'numbers', column: '時刻', count: 4_000, valid: valid.length }])
  })
  test('of which most have it are', async () => {
    const cells = [...valid.slice(0, 30), ...numbers.slice(0, 20).filter((one) => !isMyNumber(one))]
    expect(await problemsOf(list(cells))).toEqual([{ kind: 'my-number', line: 2, column: '時刻', sure: true }])
  })
  test('of which nobody can tell are what an officer says', async () => {
    expect(await problemsOf(list(valid.slice(0, 1)))).toMatchObject([{ kind: 'my-number', sure: false }])
    const said = async (cells: readonly string[]) => (await outcome(sourceOf(list(cells)), {}, { saidOther: true })).result
    expect(await said(valid.slice(0, 1))).toMatchObject({ rowCount: 1 })
    expect(await said(valid.slice(0, 9))).toMatchObject({ problems: [{ kind: 'my-number', sure: true }] })
  })
})
