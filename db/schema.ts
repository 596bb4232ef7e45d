/** The tables as TypeScript sees them. Columns are snake_case in SQL and camelCase here. */
import type { Status as AssignmentStatus } from '../policies/assignments.ts'
import type { DataClass } from '../policies/classes.ts'
import type { Day } from '../policies/days.ts'
import type { Act } from '../policies/notices.ts'
import type { Status as PackageStatus } from '../policies/packages.ts'
import type { Role } from '../policies/people.ts'
import type { Verdict } from '../policies/reviews.ts'
import type { Result } from '../policies/training.ts'
import type { Instant } from './time.ts'

/** JSON text that holds a T: written with `toJson`, read with `fromJson`, never handed on as it is. */
type Json<T> = string & { readonly json?: T }
export const toJson = <T>(value: T): Json<T> => JSON.stringify(value)
export const fromJson = <T>(text: Json<T>): T => JSON.parse(text) as T
type Bit = 0 | 1
export type Locale = 'ja' | 'en'
export type JobKind = 'import' | 'split' | 'result'
type JobState = 'running' | 'done' | 'failed'

export type Schema = {
  setting: { key: string; value: string }
  town: { id: string; name: string; kana: string; romaji: string; prefecture: string; joinedOn: Day; leftOn: Day | null }
  operatingBody: { id: string; townId: string; name: string; address: string; contact: string }
  person: {
    id: string
    name: string
    kana: string
    romaji: string
    email: string | null
    locale: Locale
    userHandle: string
    createdAt: Instant
  }
  roleGrant: {
    id: string
    personId: string
    role: Role
    townId: string | null
    fromOn: Day
    untilOn: Day | null
    grantedBy: string | null
    reason: string
  }
  workerProfile: {
    personId: string
    townId: string
    status: 'active' | 'suspended' | 'left'
    clearance: DataClass
    places: Json<string[]>
    weeklyHours: number
    vettedOn: Day
    vettedBy: string | null
  }

  passkey: {
    id: string
    personId: string
    publicKey: Uint8Array
    counter: number
    transports: Json<string[]>
    backupEligible: Bit
    backedUp: Bit
    label: string
    createdAt: Instant
    lastUsedAt: Instant | null
  }
  challenge: {
    id: string
    challenge: string
    purpose: 'enrol' | 'sign-in' | 'step-up' | 'add'
    personId: string | null
    enrolmentId: string | null
    expiresAt: Instant
  }
  enrolment: {
    id: string
    codeHash: string
    personId: string
    issuedBy: string | null
    issuedAt: Instant
    expiresAt: Instant
    usedAt: Instant | null
  }
  session: {
    id: string
    personId: string
    passkeyId: string | null
    device: string
    createdAt: Instant
    seenAt: Instant
    expiresAt: Instant
    endsAt: Instant
    idleMinutes: number
    provedAt: Instant
  }

  course: { id: string; name: string; nameEn: string; validMonths: number | null }
  courseSession: { id: string; courseId: string; onDay: Day; startsAt: string; place: string }
  completion: {
    id: string
    courseId: string
    personId: string
    result: Result
    score: number | null
    completedOn: Day
    validUntil: Day | null
    note: string
    recordedBy: string
    recordedAt: Instant
  }

  package: {
    id: string
    townId: string
    number: string
    title: string
    purpose: string
    client: string
    brief: string
    criteria: Json<string[]>
    dataClass: DataClass | null
    answers: Json<Record<string, boolean>>
    places: Json<string[]>
    courses: Json<string[]>
    towns: Json<string[]>
    managerId: string | null
    unitPrice: number | null
    minutesPerRow: number | null
    dueOn: Day | null
    expenses: string
    /** Why the price may lie under the lowest wage (domain.md rule 18). */
    priceReason: string | null
    /** What the manager asked for when sending the draft back. */
    sentBackWords: string | null
    status: PackageStatus
    rowCount: number | null
    rowsPerLot: number | null
    lotCount: number
    lotsFree: number
    lotsApproved: number
    createdBy: string
    createdAt: Instant
    publishedAt: Instant | null
    updatedAt: Instant
  }
  rowList: {
    packageId: string
    fileId: string
    header: Json<string[]>
    headerBytes: number
    rowCount: number
    encoding: string
    lineEnd: string
    keyColumns: Json<string[]>
    keyColumn: string | null
    sample: Json<string[][]>
  }
  /** `version` counts up whenever anything that the posting shows has changed: whoever remembers a posting asks for it first. */
  packageTown: { townId: string; packageId: string; postedAt: Instant; closed: Bit; version: number }
  lot: {
    id: string
    packageId: string
    number: number
    firstRow: number
    lastRow: number
    byteFrom: number
    byteTo: number
    price: number
  }
  application: {
    id: string
    packageId: string
    personId: string
    lotsWished: number
    note: string
    status: 'raised' | 'withdrawn'
    raisedAt: Instant
  }
  assignment: {
    id: string
    packageId: string
    lotId: string
    workerId: string
    status: AssignmentStatus
    reason: string
    /** Why it was declined or handed back, if the worker wished to say. */
    endReason: string | null
    offeredBy: string
    offeredAt: Instant
    offerEndsOn: Day
    dueOn: Day
    price: number
    acceptedAt: Instant | null
    submittedAt: Instant | null
    approvedAt: Instant | null
    paymentOn: Day | null
    updatedAt: Instant
  }
  termsNotice: {
    assignmentId: string
    clauses: Json<{ item: string; ja: string; en: string }[]>
    sha256: string
    issuedAt: Instant
    acceptedAt: Instant | null
  }
  submission: {
    id: string
    assignmentId: string
    version: number
    fileId: string
    note: string
    changeCount: number
    changes: Json<{ row: number; column: string; before: string; after: string }[]>
    submittedAt: Instant
  }
  review: { id: string; submissionId: string; reviewerId: string; verdict: Verdict; words: string; reviewedAt: Instant }
  reviewPoint: { id: string; reviewId: string; criterion: number; row: number | null; words: string }
  file: {
    id: string
    packageId: string
    name: string
    size: number
    sha256: string
    storageKey: string
    createdBy: string
    createdAt: Instant
  }

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
  outbox: { id: string; notificationId: string; personId: string; dueAt: Instant; attempts: number; sentAt: Instant | null }
  once: { key: string; personId: string; answer: string; at: Instant }
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
