/** Whoever opens somebody else's data leaves a record of it first; no page is shown without. */
import { noteReading, type Reading, wasReadOn } from '../db/readings.ts'
import type { Permit } from '../policies/decision.ts'
import type { Ctx } from './context.ts'
import { by } from './forms.ts'

export async function recordReading(c: Ctx, permit: Permit<Reading>, personId: string): Promise<void> {
  const { db, actor, today } = c.var
  if (personId === actor.id || (await wasReadOn(db.read, permit, actor.id, today))) return
  await db.write(by(c), (tx) => noteReading(tx, permit))
}
