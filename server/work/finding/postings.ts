/** Postings as lists show them, remembered: each is read and drawn once, and anew when the database says that its version is another. */
import type { Database } from '../../../db/kernel/database.ts'
import { listOutlines, type PostingOutline, type PostingPlace } from '../../../db/work/postings.ts'

export type Posting = {
  readonly version: number
  readonly place: PostingPlace
  readonly outline: PostingOutline
  /** Postings with the same demand get the same verdict from the rules. */
  readonly demand: string
  /** Its line in the list as drawn before, by what else it depends on. */
  readonly drawn: Map<string, unknown>
}

const most = 5_000
const mostDrawings = 12
const memory = new WeakMap<Database, Map<string, Posting>>()

/** INVARIANT: `version` is read from the database in the same request, so nothing remembered is older than the list itself. */
export async function readPostings(db: Database, places: readonly PostingPlace[]): Promise<Posting[]> {
  let known = memory.get(db)
  if (!known) {
    known = new Map()
    memory.set(db, known)
  }
  const missing = places.filter(({ id, version }) => known.get(id)?.version !== version)
  if (missing.length > 0) {
    const outlines = new Map(
      (
        await listOutlines(
          db.read,
          missing.map(({ id }) => id),
        )
      ).map((outline) => [outline.id, outline]),
    )
    for (const place of missing) {
      const outline = outlines.get(place.id)
      if (outline) known.set(place.id, { version: place.version, place, outline, demand: demandOf(outline), drawn: new Map() })
    }
  }
  const found = places.flatMap(({ id }) => known.get(id) ?? [])
  // The oldest memories go first; what is read again comes back.
  for (const id of known.keys()) {
    if (known.size <= most) break
    known.delete(id)
  }
  return found
}

const demandOf = ({ status, lotsFree, dataClass, places, courses }: PostingOutline) =>
  `${status}|${lotsFree > 0}|${dataClass}|${places}|${courses}`

/** The line as drawn for this key, drawing it when it is new. */
export function lineOf<Line>({ drawn }: Posting, key: string, draw: () => Line): Line {
  const before = drawn.get(key)
  if (before !== undefined) return before as Line
  if (drawn.size >= mostDrawings) drawn.clear()
  const line = draw()
  drawn.set(key, line)
  return line
}

const lists = new WeakMap<object, { lines: readonly object[]; bytes: Uint8Array }>()

/** The same lines in the same order as before are the same bytes as before. */
export async function encodedOnce<Line extends object>(
  lines: readonly Line[],
  draw: () => Promise<Uint8Array>,
): Promise<Uint8Array> {
  const [first] = lines
  const known = first && lists.get(first)
  if (known && known.lines.length === lines.length && lines.every((line, i) => line === known.lines[i])) return known.bytes
  const bytes = await draw()
  if (first) lists.set(first, { lines, bytes })
  return bytes
}
