// Finds the columns that tell rows apart: those whose values are unique and never empty.
import { randomInt } from 'node:crypto'

/** Natural keys stand on the left; every further candidate costs up to 4 MB for as long as it holds. */
const considered = 24

export function keyCandidates(width: number) {
  let live = Array.from({ length: Math.min(width, considered) }, (_, column) => ({ column, isNew: uniqueValues(), lost: false }))
  return {
    row(cells: string[]) {
      let lost = false
      for (const candidate of live) {
        const value = cells[candidate.column]!
        if (value.trim() !== '' && candidate.isNew(value)) continue
        candidate.lost = lost = true
      }
      if (lost) live = live.filter((candidate) => !candidate.lost)
    },
    columns: () => live.map(({ column }) => column),
  }
}

/**
 * A set of 53-bit hashes in an open table: a Set of 200,000 strings for each column would take hundreds of megabytes. Should two
 * different values ever meet (1 in 400,000 full lists), the column is only not offered as a key.
 */
function uniqueValues() {
  let table = new Float64Array(1024)
  let held = 0
  const put = (hash: number): boolean => {
    let at = hash % table.length
    while (table[at] !== 0) {
      if (table[at] === hash) return false
      at = (at + 1) % table.length
    }
    table[at] = hash
    return true
  }
  return (value: string): boolean => {
    if (held * 2 > table.length) {
      const full = table
      table = new Float64Array(full.length * 2)
      for (const hash of full) if (hash !== 0) put(hash)
    }
    const isNew = put(hash53(value))
    if (isNew) held += 1
    return isNew
  }
}

/** Nobody can choose values beforehand that all want one place. */
const seed = randomInt(2 ** 32)

/** cyrb53 (bryc, public domain); never 0, which marks a free place. */
function hash53(value: string): number {
  let a = 0xdeadbeef ^ seed
  let b = 0x41c6ce57 ^ seed
  for (let i = 0; i < value.length; i++) {
    const code = value.charCodeAt(i)
    a = Math.imul(a ^ code, 2654435761)
    b = Math.imul(b ^ code, 1597334677)
  }
  a = Math.imul(a ^ (a >>> 16), 2246822507) ^ Math.imul(b ^ (b >>> 13), 3266489909)
  b = Math.imul(b ^ (b >>> 16), 2246822507) ^ Math.imul(a ^ (a >>> 13), 3266489909)
  return 4294967296 * (2097151 & b) + (a >>> 0) || 1
}
