/** A lot that ends before all of it is done: taken back by its manager, or handed back by its worker. What was done by then is paid. */
// Source: 特定受託事業者に係る取引の適正化等に関する法律 5条: without fault of the worker nothing that was delivered is refused, nothing is
// taken off what was agreed, and no order is cancelled at their cost; their consent does not cure it.

/** Why a manager takes a lot back; the choice goes into the audit, the words to the worker. `town`: for reasons of the town's own. */
export const takingReasons = ['unreachable', 'unable', 'late', 'town'] as const
export type TakingReason = (typeof takingReasons)[number]

/**
 * What is known of the work done on a lot. `points`: rows that the last return asked to mend, null for the delivery as a whole;
 * undefined where nothing was delivered. `entered`: rows in which cells were corrected on the screen.
 */
export type Done = {
  readonly rows: number
  readonly points?: readonly (number | null)[] | undefined
  readonly entered: number
}

/** Rows that were delivered and not found fault with: they are paid in any case. 0 where the delivery as a whole was returned. */
const delivered = ({ rows, points }: Done): number =>
  points === undefined || points.includes(null) ? 0 : Math.max(0, rows - new Set(points).size)

/** The rows that are recorded as done; undefined where nobody has recorded any. */
export const rowsDone = (done: Done): number | undefined => delivered(done) || done.entered || undefined

/** The fewest rows that may be paid: what was delivered well; all of them where the reason lies with the town. */
export const leastRows = (done: Done, reason?: TakingReason): number => (reason === 'town' ? done.rows : delivered(done))

type RowsFlaw = 'too-many' | 'town' | 'delivered' | 'unexplained'
/** What is wrong with the number of rows that a manager wants to pay. `said`: by the worker; `words`: the manager's own. */
export function rowsFlaw(
  done: Done,
  wish: { readonly rows: number; readonly reason?: TakingReason; readonly said?: number | null; readonly words: string },
): RowsFlaw | undefined {
  if (wish.rows > done.rows) return 'too-many'
  if (wish.rows < leastRows(done, wish.reason)) return wish.reason === 'town' ? 'town' : 'delivered'
  return wish.rows < (wish.said ?? 0) && wish.words.trim() === '' ? 'unexplained' : undefined
}

/** Whether a lot that was handed back waits for the manager: its worker told of rows, or left without a word after delivering. */
export const waitsToSettle = (lot: { readonly rowsSaid: number | null; readonly submittedAt: string | null }): boolean =>
  lot.rowsSaid === null ? lot.submittedAt !== null : lot.rowsSaid > 0
