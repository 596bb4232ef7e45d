/** Who hears of consents, of broken glass and of a posting: people whom the class or the town's hop of the chain lets know of it. */
import type { Transaction } from 'kysely'
import type { Day } from '../../policies/kernel/days.ts'
import { isSmall } from '../../policies/packages/consents.ts'
import { classes, clears, handling } from '../../policies/safety/classes.ts'
import { inHand } from '../../policies/telework/assignments.ts'
import type { Schema } from '../kernel/schema.ts'
import { inForce } from '../membership/grants.ts'

type Sql = Transaction<Schema>
const ids = (rows: readonly { id: string | null }[]) => rows.flatMap(({ id }) => (id ? [id] : []))

const holdersOf = (sql: Sql, role: 'coordinator' | 'secretariat', townId: string | null, today: Day) =>
  sql
    .selectFrom('roleGrant')
    .where('role', '=', role)
    .where('townId', townId === null ? 'is' : '=', townId)
    .where(inForce(today))
    .select('personId as id')
    .distinct()
    .execute()

const packageFor = (sql: Sql, packageId: string) =>
  sql.selectFrom('package').select(['townId', 'dataClass']).where('id', '=', packageId).executeTakeFirst()

/** For db/kernel/notices.ts, by the names of policies/kernel/audiences.ts. */
export const guardAudiences = {
  /**
   * Workers of every town that it stands open to. INVARIANT: who may not even know of the class hears nothing (policies/safety/access.ts,
   * `notify`); a posting is open only where the hop of the consent chain stands (db/packages/consents.ts).
   */
  townsfolk: async (sql: Sql, _: string, packageId: string) => {
    const code = (await packageFor(sql, packageId))?.dataClass
    if (!code) return []
    const knowing = classes.filter((clearance) => handling[code].outline !== 'hidden' || clears(clearance, code))
    return ids(
      await sql
        .selectFrom('packageTown')
        .innerJoin('workerProfile', 'workerProfile.townId', 'packageTown.townId')
        .where('packageTown.packageId', '=', packageId)
        .where('packageTown.closed', '=', 0)
        .where('workerProfile.status', '=', 'active')
        .where('workerProfile.clearance', 'in', knowing)
        .select('workerProfile.personId as id')
        .execute(),
    )
  },
  'consent-seconds': async (sql: Sql, _: string, packageId: string, today: Day) => {
    const pkg = await packageFor(sql, packageId)
    if (!pkg?.dataClass || handling[pkg.dataClass].consents !== 2) return []
    const coordinators = (await holdersOf(sql, 'coordinator', pkg.townId, today)).length
    return isSmall({ coordinators }) ? ids(await holdersOf(sql, 'secretariat', null, today)) : []
  },
  'consent-workers': async (sql: Sql, _: string, packageId: string) =>
    ids(
      await sql
        .selectFrom('consent as c')
        .innerJoin('workerProfile as w', 'w.townId', 'c.townId')
        .innerJoin('assignment as a', (on) => on.onRef('a.workerId', '=', 'w.personId').onRef('a.packageId', '=', 'c.packageId'))
        .where('c.packageId', '=', packageId)
        .where('a.status', 'in', inHand)
        .where('c.withdrawnAt', '=', (e) =>
          e
            .selectFrom('consent as last')
            .where('last.packageId', '=', packageId)
            .select((last) => last.fn.max('last.withdrawnAt').as('at')),
        )
        .select('w.personId as id')
        .distinct()
        .execute(),
    ),
  breaker: async (sql: Sql, subjectId: string) =>
    ids(await sql.selectFrom('breakGlass').select('personId as id').where('id', '=', subjectId).execute()),
}
