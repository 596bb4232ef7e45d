/** What is kept about a person as somebody who is here: who they are, how they came, and their ways in; in the order of "my data". */
import { type About, choice, key, link } from './entry.ts'

export const me = {
  person: {
    section: 'person',
    why: 'contact',
    rows: { of: 'id', audited: true },
    shown: 'id name kana romaji email phone locale letters heldUntil createdAt',
    leftOut: { userHandle: key },
    ends: {
      until: 'forgetting',
      goes: { name: '（消去済み）', kana: 'ショウキョズミ', romaji: 'Erased', email: null, phone: null },
      stays: { userHandle: 'a random number' },
    },
  },
  roleGrant: {
    section: 'roles',
    why: 'audit',
    rows: { of: 'personId', newest: 'fromOn' },
    shown: 'role townId fromOn untilOn grantedBy reason endedBy endReason',
    ends: { until: 'forgetting', goes: { reason: '', endReason: null } },
  },
  workerProfile: {
    section: 'profile',
    why: 'vetting',
    rows: { of: 'personId', key: 'personId', newest: 'vettedOn' },
    shown: 'townId status statusReason statusWords statusAt clearance places weeklyHours vettedOn vettedBy vettedUntil',
    json: 'places',
    ends: { until: 'forgetting', goes: { statusReason: null, statusWords: null, places: '[]', weeklyHours: 0 } },
  },
} as const satisfies Record<string, About>

export const vetting = {
  vetting: {
    section: 'vettings',
    why: 'vetting',
    rows: { of: 'personId', newest: 'appliedAt', audited: true },
    shown: `
      townId kind status appliedAt weeklyHours places skills proposedClass proposedBy proposedAt clearance decidedBy
      decidedAt reason validUntil`,
    json: 'places',
    ends: { until: 'forgetting', goes: { skills: '', reason: null }, stays: { places: choice } },
  },
  vettingStep: {
    section: 'vettingSteps',
    why: 'vetting',
    rows: { of: 'vettingId.personId', newest: 'doneAt' },
    shown: 'step vettingId how note answers documentId doneBy doneOn doneAt',
    json: 'answers',
    ends: { until: 'forgetting', goes: { note: '', answers: '{}' }, stays: { how: choice } },
  },
  completion: {
    section: 'training',
    why: 'training',
    rows: { of: 'personId', newest: 'completedOn', audited: true },
    shown: 'courseId result score completedOn validUntil note recordedAt recordedBy',
    ends: { until: 'forgetting', goes: 'row' },
  },
} as const satisfies Record<string, About>

export const access = {
  passkey: {
    section: 'passkeys',
    why: 'access',
    rows: { of: 'personId', newest: 'createdAt' },
    shown: 'label backupEligible backedUp createdAt lastUsedAt suspendedAt',
    bits: 'backupEligible backedUp',
    leftOut: { publicKey: key, counter: key, transports: key, recoveryId: link },
    ends: { until: 'leaving', goes: 'row' },
  },
  enrolment: {
    section: 'codes',
    why: 'audit',
    rows: { of: 'personId', newest: 'issuedAt' },
    shown: 'issuedBy issuedAt expiresAt usedAt',
    leftOut: { codeHash: key, recoveryId: link },
    ends: { until: 'forgetting', goes: 'name', stays: { codeHash: 'a fingerprint' } },
  },
  recovery: {
    section: 'recoveries',
    why: 'audit',
    rows: { of: 'personId', newest: 'startedAt', audited: true },
    shown: 'how note startedBy startedAt approvedBy approvedAt usedAt heldUntil cancelledBy cancelledAt stoppedAt settledAt',
    ends: { until: 'forgetting', goes: { note: '' }, stays: { how: choice } },
  },
  session: {
    section: 'sessions',
    why: 'access',
    rows: { of: 'personId', newest: 'createdAt' },
    shown: 'device sharedPcId createdAt seenAt provedAt expiresAt endsAt',
    leftOut: { passkeyId: link, idleMinutes: 'the rule of the session; when it ends is shown' },
    ends: { until: 'leaving', goes: 'row' },
  },
  notification: {
    section: 'notifications',
    why: 'exchange',
    rows: { of: 'personId' },
    shown: 'act packageId at readAt',
    leftOut: { subjectId: link },
    ends: { until: 'forgetting', goes: 'row' },
  },
  correction: {
    section: 'corrections',
    why: 'exchange',
    rows: { of: 'personId', newest: 'askedAt', audited: true },
    shown: 'field wish status askedAt dueOn townId answeredBy answeredAt answer',
    ends: { until: 'forgetting', goes: 'row' },
  },
} as const satisfies Record<string, About>
