/** Vetting, documents of towns, recovery, proofs, shared PCs and corrections, as migration 004 makes them. */

import type { Day } from '../../policies/kernel/days.ts'
import type { Step, Kind as VettingKind, Status as VettingStatus } from '../../policies/membership/vetting.ts'
import type { Status as CorrectionStatus } from '../../policies/records/corrections.ts'
import type { DataClass } from '../../policies/safety/classes.ts'
import type { Instant } from '../kernel/time.ts'
import type { Json } from './columns.ts'

export type MembershipTables = {
  townDocument: {
    id: string
    townId: string
    kind: 'pledge' | 'rules'
    version: number
    body: string
    sha256: string
    publishedBy: string | null
    publishedAt: Instant
  }
  vetting: {
    id: string
    personId: string
    townId: string
    kind: VettingKind
    status: VettingStatus
    weeklyHours: number
    places: Json<string[]>
    skills: string
    appliedAt: Instant
    proposedClass: DataClass | null
    proposedBy: string | null
    proposedAt: Instant | null
    clearance: DataClass | null
    decidedBy: string | null
    decidedAt: Instant | null
    reason: string | null
    validUntil: Day | null
  }
  vettingStep: {
    id: string
    vettingId: string
    step: Step
    how: string
    note: string
    answers: Json<Record<string, string>>
    documentId: string | null
    doneBy: string
    doneOn: Day
    doneAt: Instant
  }
  recovery: {
    id: string
    personId: string
    how: string
    note: string
    startedBy: string
    startedAt: Instant
    approvedBy: string | null
    approvedAt: Instant | null
    usedAt: Instant | null
    heldUntil: Instant | null
    cancelledBy: string | null
    cancelledAt: Instant | null
    stoppedAt: Instant | null
    settledAt: Instant | null
  }
  proof: { id: string; personId: string; passkeyId: string; about: string; expiresAt: Instant }
  sharedPc: {
    id: string
    secretHash: string
    townId: string
    label: string
    registeredBy: string
    registeredAt: Instant
    endedBy: string | null
    endedAt: Instant | null
  }
  correction: {
    id: string
    personId: string
    townId: string
    field: string
    wish: string
    status: CorrectionStatus
    askedAt: Instant
    dueOn: Day
    answeredBy: string | null
    answeredAt: Instant | null
    answer: string | null
  }
}
