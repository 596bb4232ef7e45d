import { createCanvas } from '@napi-rs/canvas'
import { expect, test } from 'vitest'
import { countPages, drawPage, drawTable, type Mark, Undrawable } from '../../server/files/drawing/index.ts'
import type { TableSheet } from '../../server/files/drawing/table-sheet.ts'
import { japanese, latin, pdf } from '../support/outside/pdf.ts'
import { crops, differ, inkIn, look } from '../support/outside/pictures.ts'

const hana: Mark = { reader: '佐藤 花', town: '立科町', minute: '2026-11-21 10:42' }
const ken: Mark = { reader: '高橋 健', town: '塩尻市', minute: '2027-03-05 18:06' }
const sheetOf = (...texts: string[]): TableSheet => ({
  title: '',
  columns: ['あ', 'い'],
  rows: texts.map((text, i) => ({ number: i + 1, cells: [{ text }, { text: '' }] })),
})
const wide = (columns: number): TableSheet => ({
  title: '一覧',
  columns: Array.from({ length: columns }, (_, i) => `項目${i + 1}`),
  rows: [1, 2].map((number) => ({ number, cells: Array.from({ length: columns }, (_, i) => ({ text: `値${i}` })) })),
})
const letter = pdf({ pages: [[latin(60, 760, 24, 'Standard'), japanese(60, 700, 20, '塩尻市の業務案件')].join('\n'), ''] })
const photo = () => {
  const canvas = createCanvas(2400, 1600)
  const context = canvas.getContext('2d')
  const light = context.createLinearGradient(0, 0, 2400, 1600)
  for (const [at, colour] of ['#fff', '#7a9', '#345', '#000'].entries()) light.addColorStop(at / 3, colour)
  context.fillStyle = light
  context.fillRect(0, 0, 2400, 1600)
  return canvas.toBuffer('image/jpeg', 90)
}
const black = () => {
  const canvas = createCanvas(900, 700)
  canvas.getContext('2d').fillRect(0, 0, 900, 700)
  return canvas.toBuffer('image/png')
}
const reasonOf = (work: Promise<unknown>) =>
  work.then(
    () => 'drawn',
    (error) => (error instanceof Undrawable ? error.reason : String(error)),
  )

test('a table is a picture of twice its size in which the words stand where they belong', async () => {
  const page = await look(await drawTable(sheetOf('塩尻市'), hana))
  expect([page.width, page.height]).toEqual([960, 264])
  const row = { y: 140, height: 70 }
  expect(inkIn(page, { x: 130, width: 150, ...row })).toBeGreaterThan(300)
  expect(inkIn(page, { x: 530, width: 370, ...row })).toBe(0)
})

test('columns that do not fit beside each other become lines of cards', async () => {
  expect((await look(await drawTable(wide(9), hana))).width).toBe(1600)
  const cards = await look(await drawTable(wide(40), hana))
  expect(cards.width).toBe(1440)
  expect(cards.height).toBeGreaterThan(2 * 40 * 38 * 2)
})

test('what was changed is seen: the old value above the new one, in a frame', async () => {
  const changed = { title: '', columns: ['あ', 'い'], rows: [{ number: 1, cells: [{ text: '新', before: '旧' }, { text: '' }] }] }
  const [before, after] = [await look(await drawTable(sheetOf('新'), hana)), await look(await drawTable(changed, hana))]
  expect(after.height - before.height).toBe(48)
  // The frame is blue, which has no red in it.
  expect(inkIn(after, { x: 300, y: 130, width: 150, height: 14 })).toBeGreaterThan(150)
  expect(inkIn(before, { x: 300, y: 134, width: 150, height: 10 })).toBe(0)
})

test.for<[string, (mark: Mark) => Promise<Uint8Array>]>([
  ['a table', (mark) => drawTable(sheetOf(...Array.from({ length: 12 }, (_, i) => `塩尻市大門${i}番町`)), mark)],
  ['cards', (mark) => drawTable(wide(40), mark)],
  ['a PDF', (mark) => drawPage('pdf', letter, 1, mark)],
  ['an empty page', (mark) => drawPage('pdf', letter, 2, mark)],
  ['a photo, light and dark', (mark) => drawPage('jpeg', photo(), 1, mark)],
  ['black all over', (mark) => drawPage('png', black(), 1, mark)],
  ['text', (mark) => drawPage('txt', Buffer.from('結\n'.repeat(40)), 1, mark)],
])('%s says in every crop of 300 x 200 pixels who reads it', async ([, draw]) => {
  const [one, other] = [await look(await draw(hana)), await look(await draw(ken))]
  expect([one.width, one.height]).toEqual([other.width, other.height])
  expect(crops(one).filter((crop) => !differ(one, other, crop))).toEqual([])
})

test('the mark leaves what is beneath it easy to read', async () => {
  const { pixels } = await look(await drawPage('txt', Buffer.from(' '), 1, hana))
  expect(Math.min(...new Set(pixels))).toBeGreaterThan(215)
})

test('nobody reads a page without a name', async () => {
  for (const mark of [
    { ...hana, reader: '' },
    { ...hana, town: '\u202e ' },
    { ...hana, minute: '\u0000' },
  ])
    await expect(drawTable(sheetOf('a'), mark)).rejects.toThrow(RangeError)
})

test('characters that turn or hide text do neither: they are shown by their number', async () => {
  const plain = await look(await drawTable(sheetOf('abc'), hana))
  for (const odd of ['\u202e', '\u0007', '\u200b', '😀', '\ud800', '\u2028', '\ufeff', '\u00ad', '\u2066']) {
    const page = await look(await drawTable(sheetOf(`abc${odd}`), hana))
    const words = { x: 130, y: 140, width: 54, height: 70 }
    expect([odd, differ(plain, page, words)]).toEqual([odd, false])
    expect(inkIn(page, { ...words, x: 186, width: 110 })).toBeGreaterThan(100)
  }
})

test('letters without a shape are told from each other', async () => {
  const [one, other] = [await drawTable(sheetOf('😀'), hana), await drawTable(sheetOf('🙂'), hana)]
  expect(Buffer.from(one).equals(other)).toBe(false)
})

test('letters that Japanese names need have their shapes, by whatever code they are written', async () => {
  const draw = async (text: string) => Buffer.from(await drawTable(sheetOf(text), hana))
  expect((await draw('か\u3099')).equals(await draw('が'))).toBe(true)
  expect((await draw('𠮷')).equals(await draw('吉'))).toBe(false)
  expect(inkIn(await look(await draw('𠮷')))).toBeLessThan(inkIn(await look(await draw('\u{20bb6}\u{20bb6}'))))
})

test('a cell without end takes its share of the page and says that it goes on', async () => {
  const [long, longer] = [await drawTable(sheetOf('x'.repeat(40_000)), hana), await drawTable(sheetOf('x'.repeat(50_000)), hana)]
  expect((await look(long)).height).toBeLessThan(16_000)
  expect((await look(long)).height).toBe((await look(longer)).height)
  expect(Buffer.from(long).equals(longer)).toBe(false)
  await drawTable(sheetOf('\n'.repeat(10_000), 'Z\u0310'.repeat(5000), `a${'\u0310'.repeat(10_000)}`), hana)
})

test('more than a picture can hold is refused, not cut', async () => {
  expect(await reasonOf(drawTable(sheetOf(...Array<string>(5000).fill('x\n'.repeat(12))), hana))).toBe('too-large')
})

test('text and lists are read in the encodings of Japanese offices, page by page', async () => {
  const list = `名前,町\n${Array.from({ length: 60 }, (_, i) => `花${i},立科町\n`).join('')}`
  expect(await countPages('csv', Buffer.from(list))).toBe(3)
  expect((await look(await drawPage('csv', Buffer.from(list), 3, hana))).height).toBeLessThan(1200)
  await expect(drawPage('csv', Buffer.from(list), 4, hana)).rejects.toThrow(RangeError)
  const drawn = (bytes: Uint8Array) => drawPage('txt', bytes, 1, hana).then((png) => Buffer.from(png))
  const utf8 = await drawn(Buffer.from('\ufeff花'))
  expect(utf8.equals(await drawn(Buffer.from([0x89, 0xd4])))).toBe(true)
  expect(await countPages('txt', Buffer.from('行\n'.repeat(100)))).toBe(3)
  expect(await countPages('csv', Buffer.from('a,b\n"never closed\n'))).toBe(1)
  expect(await reasonOf(countPages('txt', new Uint8Array(9_000_000)))).toBe('too-large')
})

test('a PDF is counted and drawn, also in a font that it does not bring along', async () => {
  expect(await countPages('pdf', letter)).toBe(2)
  const page = await look(await drawPage('pdf', letter, 1, hana))
  expect([page.width, page.height]).toEqual([1920, 2717])
  const line = (from: number) => ({ x: 190, y: Math.round(((842 - from) * 1920) / 595) - 70, width: 500, height: 90 })
  expect(inkIn(page, line(760))).toBeGreaterThan(2000)
  expect(inkIn(page, line(700))).toBeGreaterThan(2000)
  expect(inkIn(page, line(600))).toBe(0)
  await expect(drawPage('pdf', letter, 3, hana)).rejects.toThrow(RangeError)
})
