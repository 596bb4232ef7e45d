/** Which column of which table means a person, and where that person sees it; what they do not see is named with its reason. */
import { toJson } from '../../db/schema.ts'
import { deliveredBy, publishedPackage, reviewed } from './package.ts'
import type { TestWorld } from './world.ts'

/** The section in which the person whom this column names finds the row. */
export const shownIn: Readonly<Record<string, string>> = {
  'person.id': 'person',
  'role_grant.person_id': 'roles',
  'worker_profile.person_id': 'profile',
  'vetting.person_id': 'vettings',
  'vetting_step.vetting_id': 'vettingSteps',
  'completion.person_id': 'training',
  'application.person_id': 'hands',
  'assignment.worker_id': 'assignments',
  'terms_notice.assignment_id': 'terms',
  'submission.assignment_id': 'deliveries',
  'review.submission_id': 'reviews',
  'review_point.review_id': 'reviews',
  'custody.holder_id': 'custody',
  'custody.assignment_id': 'custody',
  'incident.reported_by': 'incidents',
  'passkey.person_id': 'passkeys',
  'enrolment.person_id': 'codes',
  'recovery.person_id': 'recoveries',
  'session.person_id': 'sessions',
  'notification.person_id': 'notifications',
  'correction.person_id': 'corrections',
}

const deed = 'what somebody did in office: it is told to the person it was done to, and stands in the audit'
const passing = 'lives for minutes, and says nothing that another section does not say'
/** Columns that name a person, and why that person does not get the row. */
export const notShown: Readonly<Record<string, string>> = {
  'audit.actor_id': 'the evidence of everybody’s deeds; what others did with my data is on the page of readers',
  'break_glass.person_id': deed,
  'break_glass.reviewed_by': deed,
  'challenge.person_id': passing,
  'challenge.enrolment_id': passing,
  'completion.recorded_by': deed,
  'consent.given_by': deed,
  'consent.seconded_by': deed,
  'consent.withdrawn_by': deed,
  'correction.answered_by': deed,
  'custody.accounted_by': deed,
  'destruction.asked_by': deed,
  'destruction.witnessed_by': deed,
  'destruction.cancelled_by': deed,
  'enrolment.issued_by': deed,
  'incident.assignment_id': 'which of one’s lots a report was about; the package is shown',
  'incident.joins': 'only ties reports of one matter together',
  'incident.lifted_by': deed,
  'incident.seconded_by': deed,
  'incident.closed_by': deed,
  'incident_report.filed_by': deed,
  'incident_report.incident_id': 'the town’s report of the matter, which names no worker',
  'entry.assignment_id': 'cells of the town’s data that are being corrected, sealed; what came of them is in the deliveries',
  'file.created_by': 'the towns’ lists; one’s own deliveries are in their section',
  'assignment.offered_by': deed,
  'job.started_by': deed,
  'network.added_by': deed,
  'network.ended_by': deed,
  'once.person_id': passing,
  'opening.person_id': passing,
  'outbox.person_id': 'the letter about a notification, which has its section',
  'outbox.notification_id': 'the letter about a notification, which has its section',
  'package.created_by': deed,
  'package.manager_id': deed,
  'proof.person_id': passing,
  'recovery.approved_by': deed,
  'recovery.cancelled_by': deed,
  'recovery.started_by': deed,
  'review.reviewer_id': deed,
  'role_grant.ended_by': deed,
  'role_grant.granted_by': deed,
  'shared_pc.ended_by': deed,
  'shared_pc.registered_by': deed,
  'town_document.published_by': deed,
  'package_file.added_by': 'the town’s material; what went with one’s own deliveries is in their section',
  'package_file.assignment_id': 'named in the section of one’s deliveries',
  'package_file.submission_id': 'named in the section of one’s deliveries',
  'upload.person_id': 'lives until the file has a meaning, a day at most',
  'upload.assignment_id': 'lives until the file has a meaning, a day at most',
  'vetting.decided_by': deed,
  'vetting.proposed_by': deed,
  'vetting_step.done_by': deed,
  'worker_profile.vetted_by': deed,
}

const key = 'key material or a way to it'
const link = 'only ties rows together; what it ties to is shown by name'
/** Columns of rows that are shown which the person does not see, and why. Ids of rows (`id`, `…_id`) tie rows together only. */
export const leftOut: Readonly<Record<string, string>> = {
  'person.user_handle': key,
  'passkey.public_key': key,
  'passkey.counter': key,
  'passkey.transports': key,
  'enrolment.code_hash': key,
  'session.idle_minutes': 'the rule of the session, not a fact about the person; when it ends is shown',
  'submission.changes': 'the content of the town’s list; how many cells were changed is shown',
  'review_point.criterion': 'shown as the words of the criterion within the points',
  'review_point.row': 'shown within the points',
  'review_point.words': 'shown within the points',
  'vetting_step.vetting_id': link,
  'incident.assignment_id': link,
  'incident.joins': link,
  ...Object.fromEntries(
    ['answers', 'warned', 'lifted_by', 'lifted_words', 'outcome', 'seconded_by', 'closed_by', 'closed_at'].map((column) => [
      `incident.${column}`,
      'what the town found out about its data; that it has looked, and since when it is done, is shown',
    ]),
  ),
}

/** Gives Hana at least one row in every table that knows her, with free words to find again; the id of her assignment. */
export async function knownInFull(world: TestWorld, vettingId: string): Promise<string> {
  const { writer } = world.engine
  const [me, by, at] = [world.cast.hana.id, world.cast.yumi.id, world.clock()]
  const pkg = await publishedPackage(world)
  const assignmentId = await deliveredBy(world, 'hana', pkg, 1)
  await reviewed(world, assignmentId, [{ criterion: 2, row: 3, words: '市外局番を足してください。' }])
  await writer
    .insertInto('application')
    .values({
      id: 'raised',
      packageId: pkg.id,
      personId: me,
      lotsWished: 1,
      note: '=昼に働けます',
      status: 'raised',
      raisedAt: at,
    })
    .execute()
  await writer
    .insertInto('completion')
    .values({
      id: 'completion',
      courseId: 'security',
      personId: me,
      result: 'passed',
      score: 88,
      completedOn: '2026-11-01',
      validUntil: '2027-11-01',
      note: '追試で合格',
      recordedBy: world.cast.reiko.id,
      recordedAt: at,
    })
    .execute()
  await writer
    .insertInto('vetting')
    .values({
      id: vettingId,
      personId: me,
      townId: '203246',
      kind: 'first',
      status: 'approved',
      weeklyHours: 10,
      places: toJson(['home']),
      skills: '表計算が得意です',
      appliedAt: at,
    })
    .execute()
  const step = { vettingId, doneBy: by, doneOn: '2026-11-20' as const, doneAt: at }
  await writer
    .insertInto('vettingStep')
    .values([
      { ...step, id: 's1', step: 'interview', how: 'video', note: '落ち着いて話せる方', answers: toJson({}), documentId: null },
      { ...step, id: 's2', step: 'environment', how: '', note: '', answers: toJson({ lock: 'yes' }), documentId: null },
      { ...step, id: 's3', step: 'pledge', how: '', note: '', answers: toJson({}), documentId: 'pledge-203246' },
    ])
    .execute()
  await writer
    .insertInto('recovery')
    .values({ id: 'recovery', personId: me, how: 'known', note: '携帯をなくした', startedBy: by, startedAt: at, settledAt: at })
    .execute()
  await writer
    .insertInto('correction')
    .values({
      id: 'correction',
      personId: me,
      townId: '203246',
      field: 'name',
      wish: '姓が変わりました',
      status: 'open',
      askedAt: at,
      dueOn: '2026-12-21',
    })
    .execute()
  await writer
    .insertInto('incident')
    .values({
      id: 'incident',
      packageId: pkg.id,
      townId: pkg.townId,
      assignmentId,
      kind: 'device',
      words: '駅で鞄をなくした',
      noticedAt: at,
      reportedBy: me,
      reportedAt: at,
      answers: toJson({}),
      warned: toJson([]),
      liftedAt: at,
    })
    .execute()
  return assignmentId
}
