/** One row is changed by an act: only from a status in which the act may begin, and into the one in which it ends. */
import type { Transaction } from 'kysely'
import { type Act, acts, declaredOf } from '../../policies/kernel/acts.ts'
import type { Permit } from '../../policies/kernel/decision.ts'
import { Stale, type Tx } from './database.ts'
import type { Schema } from './schema.ts'

/** Where the rows stand that hold a status, by the kinds of policies/kernel/act.ts, and the column that a permit names them by. */
const rows = {
  package: { table: 'package', key: 'id' },
  assignment: { table: 'assignment', key: 'id' },
  application: { table: 'application', key: 'id' },
  vetting: { table: 'vetting', key: 'id' },
  correction: { table: 'correction', key: 'id' },
  member: { table: 'workerProfile', key: 'personId' },
} as const
type Rows = typeof rows
type KindOf<A extends Act> = (typeof acts)[A]['on']
/** Acts on a thing that has a status, and begin in one of some. */
export type Changing = {
  [A in Act]: KindOf<A> extends keyof Rows ? ((typeof acts)[A] extends { from: unknown } ? A : never) : never
}[Act]
type RowOf<A extends Act> = KindOf<A> extends keyof Rows ? Schema[Rows[KindOf<A>]['table']] : never
/** All of these tables seen as one, since which of them it is depends on the act. */
type Any = Transaction<Record<string, Record<string, unknown>>>

/**
 * Changes the row that a permit names; gives it as it is from then on. `where`: what else must still be so, such as what was seen.
 * Throws Stale where another one was first. INVARIANT: the statuses in the WHERE are those of the table of acts, which is what makes two
 * people pressing at once safe.
 */
export async function changeRow<A extends Changing>(
  tx: Tx,
  { act, on: id }: Permit<A>,
  set: Partial<RowOf<A>> = {},
  where: Partial<RowOf<A>> = {},
): Promise<RowOf<A>> {
  const { table, key } = rows[acts[act].on]
  const { from, to } = declaredOf(act)
  let update = (tx.sql as unknown as Any).updateTable(table).where(key, '=', id)
  if (Array.isArray(from)) update = update.where('status', 'in', from)
  for (const [column, value] of Object.entries(where)) update = update.where(column, value === null ? 'is' : '=', value)
  const row = await update
    .set((e) => ({ ...(to === undefined ? { status: e.ref('status') } : { status: to }), ...set }))
    .returningAll()
    .executeTakeFirst()
  if (!row) throw new Stale(id)
  return row as RowOf<A>
}

/** The same for what is recorded at once, with nothing beside it. */
export async function moveRow<A extends Changing>(
  tx: Tx,
  permit: Permit<A>,
  set: Partial<RowOf<A>> = {},
  detail: Readonly<Record<string, unknown>> = {},
): Promise<void> {
  await changeRow(tx, permit, set)
  await tx.record(permit, detail)
}
