/** Facts that hold from a day on, as migration 009 makes them. */
import type { Day } from '../../policies/kernel/days.ts'
import type { FactKind } from '../../policies/membership/facts.ts'
import type { Instant } from '../kernel/time.ts'
import type { Json } from './columns.ts'

export type FactTables = {
  datedFact: {
    id: string
    kind: FactKind
    /** The code of a town, or the two digits of a prefecture. */
    subject: string
    fromOn: Day
    value: Json<unknown>
    source: string
    recordedBy: string | null
    recordedAt: Instant
    withdrawnBy: string | null
    withdrawnAt: Instant | null
  }
}
