/** The ledger (情報管理台帳): each line is written inside the write that causes it, so that none can be forgotten. */

import type { Permit } from '../../policies/kernel/decision.ts'
import { delivered } from '../../policies/packages/statuses.ts'
import type { Accounting, Act, Return } from '../../policies/safety/custody.ts'
import type { Move } from '../../policies/telework/assignments.ts'
import { Stale, type Tx } from '../kernel/database.ts'
import { newId } from '../kernel/ids.ts'
import type { Reader } from '../kernel/reader.ts'
import type { Instant } from '../kernel/time.ts'

/** A line begins: the terms are accepted, and with them the lot is in somebody's hands. */
export async function handOver(tx: Tx, assignmentId: string): Promise<void> {
  const { packageId, workerId } = await tx.sql
    .selectFrom('assignment')
    .select(['packageId', 'workerId'])
    .where('id', '=', assignmentId)
    .executeTakeFirstOrThrow()
  const unknown = { openedAt: null, takenAt: null, takes: 0, returnedAt: null, returnedHow: null }
  const open = { accountedAt: null, accountedHow: null, accountedBy: null }
  await tx.sql
    .insertInto('custody')
    .values({ ...unknown, ...open, id: newId(tx.at), packageId, assignmentId, holderId: workerId, handedAt: tx.at })
    .execute()
}

/** Its worker saw content for the first time, or took a file: call it in the write that records the reading. */
export async function noteUse(tx: Tx, assignmentId: string, use: 'open' | 'download'): Promise<void> {
  await tx.sql
    .updateTable('custody')
    .set({ openedAt: tx.at })
    .where('assignmentId', '=', assignmentId)
    .where('openedAt', 'is', null)
    .execute()
  if (use === 'open') return
  // What was accounted for has been taken anew: it is open again.
  await tx.sql
    .updateTable('custody')
    .set((e) => ({ takenAt: tx.at, takes: e('takes', '+', 1), accountedAt: null, accountedHow: null, accountedBy: null }))
    .where('assignmentId', '=', assignmentId)
    .execute()
}

/** Whether its worker has opened it before; nothing where the lot is in nobody's hands. */
export const findUse = (db: Reader, assignmentId: string) =>
  db.selectFrom('custody').select(['holderId', 'openedAt']).where('assignmentId', '=', assignmentId).executeTakeFirst()

const returnedBy: Partial<Record<Move, Return>> = {
  'assignment.approve': 'delivered',
  'assignment.hand-back': 'handed-back',
  'assignment.take-back': 'taken-back',
  'assignment.cancel': 'cancelled',
}
/** The work on a lot has ended, if this move ends it. INVARIANT: a lot of which no file ever left accounts for itself. */
export async function endCustody(tx: Tx, { act, on }: Permit<Move>, because: unknown): Promise<void> {
  const how = because === 'worker.leave' ? 'left' : returnedBy[act]
  if (!how) return
  await tx.sql
    .updateTable('custody')
    .set({ returnedAt: tx.at, returnedHow: how })
    .where('assignmentId', '=', on)
    .where('returnedAt', 'is', null)
    .execute()
  await tx.sql
    .updateTable('custody')
    .set({ accountedAt: tx.at, accountedHow: 'never-left' satisfies Accounting })
    .where('assignmentId', '=', on)
    .where('takes', '=', 0)
    .where('returnedAt', 'is not', null)
    .where('accountedAt', 'is', null)
    .execute()
}

/** Somebody says what became of the copies; `detail` holds the choices of the form. Throws Stale where somebody did before, or it is frozen. */
export async function accountFor(
  tx: Tx,
  permit: Permit<Extract<Act, 'custody.declare' | 'custody.account'>>,
  how: Accounting,
  detail: Readonly<Record<string, string>> = {},
): Promise<void> {
  const done = await tx.sql
    .updateTable('custody')
    .set({ accountedAt: tx.at, accountedHow: how, accountedBy: tx.actorId })
    .where('assignmentId', '=', permit.on)
    .where('returnedAt', 'is not', null)
    .where('accountedAt', 'is', null)
    .executeTakeFirst()
  if (done.numUpdatedRows !== 1n) throw new Stale(permit.on)
  await tx.record(permit, { how, ...detail })
}

/**
 * Who leaves says it for every lot at once, delivered ones that still wait among them; the record of the leaving tells how many.
 * Gives their number.
 */
export async function accountForAll(tx: Tx, holderId: string, how: Accounting): Promise<number> {
  const { numUpdatedRows } = await tx.sql
    .updateTable('custody')
    .set({ accountedAt: tx.at, accountedHow: how, accountedBy: tx.actorId })
    .where('holderId', '=', holderId)
    .where('takes', '>', 0)
    .where('accountedAt', 'is', null)
    .executeTakeFirst()
  return Number(numUpdatedRows)
}

const lines = (db: Reader | Tx['sql']) =>
  db
    .selectFrom('custody as c')
    .innerJoin('assignment as a', 'a.id', 'c.assignmentId')
    .innerJoin('package as p', 'p.id', 'c.packageId')
    .innerJoin('lot', 'lot.id', 'a.lotId')
    .innerJoin('person as w', 'w.id', 'c.holderId')
    .leftJoin('person as by', 'by.id', 'c.accountedBy')
    .select(['c.assignmentId as id', 'c.packageId', 'c.holderId', 'c.handedAt', 'c.openedAt', 'c.takenAt', 'c.takes'])
    .select(['c.returnedAt', 'c.returnedHow', 'c.accountedAt', 'c.accountedHow', 'c.accountedBy'])
    .select(['p.townId', 'p.number as packageNumber', 'p.title', 'p.frozenAt', 'lot.number as lotNumber', 'a.status'])
    .select(['w.name as holder', 'w.kana as holderKana', 'w.romaji as holderRomaji'])
    .select(['by.name as by', 'by.romaji as byRomaji'])

/** The line of one assignment; nothing where its terms were never accepted. */
export const findLine = (db: Reader, assignmentId: string) =>
  lines(db).where('c.assignmentId', '=', assignmentId).executeTakeFirst()
export type Line = NonNullable<Awaited<ReturnType<typeof findLine>>>

/** A package's ledger by lot, from a lot on; `open`: only what is not accounted for. One more than `limit` where there is more. */
export function listLines(
  db: Reader | Tx['sql'],
  packageId: string,
  { open, from = 1, limit }: { readonly open: boolean; readonly from?: number; readonly limit: number },
) {
  let query = lines(db).where('c.packageId', '=', packageId).where('lot.number', '>=', from)
  if (open) query = query.where('c.accountedAt', 'is', null)
  return query
    .orderBy('lot.number')
    .orderBy('c.id')
    .limit(limit + 1)
    .execute()
}

/** How many lines a package has, and how many of them are open. */
export async function countLines(db: Reader | Tx['sql'], packageId: string): Promise<{ all: number; open: number }> {
  const { all, accounted } = await db
    .selectFrom('custody')
    .where('packageId', '=', packageId)
    .select((e) => [e.fn.countAll<number | string>().as('all'), e.fn.count<number | string>('accountedAt').as('accounted')])
    .executeTakeFirstOrThrow()
  return { all: Number(all), open: Number(all) - Number(accounted) }
}

/** How many lines were accounted for in which way. */
export async function countAccountings(tx: Tx, packageId: string): Promise<Record<string, number>> {
  const rows = await tx.sql
    .selectFrom('custody')
    .where('packageId', '=', packageId)
    .select(['accountedHow', (e) => e.fn.countAll<number | string>().as('n')])
    .groupBy('accountedHow')
    .orderBy('accountedHow')
    .execute()
  return Object.fromEntries(rows.map(({ accountedHow, n }) => [accountedHow ?? 'open', Number(n)]))
}

/** What of somebody's waits to be declared deleted: ended lots whose files they took, the oldest first. */
export const listUndeclared = (db: Reader, holderId: string, limit = 50) =>
  lines(db)
    .where('c.holderId', '=', holderId)
    .where('c.takes', '>', 0)
    .where('c.returnedAt', 'is not', null)
    // While a suspected leak is looked into nobody is asked to delete anything.
    .where('p.frozenAt', 'is', null)
    .where('c.accountedAt', 'is', null)
    .orderBy('c.returnedAt')
    .orderBy('c.id')
    .limit(limit)
    .execute()

/** Everything that somebody took and has not accounted for, in work or ended: what must be deleted when they leave. */
export const listTaken = (db: Reader, holderId: string) =>
  lines(db)
    .where('c.holderId', '=', holderId)
    .where('c.takes', '>', 0)
    .where('c.accountedAt', 'is', null)
    .orderBy('p.number')
    .orderBy('lot.number')
    .orderBy('c.id')
    .execute()

/** Packages of some towns that have ended and whose ledger has open lines, with how many. */
export const listOpenLedgers = (db: Reader, towns: readonly string[], limit = 5) =>
  db
    .selectFrom('custody as c')
    .innerJoin('package as p', 'p.id', 'c.packageId')
    .where('p.townId', 'in', towns)
    .where('p.status', 'in', delivered)
    .where('c.accountedAt', 'is', null)
    .select(['p.id', 'p.title', (e) => e.fn.countAll<number | string>().as('n')])
    .groupBy(['p.id', 'p.title'])
    .orderBy('p.id')
    .limit(limit)
    .execute()

/**
 * Lines with taken files that nobody has accounted for and whose reminder was not given yet: the first where the lot ended before
 * `remind`, the second where it ended before `urge`. INVARIANT: what was told of stands in nobody's way: the limit counts only these.
 */
export const listToRemind = (db: Reader, before: { readonly remind: Instant; readonly urge: Instant }, limit = 200) =>
  lines(db)
    .where('c.takes', '>', 0)
    .where('p.frozenAt', 'is', null)
    .where('c.accountedAt', 'is', null)
    .where((e) => {
      const untold = (act: 'custody.remind' | 'custody.urge') =>
        e.not(
          e.exists(
            e
              .selectFrom('audit')
              .select('audit.seq')
              .whereRef('audit.subjectId', '=', 'c.assignmentId')
              .where('audit.act', '=', act),
          ),
        )
      return e.or([
        e.and([e('c.returnedAt', '<', before.remind), e('c.returnedAt', '>=', before.urge), untold('custody.remind')]),
        e.and([e('c.returnedAt', '<', before.urge), untold('custody.urge')]),
      ])
    })
    .orderBy('c.returnedAt')
    .orderBy('c.id')
    .limit(limit)
    .execute()

/**
 * Reminds once. INVARIANT: the record comes first, since it locks the head of the chain: of two clocks that remind at once the
 * second sees two records, and is undone by Stale.
 */
export async function remindHolder(tx: Tx, permit: Permit<'custody.remind' | 'custody.urge'>): Promise<void> {
  await tx.record(permit)
  await insistFirst(tx, permit, null)
}

/** Throws Stale where this act stands in the audit more than once since an instant: somebody else did the same a moment ago. */
export async function insistFirst(
  tx: Tx,
  { act, on }: Permit<'custody.remind' | 'custody.urge' | 'destruction.remind'>,
  since: Instant | null,
) {
  let query = tx.sql.selectFrom('audit').where('subjectId', '=', on).where('act', '=', act)
  if (since !== null) query = query.where('at', '>=', since)
  const { n } = await query.select((e) => e.fn.countAll<number | string>().as('n')).executeTakeFirstOrThrow()
  if (Number(n) > 1) throw new Stale(on)
}
