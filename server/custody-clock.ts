/** The ledger and the keeping of packages by the clock: reminders to say what became of files, and destruction on its day. */
import { listToRemind, remindHolder } from '../db/custody.ts'
import { Stale } from '../db/database.ts'
import { beginDestruction, remindKeepers } from '../db/destructions/decide.ts'
import { findDestruction, listDue } from '../db/destructions/find.ts'
import { takeInventory } from '../db/destructions/inventory.ts'
import { instant } from '../db/time.ts'
import { decideReminder, reminderDays } from '../policies/custody.ts'
import { addDays, dayOf } from '../policies/days.ts'
import { isRefusal } from '../policies/decision.ts'
import { blockersOfClock, decideBegin, noticeDays, reminderFor } from '../policies/destructions.ts'
import { type Carrying, carryOut } from './destructions/carry-out.ts'

/** The beginning of a day in Japan as an instant. */
const startOf = (day: string) => instant(Date.parse(`${day}T00:00:00+09:00`))

async function unlessStale(work: Promise<unknown>): Promise<boolean> {
  try {
    await work
    return true
  } catch (error) {
    if (error instanceof Stale) return false
    throw error
  }
}

/** Reminds who took files of a lot that has ended, once after some days, and once more with the coordinators told; gives how many. */
export async function remindHolders({ db, clock }: Pick<Carrying, 'db' | 'clock'>): Promise<number> {
  const at = clock()
  const today = dayOf(at)
  let reminded = 0
  for (const line of await listToRemind(db.read, startOf(addDays(today, 1 - reminderDays.worker)))) {
    const decision = decideReminder({ ...line, returnedOn: dayOf(line.returnedAt!) }, today)
    if (isRefusal(decision)) continue
    if (decision.act === 'custody.remind' ? line.remindedAt !== null : line.urgedAt !== null) continue
    if (await unlessStale(db.write({ actor: null, at }, (tx) => remindHolder(tx, decision)))) reminded++
  }
  return reminded
}

/**
 * Destroys what has been kept until its day, where everything is settled; else the coordinators are told, once before the day and
 * from it on once a day, and the page says what is missing. Gives how many were destroyed and how many reminders went out.
 */
export async function endKeeping(world: Carrying): Promise<{ destroyed: number; reminded: number }> {
  const { db, store, clock } = world
  const at = clock()
  const today = dayOf(at)
  const counts = { destroyed: 0, reminded: 0 }
  for (const { id, remindedAt } of await listDue(db.read, addDays(today, noticeDays))) {
    const found = await findDestruction(db.read, id)
    if (!found) continue
    const begin = decideBegin(found.facts, today)
    if (!isRefusal(begin)) {
      const inventory = await takeInventory(db.read, store, id)
      if (!(await unlessStale(db.write({ actor: null, at }, (tx) => beginDestruction(tx, begin, inventory))))) continue
      await carryOut(world, id)
      counts.destroyed++
      continue
    }
    const due = reminderFor(found.facts, today)
    if (!due || (remindedAt !== null && remindedAt >= startOf(due.since))) continue
    const missing = [...new Set(blockersOfClock(found.facts).map(({ kind }) => kind))]
    const reminder = { missing, since: startOf(due.since) }
    if (await unlessStale(db.write({ actor: null, at }, (tx) => remindKeepers(tx, due.permit, reminder)))) counts.reminded++
  }
  return counts
}
