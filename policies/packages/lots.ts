/** Lots (作業単位): how a list may be split, and what one costs. */

/** More than this nobody can follow, and each lot is a contract of its own. */
export const maxLots = 2_000
export const maxRowsPerLot = 5_000
export const maxRows = 200_000

/** Where a band of volume begins: before the terms are accepted, how much personal data a package holds is told only in bands. */
const bands = [1, 10, 50, 100, 500, 1_000, 5_000, 10_000, 50_000] as const
/** The band in which a number of rows lies, both ends included; the last one is open. */
export function volumeBand(rows: number): { readonly from: number; readonly to: number | null } {
  const at = bands.findLastIndex((from) => from <= rows)
  const next = bands[at + 1]
  return { from: bands[Math.max(at, 0)]!, to: next === undefined ? null : next - 1 }
}

type SplitProblem = { readonly kind: 'too-small'; readonly least: number } | { readonly kind: 'too-large'; readonly most: number }

/** Whether a list of `rows` may be cut into lots of `rowsPerLot` rows (the last one may be shorter). */
export function checkSplit(rows: number, rowsPerLot: number): SplitProblem | undefined {
  const least = Math.max(1, Math.ceil(rows / maxLots))
  if (rowsPerLot < least) return { kind: 'too-small', least }
  if (rowsPerLot > maxRowsPerLot) return { kind: 'too-large', most: maxRowsPerLot }
  return undefined
}

/** Integer yen, tax included: what a lot pays. A whole number of rows at a whole price needs no rounding. */
export const lotPrice = (rows: number, unitPrice: number): number => rows * unitPrice

/** What a lot on offer comes to, wherever a resident is told of it: rows, integer yen, minutes. Zero for what is not decided yet. */
export function offerOf(posting: {
  readonly rowsOffered: number | null
  readonly unitPrice: number | null
  readonly minutesPerRow: number | null
}) {
  const rows = Number(posting.rowsOffered ?? 0)
  const each = posting.unitPrice ?? 0
  return { rows, each, yen: lotPrice(rows, each), minutes: rows * (posting.minutesPerRow ?? 0) }
}

/**
 * Yen an hour that a price comes to; the manager is shown it beside the minimum wage, which MHLW
 * 自営型テレワークの適正な実施のためのガイドライン names as one reference for pay.
 */
export const hourlyYen = (unitPrice: number, minutesPerRow: number): number => Math.round((unitPrice * 60) / minutesPerRow)
