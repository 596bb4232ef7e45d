/** What was drawn before is not drawn again: a piece that few words decide, a line of a row that did not change, a list of the same lines. */
import type { Child } from 'hono/jsx'
import type { HtmlEscapedString } from 'hono/utils/html'
import type { Database } from '../../db/kernel/database.ts'
import type { Reader } from '../../db/kernel/reader.ts'

/** A view, or one that was drawn and encoded before. */
export type Piece = Child | Uint8Array

/** Neighbouring views are joined before they are encoded; bytes are taken as they are. */
export async function encode(pieces: readonly Piece[]): Promise<Uint8Array<ArrayBuffer>> {
  const parts: (string | Uint8Array)[] = ['']
  for (const piece of pieces) {
    if (piece instanceof Uint8Array) parts.push(piece, '')
    else parts[parts.length - 1] += String(await piece)
  }
  return Buffer.concat(parts.map((part) => (typeof part === 'string' ? Buffer.from(part) : part)))
}

const mostPieces = 2_000
const pieces = new Map<string, Uint8Array>()
/** A piece that few words decide, drawn and encoded once. INVARIANT: the key names everything that is shown. */
export async function drawnOnce(key: string, draw: () => Child): Promise<Uint8Array> {
  const known = pieces.get(key)
  if (known) return known
  if (pieces.size >= mostPieces) pieces.clear()
  const bytes = await encode([draw()])
  pieces.set(key, bytes)
  return bytes
}

/** An element, which is one object however often it is shown. */
type Line = HtmlEscapedString | Promise<HtmlEscapedString>
/** A row as it was read for a place in a list, and its lines as drawn since, by what else they depend on. */
export type Remembered<Place, Row> = { readonly place: Place; readonly row: Row; readonly drawn: Map<string, Line> }
type Memory<Row> = Map<string, { readonly version: number; readonly row: Row; readonly drawn: Map<string, Line> }>
type Versioned = { readonly id: string; readonly version: number }

const mostRows = 5_000
const mostLines = 12

/**
 * Rows by id and version, read once each and anew when the database says that the version is another.
 * INVARIANT: versions come from the database in the same request, so nothing remembered is older than the list itself.
 */
export function remembering<Row extends { readonly id: string }>(
  read: (db: Reader, ids: readonly string[]) => Promise<readonly Row[]>,
): <Place extends Versioned>(db: Database, places: readonly Place[]) => Promise<Remembered<Place, Row>[]> {
  const memory = new WeakMap<Database, Memory<Row>>()
  return async (db, places) => {
    const known: Memory<Row> = memory.get(db) ?? new Map()
    memory.set(db, known)
    const missing = places.filter(({ id, version }) => known.get(id)?.version !== version)
    if (missing.length > 0) {
      const ids = missing.map(({ id }) => id)
      const rows = new Map((await read(db.read, ids)).map((row) => [row.id, row]))
      for (const { id, version } of missing) {
        const row = rows.get(id)
        if (row) known.set(id, { version, row, drawn: new Map() })
      }
    }
    const found = places.flatMap((place) => {
      const it = known.get(place.id)
      return it ? [{ place, row: it.row, drawn: it.drawn }] : []
    })
    // The oldest memories go first; what is read again comes back.
    for (const id of known.keys()) {
      if (known.size <= mostRows) break
      known.delete(id)
    }
    return found
  }
}

/** The line of a row as drawn for this key, drawing it when it is new. INVARIANT: the key names all that is shown but the row. */
export function lineOf({ drawn }: { readonly drawn: Map<string, Line> }, key: string, draw: () => Line): Line {
  const before = drawn.get(key)
  if (before !== undefined) return before
  if (drawn.size >= mostLines) drawn.clear()
  const line = draw()
  drawn.set(key, line)
  return line
}

const lists = new WeakMap<object, { lines: readonly Line[]; bytes: Uint8Array }>()
/** The same lines in the same order as before are the same bytes as before. */
export async function linesOnce(lines: readonly Line[], draw: (lines: readonly Line[]) => Child): Promise<Uint8Array> {
  const first = lines[0] as object
  const known = lists.get(first)
  if (known && known.lines.length === lines.length && lines.every((line, i) => line === known.lines[i])) return known.bytes
  const bytes = await encode([draw(lines)])
  lists.set(first, { lines, bytes })
  return bytes
}
