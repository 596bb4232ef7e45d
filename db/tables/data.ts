/** How content is guarded, as migration 005 makes it. */

import type { FileKind, FileProblem } from '../../policies/files/files.ts'
import type { State } from '../../policies/files/package-files.ts'
import type { Purpose } from '../../policies/files/uploads.ts'
import type { Day } from '../../policies/kernel/days.ts'
import type { Answers } from '../../policies/safety/incident-duty.ts'
import type { FiledKind, Items } from '../../policies/safety/incident-reports.ts'
import type { IncidentKind, Outcome } from '../../policies/safety/incidents.ts'
import type { Instant } from '../kernel/time.ts'
import type { Json } from './columns.ts'

export type DataTables = {
  /** A file on its way in pieces; gone once it has a meaning, or has been left alone for a day. */
  upload: {
    id: string
    packageId: string
    personId: string
    purpose: Purpose
    assignmentId: string | null
    name: string
    size: number
    /** When the sender's copy was last changed (ms since the epoch): what tells it from another of the same name and size. */
    modifiedAt: number
    storageKey: string
    received: number
    /** How far the whole has been read back; `sha256` is its hash once all of it was. */
    hashed: number
    sha256: string | null
    createdAt: Instant
    beatAt: Instant
    /** When the last part had come: from then on no part changes. */
    completedAt: Instant | null
    /** When a form took it; whoever took it gives it a meaning or removes it. */
    takenAt: Instant | null
  }
  /** `claimedAt`: since when it is being put in its place; null once it is there. */
  uploadPart: { uploadId: string; number: number; size: number; sha256: string; claimedAt: Instant | null }
  /** A file that belongs to a package beside its list: material by the town, or a part of a worker's delivery. */
  packageFile: {
    id: string
    packageId: string
    fileId: string
    assignmentId: string | null
    /** The delivery that it went out with; null for material, and until it is delivered. */
    submissionId: string | null
    kind: FileKind | null
    state: State
    problems: Json<FileProblem[]>
    addedBy: string
    addedAt: Instant
    /** How often a check began that has not come to its end; a process that was killed ends none. */
    begun: number
    /** When the last of them did, while it may still be at work. */
    begunAt: Instant | null
    checkedAt: Instant | null
    /** When the virus scanner found nothing; null where none is set up. */
    scannedAt: Instant | null
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
    kind: IncidentKind
    words: string
    noticedAt: Instant
    reportedBy: string
    reportedAt: Instant
    /** The first report of the same matter, which holds all that follows; null for the first itself. */
    joins: string | null
    /** What the town says to the questions that decide whether the law wants a report (policies/safety/incident-duty.ts). */
    answers: Json<Answers>
    /** The warnings that the clock has given. */
    warned: Json<string[]>
    /** Who lifted the freeze, or asked for it while a second person has yet to agree (`liftedAt` null). */
    liftedBy: string | null
    liftedWords: string | null
    outcome: Outcome | null
    secondedBy: string | null
    liftedAt: Instant | null
    closedBy: string | null
    closedAt: Instant | null
  }
  /** Saved versions of a report's items (`draft`), and what was filed of them: never altered. */
  incidentReport: {
    id: string
    incidentId: string
    kind: 'draft' | FiledKind
    version: number
    items: Json<Items>
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
