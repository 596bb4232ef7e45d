/** What the ledger and the keeping of packages ask of somebody now, for their home page. */
import { listOpenLedgers, listUndeclared } from '../../../db/safety/custody.ts'
import { listEnding, listToWitness } from '../../../db/safety/destructions/find.ts'
import { holdsAnywhere, townsOf } from '../../../policies/identity/people.ts'
import { addDays, dayOf, daysBetween } from '../../../policies/kernel/days.ts'
import { reminderDays } from '../../../policies/safety/custody.ts'
import { noticeDays } from '../../../policies/safety/destructions.ts'
import type { Task } from '../../../views/parts/work.tsx'
import type { Ctx } from '../../kernel/context.ts'

export async function custodyTasks(c: Ctx): Promise<Task[]> {
  return [...(await workersTasks(c)), ...(await witnessTasks(c)), ...(await keepersTasks(c))]
}

async function workersTasks({ var: { say, db, actor, today } }: Ctx): Promise<Task[]> {
  const words = say.t.custody.tasks
  return (await listUndeclared(db.read, actor.id, 5)).map(({ id, title, lotNumber, returnedAt }) => {
    const isLate = daysBetween(dayOf(returnedAt!), today) >= reminderDays.town
    return {
      href: `/assignments/${id}/deletion`,
      words: words.declare(title, lotNumber),
      note: words.declareNote(say.shortDay(returnedAt!)),
      tone: isLate ? 'error' : 'warning',
    }
  })
}

/** Who may be the second person of a destruction that waits. */
async function witnessTasks({ var: { say, db, actor } }: Ctx): Promise<Task[]> {
  const words = say.t.custody.tasks
  const own = [...(townsOf(actor, 'coordinator') ?? []), ...(townsOf(actor, 'manager') ?? [])]
  const towns = holdsAnywhere(actor, 'secretariat') ? null : own
  return (await listToWitness(db.read, towns, actor.id)).map(({ id, townId, title, number, askedAt }) => ({
    href: `/packages/${id}/destruction`,
    words: words.witness((own.includes(townId) && title) || number),
    note: words.witnessNote(say.shortDay(askedAt)),
    tone: 'warning',
  }))
}

async function keepersTasks({ var: { say, db, actor, today } }: Ctx): Promise<Task[]> {
  const words = say.t.custody.tasks
  const towns = townsOf(actor, 'coordinator') ?? []
  if (towns.length === 0) return []
  const ending = await listEnding(db.read, towns, addDays(today, noticeDays))
  const open = await listOpenLedgers(db.read, towns)
  return [
    ...ending.map(
      ({ id, title, keepUntil }): Task => ({
        href: `/packages/${id}/destruction`,
        words: words.ending(title),
        note: words.endingNote(say.day(keepUntil!)),
        tone: keepUntil! <= today ? 'error' : 'warning',
      }),
    ),
    ...open.map(
      ({ id, title, n }): Task => ({
        href: `/packages/${id}/custody?only=open`,
        words: words.open(title, Number(n)),
        note: words.openNote,
      }),
    ),
  ]
}
