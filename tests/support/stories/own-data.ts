/** A person whom every table knows. */
import { toJson } from '../../../db/kernel/schema.ts'
import type { TestWorld } from '../run/world.ts'
import { deliveredBy, publishedPackage, reviewed } from './package.ts'

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
