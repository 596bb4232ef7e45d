/** What is kept about the work of a person, in the order of "my data". */
import { type About, choice, link } from './entry.ts'

const townsOwn = 'what the town found out about its data; that it has looked, and since when it is done, is shown'

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
      approvedAt paymentOn rowsSaid endReason updatedAt`,
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
  remuneration: {
    section: 'remuneration',
    why: 'payments',
    rows: { of: 'personId', newest: 'approvedAt' },
    shown: 'packageId packageId.title assignmentId.lotId cause quantity unitPrice yen dueOn approvedAt approvedBy words',
    ends: { until: 'forgetting', goes: { words: '' }, stays: { cause: choice } },
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
