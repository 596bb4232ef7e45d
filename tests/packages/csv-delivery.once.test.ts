// A delivery comes back with its own rows in their order; what was corrected in it is known cell by cell.
import { expect, test } from 'vitest'
import { type DeliveryOptions, readDelivery } from '../../server/packages/csv/delivery.ts'
import { shiftJis, sourceOf } from '../support/outside/csv-sources.ts'

const header = ['番号', '名前', '備考']
const rows = [
  ['001', '塩尻', '=あ'],
  ['002', '𠮷野', ''],
  ['003', '糸魚川', 'x\ny'],
]

function deliver(content: string | Uint8Array, options: Partial<DeliveryOptions> = {}) {
  const original = (async function* () {
    yield* rows
  })()
  return readDelivery(sourceOf(content), { header, firstRow: 501, rowCount: 3, key: '番号', original, ...options })
}
const csv = (...lines: string[]) => ['番号,名前,備考', ...lines, ''].join('\r\n')
const refused = (...problems: object[]) => ({ problems, further: 0 })

test('tells what was changed, by the row number of the whole list', async () => {
  const delivery = await deliver(`\ufeff${csv('001,塩尻市,=あ', '002,𠮷野,', '003,"糸,魚川","x\r\ny"')}`)
  expect(delivery).toMatchObject({
    encoding: 'utf-8-bom',
    changedRows: 2,
    changes: [
      { row: 501, column: '名前', before: '塩尻', after: '塩尻市' },
      { row: 503, column: '名前', before: '糸魚川', after: '糸,魚川' },
    ],
  })
  expect('bytes' in delivery && Buffer.from(delivery.bytes).toString()).toBe('001,塩尻市,=あ\n002,𠮷野,\n003,"糸,魚川","x\ny"\n')
})

test('an unchanged delivery has no changes', async () => {
  expect(await deliver(csv('001,塩尻,=あ', '002,𠮷野,', '003,糸魚川,"x\ny"'))).toMatchObject({ changes: [], changedRows: 0 })
})

test('empty cells and rows that a spreadsheet puts behind are no change', async () => {
  const delivery = await deliver('番号\t名前\t備考\t\n001\t塩尻\t=あ\t\n002\t𠮷野\t\t\n003\t糸魚川\t"x\ny"\t\n\t\t\t\n')
  expect(delivery).toMatchObject({ changes: [] })
})

test('letters that only differ in their bytes are no change, and stay as they were', async () => {
  const original = (async function* () {
    yield ['001', '〜−‖¦', '～']
  })()
  const delivery = await deliver(csv('001,～－∥￤,〜'), { original, rowCount: 1 })
  expect(delivery).toMatchObject({ changes: [] })
  expect('bytes' in delivery && Buffer.from(delivery.bytes).toString()).toBe('001,〜−‖¦,～\n')
})

test('zeros that a spreadsheet has taken are found, and put back where that was asked', async () => {
  const given = async function* () {
    yield ['001', '0264', 'x']
  }
  const zeros = [{ row: 501, column: '名前', before: '0264', after: '264' }]
  expect(await deliver(csv('001,264,x'), { original: given(), rowCount: 1 })).toMatchObject({ zeros, changes: zeros })
  const back = await deliver(csv('001,264,x'), { original: given(), rowCount: 1, putZerosBack: true })
  expect(back).toMatchObject({ zeros, changes: [] })
  expect('bytes' in back && Buffer.from(back.bytes).toString()).toBe('001,0264,x\n')
})

test('12 digits that are no individual numbers may be changed where the list has such', async () => {
  const given = async function* () {
    yield ['001', '202612010000', 'x']
  }
  const answer = await deliver(csv('001,123456789018,x'), { original: given(), rowCount: 1 })
  expect(answer).toMatchObject({ changes: [{ after: '123456789018' }] })
})

const two = ['002,𠮷野,', '003,糸魚川,"x\ny"']
test.each([
  [
    'another header',
    '番号,備考,名前\n001,塩尻,\n',
    refused({ kind: 'header-differs', expected: header, found: ['番号', '備考', '名前'] }),
  ],
  ['nothing', '', refused({ kind: 'empty' })],
  ['a row too few', csv('001,塩尻,=あ', two[0]!), refused({ kind: 'row-count', expected: 3, found: 2 })],
  [
    'the first row taken out',
    csv(...two),
    refused(
      { kind: 'row-count', expected: 3, found: 2 },
      { kind: 'key-changed', line: 2, column: '番号', from: '001', to: '002' },
    ),
  ],
  [
    'a row put in',
    csv('000,,', '001,塩尻,=あ', ...two),
    refused(
      { kind: 'row-count', expected: 3, found: 4 },
      { kind: 'key-changed', line: 2, column: '番号', from: '001', to: '000' },
    ),
  ],
  ['a row too many', csv('001,塩尻,=あ', ...two, '004,,'), refused({ kind: 'row-count', expected: 3, found: 4 })],
  ['a key changed', csv('1,塩尻,=あ', ...two), refused({ kind: 'key-changed', line: 2, column: '番号', from: '001', to: '1' })],
  [
    'two rows swapped',
    csv('001,塩尻,=あ', '003,糸魚川,"x\ny"', '002,𠮷野,'),
    refused(
      { kind: 'key-changed', line: 3, column: '番号', from: '002', to: '003' },
      { kind: 'key-changed', line: 5, column: '番号', from: '003', to: '002' },
    ),
  ],
  ['a column too many', csv('001,塩尻,=あ,x', ...two), refused({ kind: 'columns', line: 2, expected: 3, found: 4 })],
  ['my number', csv('001,123456789018,=あ', ...two), refused({ kind: 'my-number', line: 2, column: '名前', sure: true })],
  ['quote', csv('001,"塩尻,=あ', ...two), refused({ kind: 'quote', line: 2 })],
])('refuses %s', async (_, content, problems) => expect(await deliver(content)).toEqual(problems))

test.each(['=1+1', '@SUM(A1)', '＝1', '＠x', '\t=1', '"\r=1"', "+cmd|' /C calc'!A0", '-2+SUM(A1)', '＋ＨＹＰＥＲＬＩＮＫ（x）'])(
  'refuses the new formula %j',
  async (formula) => {
    expect(await deliver(csv(`001,${formula},=あ`, ...two))).toEqual(refused({ kind: 'formula', line: 2, column: '名前' }))
  },
)
test('a changed formula is a new one; a number that begins with + or - is none', async () => {
  expect(await deliver(csv('001,塩尻,=い', ...two))).toEqual(refused({ kind: 'formula', line: 2, column: '備考' }))
  for (const number of ['-5', '−5', '+81-263-00-0000', '-5.2%（前年比）', '-5 kg（乾燥）'])
    expect(await deliver(csv(`001,${number},=あ`, ...two))).toMatchObject({ changedRows: 1 })
})

test('a letter that Shift_JIS lost is no correction', async () => {
  const saved = (name: string) => shiftJis(csv('001,塩尻,=あ', `002,${name},`, '003,糸魚川,"x\ny"'))
  const lost = refused({ kind: 'letter-lost', line: 3, column: '名前' })
  expect(await deliver(saved('?野'))).toEqual(lost)
  expect(await deliver(saved('??野'))).toEqual(lost)
  expect(await deliver(saved('吉野'))).toMatchObject({ encoding: 'shift_jis', changedRows: 1 })
})

test('without a key a row may be anything, and a stored lot that is not as said is an error', async () => {
  expect(await deliver(csv('9,塩尻,=あ', ...two), { key: undefined })).toMatchObject({ changedRows: 1 })
  await expect(deliver(csv('001,塩尻,=あ', ...two, '004,,'), { rowCount: 4 })).rejects.toThrow('4')
})
