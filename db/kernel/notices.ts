/** Turns the audiences of policies/kernel/audiences.ts into people, and leaves each a notification and a letter to send. */
import type { Transaction } from 'kysely'
import type { Role } from '../../policies/identity/people.ts'
import { isInside } from '../../policies/kernel/act.ts'
import { type Act, declaredOf } from '../../policies/kernel/acts.ts'
import type { Audience } from '../../policies/kernel/audiences.ts'
import { type Day, dayOf } from '../../policies/kernel/days.ts'
import { alliance } from '../../policies/kernel/decision.ts'
import { running } from '../../policies/packages/statuses.ts'
import { unfinished } from '../../policies/telework/assignments.ts'
import { inForce } from '../membership/grants.ts'
import { guardAudiences } from '../safety/guard-audiences.ts'
import { incidentAudiences } from '../safety/incidents/audiences.ts'
import { newId } from './ids.ts'
import { findAround } from './inside.ts'
import type { Schema } from './schema.ts'
import type { Instant } from './time.ts'

type Sql = Transaction<Schema>
type News = { readonly act: Act; readonly subjectId: string; readonly at: Instant; readonly exceptId: string | null }

/** Each person hears once of one act, and nobody hears of what they did themselves. */
export async function notify(sql: Sql, { act, subjectId, at, exceptId }: News): Promise<void> {
  const { on, tells: audiences } = declaredOf(act)
  if (!audiences) return
  const packageId = isInside(on) ? ((await findAround(sql, on, subjectId))?.id ?? null) : null
  const people = new Set<string>()
  for (const audience of audiences)
    for (const id of await find[audience](sql, subjectId, packageId ?? '', dayOf(at))) people.add(id)
  if (exceptId && !(audiences.includes('self') && exceptId === subjectId)) people.delete(exceptId)
  const letters = [...people].sort().map((personId) => ({ id: newId(at), personId }))
  for (let i = 0; i < letters.length; i += 100) {
    const batch = letters.slice(i, i + 100)
    await sql
      .insertInto('notification')
      .values(batch.map(({ id, personId }) => ({ id, personId, act, subjectId, packageId, at, readAt: null })))
      .execute()
    await sql
      .insertInto('outbox')
      .values(
        batch.map(({ id, personId }) => ({
          id: newId(at),
          notificationId: id,
          personId,
          dueAt: at,
          attempts: 0,
          sentAt: null,
          letter: null,
          failedAt: null,
          failure: null,
        })),
      )
      .execute()
  }
}

type Find = (sql: Sql, subjectId: string, packageId: string, today: Day) => Promise<readonly string[]>
const ids = (rows: readonly { id: string | null }[]) => rows.flatMap(({ id }) => (id ? [id] : []))

const holdersOf = async (sql: Sql, role: Role, townId: string | null, today: Day) =>
  ids(
    await sql
      .selectFrom('roleGrant')
      .where('role', '=', role)
      .where('townId', townId === null ? 'is' : '=', townId)
      .where(inForce(today))
      .select('personId as id')
      .execute(),
  )

/** The town that a vetting is about, or that a person belongs to as a worker or wants to belong to; none for staff. */
async function townsOf(sql: Sql, subjectId: string): Promise<{ townId: string }[]> {
  const vetting = await sql.selectFrom('vetting').select('townId').where('id', '=', subjectId).execute()
  if (vetting.length > 0) return vetting
  const profile = await sql.selectFrom('workerProfile').select('townId').where('personId', '=', subjectId).execute()
  if (profile.length > 0) return profile
  const open = sql.selectFrom('vetting').select('townId').distinct().where('personId', '=', subjectId)
  return open.where('status', '=', 'open').execute()
}

/** Who stands in today for the manager of a package. */
const deputiesOf = async (sql: Sql, packageId: string, today: Day) =>
  ids(
    await sql
      .selectFrom('standIn as s')
      .innerJoin('package as p', (on) => on.onRef('p.managerId', '=', 's.managerId').onRef('p.townId', '=', 's.townId'))
      .where('p.id', '=', packageId)
      .where('s.fromOn', '<=', today)
      .where('s.untilOn', '>=', today)
      .select('s.personId as id')
      .execute(),
  )
const lastStandIn = (sql: Sql, managerId: string) =>
  sql
    .selectFrom('standIn')
    .where('managerId', '=', managerId)
    .select(['personId as id', 'townId'])
    .orderBy('madeAt', 'desc')
    .orderBy('id', 'desc')
    .limit(1)
    .execute()

const find: Record<Audience, Find> = {
  ...incidentAudiences,
  ...guardAudiences,
  self: async (_, subjectId) => [subjectId],
  manager: async (sql, _, packageId, today) => [
    ...ids(await sql.selectFrom('package').select('managerId as id').where('id', '=', packageId).execute()),
    ...(await deputiesOf(sql, packageId, today)),
  ],
  'stand-in': async (sql, subjectId) => ids([...(await lastStandIn(sql, subjectId))]),
  'stand-in-officers': async (sql, subjectId, _, today) => {
    const [last] = await lastStandIn(sql, subjectId)
    return last ? holdersOf(sql, 'coordinator', last.townId, today) : []
  },
  coordinators: async (sql, _, packageId, today) =>
    ids(
      await sql
        .selectFrom('package')
        .innerJoin('roleGrant', 'roleGrant.townId', 'package.townId')
        .where('package.id', '=', packageId)
        .where('roleGrant.role', '=', 'coordinator')
        .where(inForce(today))
        .select('roleGrant.personId as id')
        .execute(),
    ),
  worker: async (sql, subjectId) =>
    ids(await sql.selectFrom('assignment').select('workerId as id').where('id', '=', subjectId).execute()),
  takers: async (sql, _, packageId) =>
    ids(
      await sql
        .selectFrom('assignment')
        .where('packageId', '=', packageId)
        .where('status', 'in', unfinished)
        .select('workerId as id')
        .distinct()
        .execute(),
    ),
  raisers: async (sql, _, packageId) =>
    ids(
      await sql
        .selectFrom('application')
        .where('packageId', '=', packageId)
        .where('status', '=', 'raised')
        .select('personId as id')
        .execute(),
    ),
  applicant: async (sql, subjectId) =>
    ids(await sql.selectFrom('application').select('personId as id').where('id', '=', subjectId).execute()),
  candidate: async (sql, subjectId) =>
    ids(await sql.selectFrom('vetting').select('personId as id').where('id', '=', subjectId).execute()),
  vetters: async (sql, subjectId, _, today) => {
    const [town] = await townsOf(sql, subjectId)
    return town ? holdersOf(sql, 'coordinator', town.townId, today) : []
  },
  seconds: async (sql, subjectId, _, today) => {
    const near = (await townsOf(sql, subjectId)).map(({ townId }) => holdersOf(sql, 'coordinator', townId, today))
    return [...(await Promise.all(near)).flat(), ...(await holdersOf(sql, 'secretariat', null, today))]
  },
  officers: async (sql, subjectId, _, today) => {
    const towns = await townsOf(sql, subjectId)
    if (towns.length === 0) return holdersOf(sql, 'secretariat', null, today)
    return (await Promise.all(towns.map(({ townId }) => holdersOf(sql, 'coordinator', townId, today)))).flat()
  },
  employers: async (sql, subjectId) =>
    ids(
      await sql
        .selectFrom('assignment')
        .innerJoin('package', 'package.id', 'assignment.packageId')
        .where('workerId', '=', subjectId)
        .where('package.status', 'in', running)
        .select('package.managerId as id')
        .distinct()
        .execute(),
    ),
  asker: async (sql, subjectId) =>
    ids(await sql.selectFrom('correction').select('personId as id').where('id', '=', subjectId).execute()),
  holders: async (sql, subjectId, _, today) => {
    const [own] = await sql.selectFrom('correction').select('townId').where('id', '=', subjectId).execute()
    if (!own) return []
    return own.townId === alliance ? holdersOf(sql, 'secretariat', null, today) : holdersOf(sql, 'coordinator', own.townId, today)
  },
  witnesses: async (sql, subjectId, packageId, today) => [
    ...(await find.coordinators(sql, subjectId, packageId, today)),
    ...(await find.manager(sql, subjectId, packageId, today)),
    ...(await holdersOf(sql, 'secretariat', null, today)),
  ],
  'town-officers': (sql, subjectId, _, today) => holdersOf(sql, 'coordinator', subjectId, today),
  'town-workers': async (sql, subjectId) =>
    ids(
      await sql
        .selectFrom('workerProfile')
        .select('personId as id')
        .where('townId', '=', subjectId)
        .where('status', '=', 'active')
        .execute(),
    ),
  learner: async (sql, subjectId) =>
    ids(await sql.selectFrom('completion').select('personId as id').where('id', '=', subjectId).execute()),
}
