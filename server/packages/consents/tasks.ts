/** Consents that wait for this person: first ones of a plan, and second ones that are not out of their own hand. */
import { countCoordinators, listAsking } from '../../../db/packages/consents.ts'
import { holds, holdsAnywhere, townsOf } from '../../../policies/identity/people.ts'
import { within } from '../../../policies/kernel/statuses.ts'
import { isSmall, stateOf, toGive } from '../../../policies/packages/consents.ts'
import { classes, handling } from '../../../policies/safety/classes.ts'
import type { Task } from '../../../views/parts/work.tsx'
import type { Ctx } from '../../kernel/context.ts'
import { neededFor } from './load.ts'

const asking = classes.filter((code) => handling[code].intake !== 'never' && handling[code].consents > 0)
const two = asking.filter((code) => handling[code].consents === 2)

export async function consentTasks(c: Ctx): Promise<Task[]> {
  const { actor, db, t } = c.var
  const isSecretariat = holdsAnywhere(actor, 'secretariat')
  if (!holdsAnywhere(actor, 'coordinator') && !isSecretariat) return []
  const towns = isSecretariat ? null : townsOf(actor, 'coordinator')
  const words = t.consents.tasks
  const tasks: Task[] = []
  for (const pkg of await listAsking(db.read, { towns, asking, two })) {
    const needed = neededFor(pkg)
    const own = holds(actor, 'coordinator', pkg.townId)
    const hopOf = (townId: string) => pkg.hops.find((hop) => hop.townId === townId)
    const states = [...new Set([pkg.townId, ...pkg.towns])].map((townId) => stateOf(hopOf(townId), needed))
    const href = `/packages/${pkg.id}/consents`
    if (own && pkg.status === 'ready' && states.some((state) => within(toGive, state)))
      tasks.push({ href, words: words.give(pkg.title), note: words.giveNote(pkg.number), tone: 'warning' })
    const awaits = pkg.hops.some((hop) => stateOf(hop, needed) === 'waiting' && hop.givenBy !== actor.id)
    if (!awaits) continue
    if (own) tasks.push({ href, words: words.second(pkg.title), note: words.secondNote, tone: 'warning' })
    else if (isSecretariat && (await isSmallTown(c, pkg.townId)))
      tasks.push({ href, words: words.secondOf(pkg.number), note: words.secondNote, tone: 'warning' })
  }
  return tasks
}

const isSmallTown = async ({ var: { db, today } }: Ctx, townId: string): Promise<boolean> =>
  isSmall({ coordinators: await countCoordinators(db.read, townId, today) })
