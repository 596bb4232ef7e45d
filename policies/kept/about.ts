/** What is kept about a person, table by table, in the order and under the headings of "my data". */
import type { About } from './entry.ts'

const key = 'key material or a way to it'
const link = 'only ties rows together; what it ties to is shown by name'
const choice = 'a choice from a list of ours'
const townsOwn = 'what the town found out about its data; that it has looked, and since when it is done, is shown'

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

export const work = {
  application: {
    section: 'hands',
    why: 'payments',
    rows: { of: 'personId', newest: 'raisedAt', audited: true },
    shown: 'packageId packageId.title lotsWished note status raisedAt',
    ends: { until: 'forgetting', goes: { note: '' } },
  },
  assignment: {
    section: 'assignments',
    why: 'payments',
    rows: { of: 'workerId', newest: 'offeredAt', audited: true },
    shown: `
      packageId packageId.title lotId status reason offeredBy offeredAt offerEndsOn price dueOn acceptedAt submittedAt
      approvedAt paymentOn endReason updatedAt`,
    ends: { until: 'forgetting', goes: { endReason: null }, stays: { reason: choice } },
  },
  termsNotice: {
    section: 'terms',
    why: 'terms',
    rows: { of: 'assignmentId.workerId', key: 'assignmentId', newest: 'issuedAt' },
    shown: 'assignmentId.packageId assignmentId.packageId.title assignmentId.lotId issuedAt acceptedAt clauses sha256',
    json: 'clauses',
    ends: { until: 'forgetting', goes: { clauses: '[]' }, stays: { sha256: 'a fingerprint' } },
  },
  submission: {
    section: 'deliveries',
    why: 'payments',
    rows: { of: 'assignmentId.workerId', newest: 'submittedAt' },
    shown: `
      assignmentId.packageId assignmentId.packageId.title assignmentId.lotId version changeCount submittedAt fileId
      fileId.sha256 note fileId.size`,
    made: 'attached leftOut',
    leftOut: { changes: 'the content of the town’s list; how many cells were changed is shown' },
    ends: { until: 'destruction', goes: { note: '' }, stays: { changes: 'sealed by the key of the package' } },
  },
  review: {
    section: 'reviews',
    why: 'payments',
    rows: { of: 'submissionId.assignmentId.workerId', newest: 'reviewedAt' },
    shown: `
      submissionId.assignmentId.packageId submissionId.assignmentId.packageId.title submissionId.assignmentId.lotId
      submissionId.version verdict reviewerId reviewedAt words`,
    made: 'points leftOut',
    ends: { until: 'destruction', goes: { words: '' } },
  },
  custody: {
    section: 'custody',
    why: 'audit',
    rows: { of: 'holderId', newest: 'handedAt' },
    shown: `
      packageId packageId.title assignmentId.lotId handedAt openedAt takenAt takes returnedAt returnedHow accountedAt
      accountedHow accountedBy`,
    ends: { until: 'forgetting', goes: 'name', stays: { returnedHow: choice, accountedHow: choice } },
  },
  incident: {
    section: 'incidents',
    why: 'audit',
    rows: { of: 'reportedBy', newest: 'reportedAt' },
    shown: 'packageId packageId.title townId kind words noticedAt reportedAt liftedAt',
    leftOut: {
      ...{ assignmentId: link, joins: link, answers: townsOwn, warned: townsOwn, liftedBy: townsOwn, liftedWords: townsOwn },
      ...{ outcome: townsOwn, secondedBy: townsOwn, closedBy: townsOwn, closedAt: townsOwn },
    },
    ends: {
      until: 'forgetting',
      goes: { words: '' },
      stays: { joins: link, answers: townsOwn, warned: townsOwn, liftedWords: townsOwn },
    },
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
