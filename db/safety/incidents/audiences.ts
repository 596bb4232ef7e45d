/** Who hears of an incident. Its notices bear no package: the secretariat and other towns are told that something is, not of what. */
import type { Transaction } from 'kysely'
import type { Day } from '../../../policies/kernel/days.ts'
import { unfinished } from '../../../policies/telework/assignments.ts'
import type { Schema } from '../../kernel/schema.ts'
import { inForce } from '../../membership/grants.ts'

type Sql = Transaction<Schema>
const ids = (rows: readonly { id: string | null }[]) => rows.flatMap(({ id }) => (id ? [id] : []))

/** Every report of the matter that a report began, or joined. */
async function matterOf(sql: Sql, id: string): Promise<string[]> {
  const named = await sql.selectFrom('incident').select(['id', 'joins']).where('id', '=', id).executeTakeFirst()
  if (!named) return []
  const first = named.joins ?? named.id
  const joined = await sql.selectFrom('incident').select('id').where('joins', '=', first).execute()
  return [first, ...ids(joined)]
}

const coordinatorsOf = async (sql: Sql, towns: readonly string[], today: Day): Promise<string[]> =>
  towns.length === 0
    ? []
    : ids(
        await sql
          .selectFrom('roleGrant')
          .where('role', '=', 'coordinator')
          .where('townId', 'in', towns)
          .where(inForce(today))
          .select('personId as id')
          .execute(),
      )

/** The coordinators of the home towns of the residents who told. */
async function townsTold(sql: Sql, reports: readonly string[], today: Day): Promise<string[]> {
  if (reports.length === 0) return []
  const rows = await sql
    .selectFrom('incident')
    .innerJoin('workerProfile', 'workerProfile.personId', 'incident.reportedBy')
    .where('incident.id', 'in', reports)
    .select('workerProfile.townId')
    .distinct()
    .execute()
  return coordinatorsOf(
    sql,
    rows.map(({ townId }) => townId),
    today,
  )
}

/** For db/kernel/notices.ts, by the names of policies/kernel/audiences.ts. */
export const incidentAudiences = {
  owners: async (sql: Sql, subjectId: string, _: string, today: Day) => {
    const rows = await sql.selectFrom('incident').select('townId').where('id', '=', subjectId).execute()
    return coordinatorsOf(
      sql,
      rows.map(({ townId }) => townId),
      today,
    )
  },
  'owner-manager': async (sql: Sql, subjectId: string) =>
    ids(
      await sql
        .selectFrom('incident')
        .innerJoin('package', 'package.id', 'incident.packageId')
        .where('incident.id', '=', subjectId)
        .select('package.managerId as id')
        .execute(),
    ),
  secretariat: async (sql: Sql, _: string, __: string, today: Day) =>
    ids(
      await sql
        .selectFrom('roleGrant')
        .where('role', '=', 'secretariat')
        .where(inForce(today))
        .select('personId as id')
        .execute(),
    ),
  'reporter-town': async (sql: Sql, subjectId: string, _: string, today: Day) => townsTold(sql, [subjectId], today),
  'reporter-towns': async (sql: Sql, subjectId: string, _: string, today: Day) =>
    townsTold(sql, await matterOf(sql, subjectId), today),
  'lot-holders': async (sql: Sql, subjectId: string) =>
    ids(
      await sql
        .selectFrom('incident')
        .innerJoin('assignment', 'assignment.packageId', 'incident.packageId')
        .leftJoin('custody', 'custody.assignmentId', 'assignment.id')
        .where('incident.id', '=', subjectId)
        .where((e) =>
          e.or([
            e('assignment.status', 'in', unfinished),
            e.and([e('custody.takes', '>', 0), e('custody.accountedAt', 'is', null)]),
          ]),
        )
        .select('assignment.workerId as id')
        .distinct()
        .execute(),
    ),
  reporters: async (sql: Sql, subjectId: string) => {
    const matter = await matterOf(sql, subjectId)
    if (matter.length === 0) return []
    return ids(await sql.selectFrom('incident').select('reportedBy as id').where('id', 'in', matter).distinct().execute())
  },
}
