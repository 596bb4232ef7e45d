/** Turns the audiences of policies/notices.ts into people, and leaves each a notification and a letter to send. */
import type { Transaction } from 'kysely'
import { type Act, type Audience, notices } from '../policies/notices.ts'
import { newId } from './ids.ts'
import type { Schema } from './schema.ts'
import type { Instant } from './time.ts'

type Sql = Transaction<Schema>
type News = { readonly act: Act; readonly subjectId: string; readonly at: Instant; readonly exceptId: string | null }

/** Each person hears once of one act, and nobody hears of what they did themselves. */
export async function notify(sql: Sql, { act, subjectId, at, exceptId }: News): Promise<void> {
  const audiences: readonly Audience[] = notices[act]
  if (audiences.length === 0) return
  const packageId = await packageOf(sql, act, subjectId)
  const people = new Set<string>()
  for (const audience of audiences) for (const id of await find[audience](sql, subjectId, packageId ?? '')) people.add(id)
  if (exceptId && !audiences.includes('self')) people.delete(exceptId)
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
        batch.map(({ id, personId }) => ({ id: newId(at), notificationId: id, personId, dueAt: at, attempts: 0, sentAt: null })),
      )
      .execute()
  }
}

async function packageOf(sql: Sql, act: Act, subjectId: string): Promise<string | null> {
  const [kind] = act.split('.')
  if (kind === 'package') return subjectId
  if (kind !== 'assignment' && kind !== 'application') return null
  const row = await sql.selectFrom(kind).select('packageId').where('id', '=', subjectId).executeTakeFirst()
  return row?.packageId ?? null
}

type Find = (sql: Sql, subjectId: string, packageId: string) => Promise<readonly string[]>
const ids = (rows: readonly { id: string | null }[]) => rows.flatMap(({ id }) => (id ? [id] : []))

const find: Record<Audience, Find> = {
  self: async (_, subjectId) => [subjectId],
  manager: async (sql, _, packageId) =>
    ids(await sql.selectFrom('package').select('managerId as id').where('id', '=', packageId).execute()),
  coordinators: async (sql, _, packageId) =>
    ids(
      await sql
        .selectFrom('package')
        .innerJoin('roleGrant', 'roleGrant.townId', 'package.townId')
        .where('package.id', '=', packageId)
        .where('roleGrant.role', '=', 'coordinator')
        .where('roleGrant.untilOn', 'is', null)
        .select('roleGrant.personId as id')
        .execute(),
    ),
  townsfolk: async (sql, _, packageId) =>
    ids(
      await sql
        .selectFrom('packageTown')
        .innerJoin('workerProfile', 'workerProfile.townId', 'packageTown.townId')
        .where('packageTown.packageId', '=', packageId)
        .where('workerProfile.status', '=', 'active')
        .select('workerProfile.personId as id')
        .execute(),
    ),
  worker: async (sql, subjectId) =>
    ids(await sql.selectFrom('assignment').select('workerId as id').where('id', '=', subjectId).execute()),
  applicant: async (sql, subjectId) =>
    ids(await sql.selectFrom('application').select('personId as id').where('id', '=', subjectId).execute()),
  learner: async (sql, subjectId) =>
    ids(await sql.selectFrom('completion').select('personId as id').where('id', '=', subjectId).execute()),
}
