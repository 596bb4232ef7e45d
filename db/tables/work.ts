/** Training, packages, lots, assignments and files, as migration 002 makes them. */

import type { Day } from '../../policies/kernel/days.ts'
import type { Status as PackageStatus } from '../../policies/packages/statuses.ts'
import type { Verdict } from '../../policies/review/reviews.ts'
import type { DataClass } from '../../policies/safety/classes.ts'
import type { Status as ApplicationStatus } from '../../policies/telework/applications.ts'
import type { Status as AssignmentStatus } from '../../policies/telework/assignments.ts'
import type { Result } from '../../policies/training/training.ts'
import type { Instant } from '../kernel/time.ts'
import type { Bit, Json } from './columns.ts'

export type WorkTables = {
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
    /** Why the price may come to less than the minimum wage. */
    priceReason: string | null
    /** What the manager asked for when sending the draft back. */
    sentBackWords: string | null
    /** What the manager said when ending its posting. */
    stoppedWords: string | null
    /** Why it was concluded with a part missing. */
    concludedWords: string | null
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
    /** Since when a suspected leak keeps it closed. */
    frozenAt: Instant | null
    /** When its key was destroyed, and with it every file. */
    destroyedAt: Instant | null
    /** The day on which it is destroyed by the clock. */
    keepUntil: Day | null
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
    /** The first rows, sealed by the package's key. */
    sample: string
  }
  /** The file that a draft's list was read from. `read`: how, and its first rows, sealed by the package's key. */
  sentList: {
    packageId: string
    name: string
    storageKey: string
    size: number
    sha256: string
    read: string
    sentAt: Instant
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
    status: ApplicationStatus
    raisedAt: Instant
  }
  assignment: {
    id: string
    packageId: string
    lotId: string
    workerId: string
    status: AssignmentStatus
    reason: string
    /** Why it was declined or handed back, if the worker wished to say; why the manager took it back. */
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
    /** How many rows its worker said were done on handing it back; null where they did not. */
    rowsSaid: number | null
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
    /** The first changes (`Change[]`), sealed by the package's key. */
    changes: string
    submittedAt: Instant
  }
  review: { id: string; submissionId: string; reviewerId: string; verdict: Verdict; words: string; reviewedAt: Instant }
  reviewPoint: { id: string; reviewId: string; criterion: number; row: number | null; words: string }
  /** The key that seals a package's files, wrapped; null once it was destroyed, and every file with it. */
  packageKey: { packageId: string; wrapped: string | null; madeAt: Instant; destroyedAt: Instant | null }
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
}
