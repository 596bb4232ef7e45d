/** The ledger and the keeping of packages by the clock: reminders to say what became of files, and destruction on its day. */

import { unlessStale } from '../../../db/kernel/database.ts'
import { startOfDay } from '../../../db/kernel/time.ts'
import { listToRemind, remindHolder } from '../../../db/safety/custody.ts'
import { beginDestruction, remindKeepers } from '../../../db/safety/destructions/decide.ts'
import { findDestruction, listDue } from '../../../db/safety/destructions/find.ts'
import { takeInventory } from '../../../db/safety/destructions/inventory.ts'
import { addDays, dayOf } from '../../../policies/kernel/days.ts'
import { isRefusal } from '../../../policies/kernel/decision.ts'
import { decideReminder, reminderDays } from '../../../policies/safety/custody.ts'
import { blockersOfClock, decideBegin, noticeDays, reminderFor } from '../../../policies/safety/destructions.ts'
import { type Carrying, carryOut, unlessStuck } from '../destructions/carry-out.ts'

/** Reminds who took files of a lot that has ended, once after some days, and once more with the coordinators told; gives how many. */
export async function remindHolders({ db, clock }: Pick<Carrying, 'db' | 'clock'>): Promise<number> {
  const at = clock()
  const today = dayOf(at)
  let reminded = 0
  const endedBefore = (days: number) => startOfDay(addDays(today, 1 - days))
  const due = { remind: endedBefore(reminderDays.worker), urge: endedBefore(reminderDays.town) }
  for (const line of await listToRemind(db.read, due)) {
    const decision = decideReminder({ ...line, returnedOn: dayOf(line.returnedAt!) }, today)
    if (isRefusal(decision)) continue
    if (await unlessStale(db.write({ actor: null, at }, (tx) => remindHolder(tx, decision)))) reminded++
  }
  return reminded
}

/**
 * Destroys what has been kept until its day, where everything is settled; else the coordinators are told, once before the day and
 * from it on once a day, and the page says what is missing. Gives how many were destroyed and how many reminders went out.
 */
export async function endKeeping(world: Carrying): Promise<{ destroyed: number; reminded: number }> {
  const counts = { destroyed: 0, reminded: 0 }
  for (const due of await listDue(world.db.read, addDays(dayOf(world.clock()), noticeDays))) {
    const done = await unlessStuck(world, due.id, endOne(world, due))
    if (done) counts[done]++
  }
  return counts
}

type Due = Awaited<ReturnType<typeof listDue>>[number]
async function endOne(world: Carrying, { id, remindedAt }: Due): Promise<'destroyed' | 'reminded' | undefined> {
  const { db, store, clock } = world
  const at = clock()
  const today = dayOf(at)
  const found = await findDestruction(db.read, id)
  if (!found) return undefined
  const begin = decideBegin(found.facts, today)
  if (!isRefusal(begin)) {
    const inventory = await takeInventory(db.read, store, id)
    if (!(await unlessStale(db.write({ actor: null, at }, (tx) => beginDestruction(tx, begin, inventory))))) return undefined
    return (await carryOut(world, id)) ? 'destroyed' : undefined
  }
  const due = reminderFor(found.facts, today)
  if (!due || (remindedAt !== null && remindedAt >= startOfDay(due.since))) return undefined
  const missing = [...new Set(blockersOfClock(found.facts).map(({ kind }) => kind))]
  const reminder = { missing, since: startOfDay(due.since) }
  const isTold = await unlessStale(db.write({ actor: null, at }, (tx) => remindKeepers(tx, due.permit, reminder)))
  return isTold ? 'reminded' : undefined
}
