/** Every other table: which of its columns lead to a person, why that person has no section for it, and what holds nothing about anybody. */
import type { Apart } from './entry.ts'

const deed = 'what somebody did in office: it is told to the person it was done to, and stands in the audit'
const passing = 'lives for minutes, and says nothing that another section does not say'
const letter = 'the letter about a notification, which has its section'
const delivered = 'named in the section of one’s deliveries'
const day = 'lives until the file has a meaning, a day at most'
const points = 'shown within the points of a review'

export const apart = {
  setting: { nothing: 'key value' },
  town: { nothing: 'name kana romaji prefecture desk joinedOn leftOn' },
  operatingBody: { nothing: 'townId name address contact' },
  rateLimit: { nothing: 'key points expire' },
  challenge: { names: { personId: passing, enrolmentId: passing }, nothing: 'challenge purpose about expiresAt' },
  once: { names: { personId: passing }, nothing: 'key answer said left at' },
  keptForm: {
    rows: { of: 'personId' },
    ends: { until: 'forgetting', goes: 'row' },
    names: { personId: passing, sealed: 'one’s own words, given back as soon as the form is opened' },
    nothing: 'keptAt until',
  },
  proof: { names: { personId: passing }, nothing: 'passkeyId about expiresAt' },
  opening: { names: { personId: passing }, nothing: 'sessionId packageId provedAt usedAt reason' },
  outbox: {
    rows: { of: 'personId' },
    ends: { until: 'forgetting', goes: 'row' },
    names: { personId: letter, notificationId: letter },
    nothing: 'dueAt attempts sentAt letter failedAt failure',
  },
  audit: {
    names: { actorId: 'the evidence of everybody’s deeds; what others did with my data is on the page of readers' },
    nothing: 'chain seq at act subjectId detail prev hash',
  },
  auditHead: { nothing: 'chain seq hash' },
  job: { names: { startedBy: deed }, nothing: 'kind packageId state done total startedAt beatAt', blank: { problems: [] } },

  townDocument: { names: { publishedBy: deed }, nothing: 'townId kind version body sha256 publishedAt' },
  sharedPc: { names: { registeredBy: deed, endedBy: deed }, nothing: 'secretHash townId label registeredAt endedAt' },
  network: { names: { addedBy: deed, endedBy: deed }, nothing: 'townId cidr label addedAt endedAt' },
  datedFact: {
    names: { recordedBy: deed, withdrawnBy: deed },
    nothing: 'kind subject fromOn value source recordedAt withdrawnAt',
  },
  course: { nothing: 'name nameEn validMonths' },
  courseSession: { nothing: 'courseId onDay startsAt place' },

  package: {
    names: { managerId: deed, createdBy: deed },
    nothing: `
      townId number title purpose client criteria dataClass answers places courses towns unitPrice minutesPerRow dueOn
      expenses priceReason status rowCount rowsPerLot lotCount lotsFree lotsApproved createdAt publishedAt
      updatedAt frozenAt destroyedAt keepUntil`,
    blank: { brief: '', sentBackWords: null, stoppedWords: null, concludedWords: null },
  },
  standIn: {
    names: { managerId: deed, personId: deed, madeBy: deed },
    nothing: 'townId fromOn untilOn madeAt',
  },
  packageKey: { nothing: 'packageId wrapped madeAt destroyedAt' },
  packageTown: { nothing: 'townId packageId postedAt closed version' },
  lot: { nothing: 'packageId number firstRow lastRow byteFrom byteTo price' },
  rowList: {
    nothing: 'packageId fileId headerBytes rowCount encoding lineEnd',
    blank: { sample: '', header: [], keyColumns: [], keyColumn: null },
  },
  sentList: { nothing: 'packageId name storageKey size sha256 read sentAt' },
  file: {
    names: { createdBy: 'the towns’ lists; one’s own deliveries are in their section' },
    nothing: 'packageId size sha256 storageKey createdAt',
    blank: { name: '' },
  },
  packageFile: {
    names: {
      addedBy: 'the town’s material; what went with one’s own deliveries is in their section',
      assignmentId: delivered,
      submissionId: delivered,
    },
    nothing: 'packageId fileId kind state addedAt begun begunAt checkedAt scannedAt removedAt',
    blank: { problems: [] },
  },
  upload: {
    names: { personId: day, assignmentId: day },
    nothing: 'packageId purpose name size modifiedAt storageKey received hashed sha256 createdAt beatAt completedAt takenAt',
  },
  uploadPart: { nothing: 'uploadId number size sha256 claimedAt' },
  entry: {
    names: { assignmentId: 'cells of the town’s data that are being corrected, sealed; what came of them is in the deliveries' },
    nothing: 'row columnIndex sealed enteredAt',
  },
  reviewPoint: {
    rows: { of: 'reviewId.submissionId.assignmentId.workerId' },
    ends: { until: 'destruction', goes: { words: '' } },
    names: { reviewId: points, criterion: points, row: points, words: points },
  },
  consent: {
    names: { givenBy: deed, secondedBy: deed, withdrawnBy: deed },
    nothing: 'packageId townId givenAt secondedAt withdrawnAt withdrawnWords',
  },
  destruction: {
    names: { askedBy: deed, witnessedBy: deed, cancelledBy: deed },
    nothing: 'packageId askedAt reason cancelledAt doneAt finalOn certificate sha256',
  },
  incidentReport: {
    names: { filedBy: deed, incidentId: 'the town’s report of the matter, which names no worker' },
    nothing: 'kind version items sha256 filedAt',
  },
  breakGlass: {
    names: { personId: deed, reviewedBy: deed },
    nothing: 'packageId reason ticket brokenAt endsAt reviewedAt reviewWords',
  },
} as const satisfies Record<string, Apart>
