/** How content is guarded, as migration 005 makes it. */
import type { Day } from '../../policies/days.ts'
import type { Instant } from '../time.ts'
import type { Bit, Json } from './columns.ts'

export type DataTables = {
  /** A file on its way in pieces; gone once it was taken or has been left alone. */
  upload: {
    id: string
    packageId: string
    personId: string
    name: string
    size: number
    storageKey: string
    received: number
    createdAt: Instant
    beatAt: Instant
  }
  uploadPart: { uploadId: string; number: number; size: number; sha256: string }
  /** A file that belongs to a package beside its list: material by the town, or a part of a worker's delivery. */
  packageFile: {
    id: string
    packageId: string
    fileId: string
    assignmentId: string | null
    /** The delivery that it went out with; null for material, and until it is delivered. */
    submissionId: string | null
    kind: string | null
    state: 'scanning' | 'clean' | 'held' | 'refused'
    problems: Json<unknown[]>
    addedBy: string
    addedAt: Instant
    checkedAt: Instant | null
    removedAt: Instant | null
  }
  /** One corrected cell of a lot that is only shown; `sealed` by the package's key. */
  entry: { assignmentId: string; row: number; columnIndex: number; sealed: string; enteredAt: Instant }
  /** Addresses that a town's virtual desktops come from. */
  network: {
    id: string
    townId: string
    cidr: string
    label: string
    addedBy: string
    addedAt: Instant
    endedBy: string | null
    endedAt: Instant | null
  }
  /** A touch of the passkey for one package in one session (its hashed id). */
  opening: { sessionId: string; packageId: string; personId: string; provedAt: Instant; usedAt: Instant; reason: string }
  /** One hop of the consent chain: the package's town lets the body and the residents of another town (or its own) see content. */
  consent: {
    packageId: string
    townId: string
    givenBy: string
    givenAt: Instant
    secondedBy: string | null
    secondedAt: Instant | null
    withdrawnBy: string | null
    withdrawnAt: Instant | null
    withdrawnWords: string | null
  }
  /** One line of the ledger (情報管理台帳): what one worker was handed, and what became of it. */
  custody: {
    id: string
    packageId: string
    assignmentId: string
    holderId: string
    handedAt: Instant
    openedAt: Instant | null
    takenAt: Instant | null
    takes: number
    returnedAt: Instant | null
    returnedHow: string | null
    accountedAt: Instant | null
    accountedHow: string | null
    accountedBy: string | null
  }
  destruction: {
    id: string
    packageId: string
    askedBy: string | null
    askedAt: Instant
    reason: string
    witnessedBy: string | null
    cancelledBy: string | null
    cancelledAt: Instant | null
    doneAt: Instant | null
    /** The day on which the last backup of the key has expired. */
    finalOn: Day | null
    certificate: Json<Record<string, unknown>> | null
    sha256: string | null
  }
  incident: {
    id: string
    packageId: string
    townId: string
    assignmentId: string | null
    kind: string
    words: string
    noticedAt: Instant
    reportedBy: string
    reportedAt: Instant
    liftedBy: string | null
    liftedAt: Instant | null
    liftedWords: string | null
    outcome: string | null
    /** A wrongful purpose is suspected: the final report has 60 days (domain.md 4.3). */
    purpose: Bit
    closedBy: string | null
    closedAt: Instant | null
  }
  incidentReport: {
    id: string
    incidentId: string
    kind: 'preliminary' | 'final'
    version: number
    items: Json<Record<string, string>>
    sha256: string
    filedBy: string
    filedAt: Instant
  }
  breakGlass: {
    id: string
    packageId: string
    personId: string
    reason: string
    ticket: string
    brokenAt: Instant
    endsAt: Instant
    reviewedBy: string | null
    reviewedAt: Instant | null
    reviewWords: string | null
  }
}
