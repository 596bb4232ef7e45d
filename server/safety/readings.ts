/** Whoever opens somebody else's data leaves a record of it first; no page is shown without. */
import type { By, Recorded } from '../../db/kernel/database.ts'
import { findReading, noteReading } from '../../db/records/readings.ts'
import type { Act } from '../../policies/kernel/acts.ts'
import type { Permit } from '../../policies/kernel/decision.ts'
import type { Ctx } from '../kernel/context.ts'

/** INVARIANT: a reading is no act of the form that is drawn or sent with it, so it never uses up the form's token. */
export const readBy = ({ var: { actor, at } }: Ctx): By => ({ actor, at })

/** The pages that show one person's data to somebody else. */
type PersonReading = 'person.read' | 'vetting.read'

export async function recordReading(c: Ctx, permit: Permit<PersonReading>, personId: string): Promise<void> {
  if (personId !== c.var.actor.id) await recordOncePerDay(c, permit)
}

/** One record for each reader, subject and day, so that reloading floods nothing; gives where it stands. */
export async function recordOncePerDay(
  c: Ctx,
  permit: Permit<Act>,
  detail: Readonly<Record<string, unknown>> = {},
): Promise<Recorded> {
  const { db, actor, today } = c.var
  const before = await findReading(db.read, permit, actor.id, today)
  return before ?? (await db.write(readBy(c), (tx) => noteReading(tx, permit, detail)))
}
