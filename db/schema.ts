/** The tables as TypeScript sees them. Columns are snake_case in SQL and camelCase here. */
import type { Status as AssignmentStatus } from '../policies/assignments.ts'
import type { DataClass } from '../policies/classes.ts'
import type { Status as CorrectionStatus } from '../policies/corrections.ts'
import type { Day } from '../policies/days.ts'
import type { Act } from '../policies/notices.ts'
import type { Status as PackageStatus } from '../policies/packages.ts'
import type { Role } from '../policies/people.ts'
import type { Verdict } from '../policies/reviews.ts'
import type { Result } from '../policies/training.ts'
import type { Step, Kind as VettingKind, Status as VettingStatus } from '../policies/vetting.ts'
import type { Instant } from './time.ts'

/** JSON text that holds a T: written with `toJson`, read with `fromJson`, never handed on as it is. */
type Json<T> = string & { readonly json?: T }
export const toJson = <T>(value: T): Json<T> => JSON.stringify(value)
export const fromJson = <T>(text: Json<T>): T => JSON.parse(text) as T
type Bit = 0 | 1
export type Locale = 'ja' | 'en'
export type JobKind = 'import' | 'split' | 'result'
/** Which letters somebody wants: all, only what concerns their own work, or none but what guards the account. */
export type Letters = 'all' | 'own' | 'none'
/** Whom people of a town turn to. */
export type Desk = { name: string; phone: string; email: string; hours: string }
type JobState = 'running' | 'done' | 'failed'

export type Schema = {
  setting: { key: string; value: string }
  town: {
    id: string
    name: string
    kana: string
    romaji: string
    prefecture: string
    desk: Json<Desk> | null
    joinedOn: Day
    leftOn: Day | null
  }
  operatingBody: { id: string; townId: string; name: string; address: string; contact: string }
  person: {
    id: string
    name: string
    kana: string
    romaji: string
    email: string | null
    phone: string | null
    locale: Locale
    letters: Letters
    /** After a recovery: until then class 2 and above stays closed (security.md 4.5). */
    heldUntil: Instant | null
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
    endedBy: string | null
    endReason: string | null
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
    /** The last day on which new work may be taken; renewed by a vetting of kind `renewal`. */
    vettedUntil: Day
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
    /** Set by a recovery: the key opens nothing any more but can stop the recovery. */
    suspendedAt: Instant | null
    /** The recovery that this key was made by. */
    recoveryId: string | null
  }
  challenge: {
    id: string
    challenge: string
    purpose: 'enrol' | 'sign-in' | 'step-up' | 'add' | 'proof' | 'stop'
    personId: string | null
    enrolmentId: string | null
    /** What a proof is about: the hash of one act with all that its form says. */
    about: string | null
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
    recoveryId: string | null
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
    sharedPcId: string | null
  }

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
