/** A town leaves the alliance: what stands in its way, and everything that ends with it. Its history stays. */

import { addDays, type Day, dayOf } from '../../policies/kernel/days.ts'
import { alliance, type Permit } from '../../policies/kernel/decision.ts'
import { unfinished as openPackages } from '../../policies/packages/statuses.ts'
import { classes, handling } from '../../policies/safety/classes.ts'
import { unfinished } from '../../policies/telework/assignments.ts'
import { Stale, type Tx } from '../kernel/database.ts'
import type { Reader } from '../kernel/reader.ts'
import { belongs } from './towns.ts'
import { endUnfinished } from './vetting/decide.ts'

/** Classes whose every reading is recorded: what a town holds of them it takes home and destroys before it goes. */
const accountable = classes.filter((code) => handling[code].recorded)

/**
 * What is unfinished: the town's own packages that are neither completed nor withdrawn, those that ended with content of residents
 * still here (nobody of the town could destroy it or answer for it any more), and lots in its residents' hands.
 */
export async function findUnfinished(db: Reader, townId: string) {
  const packages = await db
    .selectFrom('package')
    .where('townId', '=', townId)
    .where((e) =>
      e.or([e('status', 'in', openPackages), e.and([e('destroyedAt', 'is', null), e('dataClass', 'in', accountable)])]),
    )
    .select(['id', 'number', 'title', 'status'])
    .orderBy('number')
    .execute()
  const inHand = await db
    .selectFrom('assignment')
    .innerJoin('workerProfile', 'workerProfile.personId', 'assignment.workerId')
    .where('workerProfile.townId', '=', townId)
    .where('assignment.status', 'in', unfinished)
    .select((e) => [
      e.fn.countAll<number | string>().as('lots'),
      e.fn.count<number | string>('workerId').distinct().as('workers'),
    ])
    .executeTakeFirstOrThrow()
  const [lots, workers] = [Number(inHand.lots), Number(inHand.workers)]
  return { packages, lots, workers, open: packages.length + lots }
}

/** How many roles of a town are in force or to come, and how many vettings stand open: what its leaving ends. */
export async function countMembership(db: Reader, townId: string, today: Day) {
  const count = async (rows: Promise<{ n: number | string }>) => Number((await rows).n)
  return {
    people: await count(
      db
        .selectFrom('roleGrant')
        .where('townId', '=', townId)
        .where((e) => e.or([e('untilOn', 'is', null), e('untilOn', '>=', today)]))
        .select((e) => e.fn.count<number | string>('personId').distinct().as('n'))
        .executeTakeFirstOrThrow(),
    ),
    vettings: await count(
      db
        .selectFrom('vetting')
        .where('townId', '=', townId)
        .where('status', '=', 'open')
        .select((e) => e.fn.countAll<number | string>().as('n'))
        .executeTakeFirstOrThrow(),
    ),
  }
}

/**
 * Ends a town's membership on the day of the transaction: its roles count no more, their holders are signed out, its workers have
 * left, wishes for work and open vettings end with what was typed in them, its shared PCs are ordinary machines again and postings
 * are closed to it. Throws Stale where the town left before or something of it is unfinished after all.
 */
export async function leaveAlliance(tx: Tx, permit: Permit<'town.leave'>): Promise<void> {
  const [townId, today] = [permit.on, dayOf(tx.at)]
  const left = await tx.sql.updateTable('town').set({ leftOn: today }).where('id', '=', townId).where(belongs).executeTakeFirst()
  if (left.numUpdatedRows === 0n || (await findUnfinished(tx.sql, townId)).open > 0) throw new Stale('town')
  const grants = await tx.sql
    .updateTable('roleGrant')
    .set({ untilOn: addDays(today, -1), endedBy: tx.actorId, endReason: 'town-left' })
    .where('townId', '=', townId)
    .where((e) => e.or([e('untilOn', 'is', null), e('untilOn', '>=', today)]))
    .returning('personId')
    .execute()
  const people = [...new Set(grants.map(({ personId }) => personId))]
  for (let i = 0; i < people.length; i += 500) await signOut(tx, people.slice(i, i + 500))
  const workers = tx.sql.selectFrom('workerProfile').select('personId').where('townId', '=', townId)
  await tx.sql
    .updateTable('application')
    .set({ status: 'withdrawn' })
    .where('status', '=', 'raised')
    .where('personId', 'in', workers)
    .execute()
  await tx.sql
    .updateTable('workerProfile')
    .set({ status: 'left', statusReason: null, statusWords: null, statusAt: tx.at })
    .where('townId', '=', townId)
    .where('status', '!=', 'left')
    .execute()
  const vettings = await endVettings(tx, townId)
  await tx.sql
    .updateTable('sharedPc')
    .set({ endedBy: tx.actorId, endedAt: tx.at })
    .where('townId', '=', townId)
    .where('endedAt', 'is', null)
    .execute()
  await tx.sql
    .updateTable('packageTown')
    .set((e) => ({ closed: 1, version: e('version', '+', 1) }))
    .where('townId', '=', townId)
    .where('closed', '=', 0)
    .execute()
  // Who asked for a correction still gets an answer: from the secretariat.
  await tx.sql
    .updateTable('correction')
    .set({ townId: alliance })
    .where('townId', '=', townId)
    .where('status', '=', 'open')
    .execute()
  await tx.record(permit, { people: people.length, vettings })
}

/** Sessions end at once, and so do one-time links that nobody has used. */
async function signOut(tx: Tx, people: readonly string[]): Promise<void> {
  await tx.sql.deleteFrom('session').where('personId', 'in', people).execute()
  await tx.sql
    .updateTable('enrolment')
    .set({ expiresAt: tx.at })
    .where('personId', 'in', people)
    .where('usedAt', 'is', null)
    .where('expiresAt', '>', tx.at)
    .execute()
}

/** Applications end as those do that nobody finishes: what was typed in them is erased. */
async function endVettings(tx: Tx, townId: string): Promise<number> {
  const open = await tx.sql
    .selectFrom('vetting')
    .select(['id', 'personId'])
    .where('townId', '=', townId)
    .where('status', '=', 'open')
    .execute()
  for (const { id, personId } of open) await endUnfinished(tx, id, personId)
  return open.length
}
