// Lists come in whatever way they are written, and every problem is told with the line on which its record begins.
import { describe, expect, test } from 'vitest'
import { detectEncoding } from '../../server/packages/csv/encodings.ts'
import { imported, outcome, problemsOf, rowsIn, shiftJis, sourceOf, table, text } from '../support/outside/csv-sources.ts'

const lineEnds = { lf: '\n', crlf: '\r\n', cr: '\r' }
const encodings = { 'utf-8': Buffer.from, 'utf-8-bom': (from: string) => Buffer.from(`\ufeff${from}`), shift_jis: shiftJis }

for (const [lineEnd, end] of Object.entries(lineEnds))
  for (const [encoding, encode] of Object.entries(encodings)) {
    const bytes = encode(text.replaceAll('\n', end))
    test(`${encoding} with ${lineEnd}`, async () => {
      const result = await imported(bytes)
      expect(result).toMatchObject({ encoding, lineEnd, rowCount: 3, header: table[0], sample: table.slice(1), headerBytes: 14 })
      expect(result.keyColumns).toEqual(['番号', '名前'])
      expect(result.stored.toString()).toBe(text)
    })
    test(`${encoding} with ${lineEnd}, cut at every byte`, async () => {
      for (let at = 0; at <= bytes.length; at++) {
        const { result, stored } = await outcome(sourceOf(bytes, at))
        expect(result, `cut at ${at}`).toMatchObject({ encoding, lineEnd })
        expect(stored.toString(), `cut at ${at}`).toBe(text)
      }
      const { stored } = await outcome(sourceOf(bytes, ...bytes.keys()))
      expect(stored.toString()).toBe(text)
    })
  }

describe('forms', () => {
  test('line breaks inside cells do not count as record ends', async () => {
    expect(await imported('a,b\r\n1,"x\ny"\r\n')).toMatchObject({ lineEnd: 'crlf' })
    expect(await imported('a,b\r\n1,x\n')).toMatchObject({ lineEnd: 'mixed' })
  })
  test('UTF-8 is judged over the whole file', async () => {
    const late = Buffer.concat([Buffer.from(`a,b\n${'1,x\n'.repeat(20_000)}`), shiftJis('2,塩尻\n')])
    expect((await imported(late)).encoding).toBe('shift_jis')
  })
  test('damaged UTF-8 is not taken for Shift_JIS', async () => {
    const damaged = Buffer.from('名前,市町村\nあい,塩尻\nうえ,立科\n').subarray(0, -3)
    expect(await detectEncoding(sourceOf(damaged))).toBe('utf-8')
    expect(await problemsOf(damaged)).toEqual([{ kind: 'encoding', line: 3 }])
    const within = Buffer.concat([damaged, Buffer.from('\nえお,糸魚川\n')])
    expect(await detectEncoding(sourceOf(within))).toBe('utf-8')
    expect(await problemsOf(within)).toEqual([{ kind: 'encoding', line: 3 }])
  })
  test('empty lines at the end are left out, the last record needs no line end', async () => {
    expect((await imported('a,b\n1,2\n\n\n')).stored.toString()).toBe('a,b\n1,2\n')
    expect((await imported('a,b\n1,2')).stored.toString()).toBe('a,b\n1,2\n')
  })
  test('a last row of one letter needs no line end either', async () => {
    expect((await imported('記号\nA\nB\nC')).stored.toString()).toBe('記号\nA\nB\nC\n')
    expect((await imported('番号\n1\n2\n3')).rowCount).toBe(3)
  })
  test('a row of empty cells is no row, and is told', async () => {
    const { stored, notes } = await imported('a,b\n,\n1,2\n"",""\n\n3,4\n,\n')
    expect(stored.toString()).toBe('a,b\n1,2\n3,4\n')
    expect(notes).toEqual([{ kind: 'blank', count: 4, lines: [2, 4, 5, 7] }])
    expect(await rowsIn('a\n""\n""\n')).toEqual([['a'], [''], ['']])
  })
  test('key columns are unique and never blank', async () => {
    const { keyColumns } = await imported('id,twice,blank,last\n1,x,p,1\n2,x, ,2\n3,y,q,3\n')
    expect(keyColumns).toEqual(['id', 'last'])
  })
  test('five sample rows at most; many unique values stay unique', async () => {
    const rows = Array.from({ length: 5000 }, (_, i) => `${i},${i === 4999 ? 0 : i}\n`)
    const result = await imported(`a,b\n${rows.join('')}`)
    expect(result.sample).toHaveLength(5)
    expect(result.keyColumns).toEqual(['a'])
  })
})

describe('problems', () => {
  const before = 'a,b\n1,"two\nlines\r\nthree ""q"""\n' // the next record begins on line 5
  const bad = (from: string) => Buffer.concat([Buffer.from(from), Buffer.of(0xff), Buffer.from(',x\n')])
  test.each([
    [
      'columns',
      `${before}1,2,3\n1\n`,
      [
        { kind: 'columns', line: 5, expected: 2, found: 3 },
        { kind: 'columns', line: 6, expected: 2, found: 1 },
      ],
    ],
    [
      'after a two-line record',
      `${before}1,"x\ny",3\n1\n`,
      [
        { kind: 'columns', line: 5, expected: 2, found: 3 },
        { kind: 'columns', line: 7, expected: 2, found: 1 },
      ],
    ],
    ['quote inside', `${before}1,x"y\n`, [{ kind: 'quote', line: 5 }]],
    ['quote then text', `${before}1,"x"y\n`, [{ kind: 'quote', line: 5 }]],
    ['quote on a later line', `${before}1,"x\ny" z\n`, [{ kind: 'quote', line: 5 }]],
    ['quote not closed', `${before}1,2\n1,"x\ny\n1,2\n`, [{ kind: 'quote', line: 6 }]],
    ['quote after empty lines', 'a,b\n\n\n1,x"\n', [{ kind: 'quote', line: 4 }]],
    [
      'columns and a quote in one piece',
      `a,b\n1\n\n1,x"\n${'1,2\n'.repeat(50)}`,
      [
        { kind: 'columns', line: 2, expected: 2, found: 1 },
        { kind: 'quote', line: 4 },
      ],
    ],
    ['my number in the header', 'a,123456789018\n1,2\n', [{ kind: 'my-number', line: 1, column: '2', sure: true }]],
    ['one problem for a broken row', bad(`${before}1,`), [{ kind: 'encoding', line: 5 }]],
    ['encoding', bad(before), [{ kind: 'encoding', line: 5 }]],
    ['nul', `${before}1,x\0\n`, [{ kind: 'nul', line: 5 }]],
    ['my number', `${before}1,番号は１２３４-５６７８-９０１８\n`, [{ kind: 'my-number', line: 5, column: 'b', sure: false }]],
    [
      'header empty',
      'a, ,\n1,2,3\n',
      [
        { kind: 'header-empty', column: 2 },
        { kind: 'header-empty', column: 3 },
      ],
    ],
    ['header twice', 'a,b,a,a\n1,2,3,4\n', [{ kind: 'header-twice', name: 'a' }]],
    ['empty', '', [{ kind: 'empty' }]],
    ['empty but for lines', '\n\r\n', [{ kind: 'empty' }]],
    ['empty but for a BOM', '\ufeff', [{ kind: 'empty' }]],
    ['no rows', 'a,b\n', [{ kind: 'no-rows' }]],
  ])('%s', async (_, content, problems) => expect(await problemsOf(content)).toEqual(problems))

  test('limits', async () => {
    expect(await problemsOf('a\n1\n2\n3\n', { rows: 2 })).toEqual([{ kind: 'too-many-rows', limit: 2 }])
    expect(await problemsOf(`a\n${'\n'.repeat(9)}`, { rows: 2 })).toEqual([{ kind: 'too-many-rows', limit: 2 }])
    expect(await problemsOf('a\n1\n2\n', { rows: 2 })).toEqual([])
    expect(await problemsOf('a,b,c\n1,2,3\n', { columns: 2 })).toEqual([{ kind: 'too-many-columns', limit: 2 }])
    const long = { kind: 'cell-too-long', line: 5, column: 'b', limit: 20 }
    expect(await problemsOf(`${before}1,${'x'.repeat(21)}\n`, { cellLength: 20 })).toEqual([long])
    expect(await problemsOf(`a,b\n1,2\n1,${'x'.repeat(99)}\n`, { recordBytes: 50 })).toEqual([
      { kind: 'record-too-long', line: 3, limit: 50 },
    ])
    expect(await problemsOf(`a,b\n1,"2\n1,${'x'.repeat(99)}\n`, { recordBytes: 50 })).toEqual([{ kind: 'quote', line: 2 }])
  })
  test('a record of commas alone is cut off as well', async () => {
    const commas = [{ kind: 'record-too-long', line: 2, limit: 5_000 }]
    expect(await problemsOf(`a,b\n${','.repeat(20_000)}`, { recordBytes: 5_000 })).toEqual(commas)
  })
  test('20 problems are told, the further ones counted, and nothing after the first is written', async () => {
    const { result, stored } = await outcome(sourceOf(`a,b\n1,2\n${'1\n'.repeat(50)}`))
    expect(result).toMatchObject({ problems: { length: 20 }, further: 30 })
    expect(stored.length).toBeLessThan(10)
  })
})
