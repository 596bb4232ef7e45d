// Gives the CSV tests files to open, cut into chunks as they like, and what an import made of them.
import { expect } from 'vitest'
import { joined } from '../../../db/files/files.ts'
import { bom } from '../../../server/packages/csv/encode.ts'
import { type Imported, importCsv } from '../../../server/packages/csv/import.ts'
import { lotRows } from '../../../server/packages/csv/lots.ts'
import type { Open } from '../../../server/packages/csv/pieces.ts'
import { type Limits, listLimits, type Problem } from '../../../server/packages/csv/problems.ts'

/** A file that can be opened again; `at` are the places where its chunks are cut. */
export function sourceOf(content: string | Uint8Array, ...at: number[]): Open {
  const bytes = Buffer.from(content)
  return async function* () {
    let from = 0
    for (const to of [...at, bytes.length]) {
      yield bytes.subarray(from, to)
      from = to
    }
  }
}

export function rangeOf(bytes: Uint8Array, from: number, to: number): Open {
  return sourceOf(bytes.subarray(from, to))
}

type Said = Pick<Parameters<typeof importCsv>[0], 'given' | 'saidOther'>
export async function outcome(open: Open, limits: Partial<Limits> = {}, said: Said = {}) {
  const chunks: Uint8Array[] = []
  const write = (chunk: Uint8Array) => void chunks.push(chunk)
  const result = await importCsv({ open, limits: { ...listLimits, ...limits }, write, ...said })
  return { result, stored: Buffer.concat(chunks) }
}

export async function imported(content: string | Uint8Array, said: Said = {}): Promise<Imported & { stored: Buffer }> {
  const { result, stored } = await outcome(sourceOf(content), {}, said)
  if ('problems' in result) throw new Error(JSON.stringify(result))
  expect(stored.length).toBe(result.bytes)
  return { ...result, stored }
}

export async function problemsOf(content: string | Uint8Array, limits: Partial<Limits> = {}): Promise<Problem[]> {
  const { result } = await outcome(sourceOf(content), limits)
  return 'problems' in result ? result.problems : []
}

/** All rows of a normalised text, its header first. */
export async function rowsIn(content: string | Uint8Array): Promise<string[][]> {
  return rowsFrom(sourceOf(content))
}

export async function rowsFrom(open: Open): Promise<string[][]> {
  const rows: string[][] = []
  for await (const row of lotRows(open)) rows.push(row)
  return rows
}

/** 「番号,名前」 and a cell with a half-width kana, an NEC letter, a 表 (whose second byte is a backslash) and a line break. */
export const text = ['番号,名前', '1,髙橋①', '2,"表､ｱ', '二行目"', '3,~\\ソ', ''].join('\n')
export const table = [
  ['番号', '名前'],
  ['1', '髙橋①'],
  ['2', '表､ｱ\n二行目'],
  ['3', '~\\ソ'],
]

/** The same text as CP932 bytes: Node can only decode it, so each letter is looked up in what all byte pairs decode to. */
export function shiftJis(from: string): Buffer {
  return Buffer.concat([...from].map((letter) => cp932.get(letter) ?? Buffer.from(letter, 'latin1')))
}

const cp932 = new Map<string, Buffer>()
const decoder = new TextDecoder('shift_jis')
for (let lead = 0x81; lead <= 0xfc; lead++) {
  if (lead >= 0xa1 && lead <= 0xdf) cp932.set(decoder.decode(Uint8Array.of(lead)), Buffer.of(lead))
  else
    for (let trail = 0x40; trail <= 0xfc; trail++) {
      const letter = decoder.decode(Uint8Array.of(lead, trail))
      if (letter.length === 1 && letter !== '\ufffd') cp932.set(letter, Buffer.of(lead, trail))
    }
}

/** What leaves as a file: the byte order mark, then each opened part in its turn. */
export const download = (parts: readonly (() => AsyncIterable<Uint8Array>)[]) =>
  joined(
    bom,
    parts.map((open) => () => Object.assign(open(), { form: 'file' as const })),
    'file',
  )
