/** What home says of vettings to those who decide on them: how many wait for this reader, and since when. */
import { countNeeding, type VettingScope } from '../../../../db/membership/vetting/list.ts'
import { holdsAnywhere, townsOf } from '../../../../policies/identity/people.ts'
import { dayOf } from '../../../../policies/kernel/days.ts'
import { isRefusal } from '../../../../policies/kernel/decision.ts'
import { decideList } from '../../../../policies/membership/vetting.ts'
import type { Task } from '../../../../views/parts/work.tsx'
import type { Ctx } from '../../../kernel/context.ts'

/** Which vettings lists show this reader; the rule of one vetting says the same. */
export const scopeOf = ({ var: { actor } }: Ctx): VettingScope => ({
  selfId: actor.id,
  towns: townsOf(actor, 'coordinator'),
  second: holdsAnywhere(actor, 'secretariat'),
})

export async function officerTasks(c: Ctx): Promise<Task[]> {
  const { db, say, t, actor } = c.var
  if (isRefusal(decideList(actor))) return []
  const { n, since } = await countNeeding(db.read, scopeOf(c))
  if (!since) return []
  const note = t.home.vettingsNote(say.shortDay(dayOf(since)))
  return [
    { href: '/vettings', words: t.home.vettings(say.total(n)), note, count: n < 100 ? String(n) : undefined, tone: 'warning' },
  ]
}
