/** Towns, people, their roles and their keys, as migration 001 makes them. */

import type { Role } from '../../policies/identity/people.ts'
import type { Day } from '../../policies/kernel/days.ts'
import type { Letters } from '../../policies/kernel/letters.ts'
import type { DataClass } from '../../policies/safety/classes.ts'
import type { WorkerStatus } from '../../policies/telework/applications.ts'
import type { Instant } from '../kernel/time.ts'
import type { Bit, Desk, Json, Locale } from './columns.ts'

export type PeopleTables = {
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
    /** After a recovery: until then class 2 and above stays closed. */
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
    status: WorkerStatus
    clearance: DataClass
    places: Json<string[]>
    weeklyHours: number
    vettedOn: Day
    vettedBy: string | null
    /** The last day on which new work may be taken; renewed by a vetting of kind `renewal`. */
    vettedUntil: Day
    /** Why and when somebody was stopped or left: a choice, and words that the person and their town read. */
    statusReason: string | null
    statusWords: string | null
    statusAt: Instant | null
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
}
