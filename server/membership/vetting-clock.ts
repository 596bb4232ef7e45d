/** Vetting by the clock: reminders of renewals, the end of applications that nobody finished, lots and records of those who have left. */

import { type Database, unlessStale } from '../../db/kernel/database.ts'
import { type Clock, startOfDay } from '../../db/kernel/time.ts'
import { listEnding, listOrphans, remindMember } from '../../db/membership/members.ts'
import { lapseVetting } from '../../db/membership/vetting/decide.ts'
import { findVetting } from '../../db/membership/vetting/find.ts'
import { listUnfinished } from '../../db/membership/vetting/list.ts'
import { forgetApplicant, forgetMember, listLeavers, listRefused } from '../../db/records/forgetting.ts'
import { moveAssignment } from '../../db/telework/assignments/move.ts'
import { addDays, addMonths, dayOf } from '../../policies/kernel/days.ts'
import { isRefusal } from '../../policies/kernel/decision.ts'
import { decideForgetting, decideForgettingApplicant, decideOrphan, keptMonths } from '../../policies/membership/membership.ts'
import {
  decideLapse,
  decideReminder,
  lapseDays,
  refusedMonths,
  reminderDays,
  reminderOn,
} from '../../policies/membership/vetting.ts'

const shortestKept = Math.min(...Object.values(keptMonths))
type Running = { readonly db: Database; readonly clock: Clock }

/** Reminds workers whose vetting ends within a month, and again within a week; gives how many. */
export async function remindRenewals({ db, clock }: Running): Promise<number> {
  const at = clock()
  const today = dayOf(at)
  let reminded = 0
  for (const member of await listEnding(db.read, today, addDays(today, reminderDays[0]))) {
    const due = reminderOn(member.vettedUntil, today)
    const decision = decideReminder(member)
    if (!due || isRefusal(decision) || (member.remindedAt !== null && member.remindedAt >= startOfDay(due.since))) continue
    const since = startOfDay(due.since)
    if (await unlessStale(db.write({ actor: null, at }, (tx) => remindMember(tx, decision, { days: due.days, since }))))
      reminded++
  }
  return reminded
}

/** Ends applications that stood open for longer than `lapseDays`, and erases what was typed; gives how many. */
export async function lapseUnfinished({ db, clock }: Running): Promise<number> {
  const at = clock()
  const today = dayOf(at)
  let lapsed = 0
  for (const { id, personId, appliedAt } of await listUnfinished(db.read, startOfDay(addDays(today, -lapseDays)))) {
    const vetting = await findVetting(db.read, id)
    const decision = vetting && decideLapse({ ...vetting.facts, appliedOn: dayOf(appliedAt) }, today)
    if (!decision || isRefusal(decision)) continue
    if (await unlessStale(db.write({ actor: null, at }, (tx) => lapseVetting(tx, decision, personId)))) lapsed++
  }
  return lapsed
}

/** Erases who left so long ago that everything which the statement of leaving promised to keep has been kept; gives how many. */
export async function forgetLeavers({ db, clock }: Running): Promise<number> {
  const at = clock()
  const today = dayOf(at)
  let forgotten = 0
  for (const member of await listLeavers(db.read, startOfDay(addMonths(today, -shortestKept)), today)) {
    const decision = decideForgetting(member, today)
    if (isRefusal(decision)) continue
    if (await unlessStale(db.write({ actor: null, at }, (tx) => forgetMember(tx, decision)))) forgotten++
  }
  return forgotten
}

/** Erases who applied and never came to be anything here, some months after the answer; gives how many. */
export async function forgetApplicants({ db, clock }: Running): Promise<number> {
  const at = clock()
  const today = dayOf(at)
  let forgotten = 0
  for (const applicant of await listRefused(db.read, startOfDay(addMonths(today, -refusedMonths)))) {
    const decision = decideForgettingApplicant(applicant, today)
    if (isRefusal(decision)) continue
    if (await unlessStale(db.write({ actor: null, at }, (tx) => forgetApplicant(tx, decision)))) forgotten++
  }
  return forgotten
}

/** Frees what was offered or returned to somebody who has left by now: nobody is there to answer; gives how many. */
export async function freeOrphans({ db, clock }: Running): Promise<number> {
  const at = clock()
  let freed = 0
  for (const lot of await listOrphans(db.read)) {
    const decision = decideOrphan(lot)
    if (isRefusal(decision)) continue
    if (await unlessStale(db.write({ actor: null, at }, (tx) => moveAssignment(tx, decision, {}, { because: 'worker.leave' }))))
      freed++
  }
  return freed
}
