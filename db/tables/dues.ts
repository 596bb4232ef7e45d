/** What is due to workers, and who stands in for managers, as migration 007 makes it. */
import type { Day } from '../../policies/kernel/days.ts'
import type { Cause } from '../../policies/telework/remuneration.ts'
import type { Instant } from '../kernel/time.ts'

export type DueTables = {
  remuneration: {
    id: string
    personId: string
    packageId: string
    assignmentId: string
    cause: Cause
    /** Rows, and integer yen for each; `yen` is what they come to. */
    quantity: number
    unitPrice: number
    yen: number
    /** Why fewer rows are paid than the worker said, in the manager's words; empty where nothing was said. */
    words: string
    approvedBy: string | null
    approvedAt: Instant
    /** The day of payment. */
    dueOn: Day
  }
  /** A deputy from a day to a day, or without a last day the successor to whom packages passed. */
  standIn: {
    id: string
    townId: string
    managerId: string
    personId: string
    fromOn: Day
    untilOn: Day | null
    madeBy: string | null
    madeAt: Instant
  }
}
