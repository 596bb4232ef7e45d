/** The audit, notifications and what runs in the background, as migration 003 makes them. */
import type { Act } from '../../policies/kernel/acts.ts'
import type { Failure } from '../../policies/kernel/letters.ts'
import type { Instant } from '../kernel/time.ts'
import type { JobKind, JobState, Json } from './columns.ts'

export type RecordTables = {
  audit: {
    chain: string
    seq: number
    at: Instant
    actorId: string | null
    act: Act
    subjectId: string
    detail: string
    prev: string
    hash: string
  }
  auditHead: { chain: string; seq: number; hash: string }
  notification: {
    id: string
    personId: string
    act: Act
    subjectId: string
    packageId: string | null
    at: Instant
    readAt: Instant | null
  }
  /** `letter`: what goes out together, once it was tried. `failedAt`: when it was given up. */
  outbox: {
    id: string
    notificationId: string
    personId: string
    dueAt: Instant
    attempts: number
    sentAt: Instant | null
    letter: string | null
    failedAt: Instant | null
    failure: Failure | null
  }
  /** `key`: who sent a form, and the hash of its token; `said`: a hash of what it said, keyed by the token; `left`: one of what stood after it. */
  once: { key: string; personId: string; answer: string; said: string | null; left: string | null; at: Instant }
  /** `id`: a hash of whose it is and where its form stands; `sealed`: under the deployment's key. No person: a stranger's, for a minute. */
  keptForm: { id: string; personId: string | null; sealed: string; keptAt: Instant; until: Instant }
  job: {
    id: string
    kind: JobKind
    packageId: string
    startedBy: string
    state: JobState
    done: number
    total: number
    problems: Json<unknown[]>
    startedAt: Instant
    beatAt: Instant
  }
  rateLimit: { key: string; points: number; expire: number | null }
}
