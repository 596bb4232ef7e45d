/** What home says of one's own vetting: where an application stands, and a renewal that is due. */
import { findDates } from '../../../db/membership/vetting/find.ts'
import { addDays } from '../../../policies/kernel/days.ts'
import { reminderDays } from '../../../policies/membership/vetting.ts'
import type { Task } from '../../../views/parts/work.tsx'
import type { Ctx } from '../../kernel/context.ts'

/** For workers, and for whoever holds no role: applicants, and workers who are suspended or have left. */
export async function vettingTasks(c: Ctx): Promise<Task[]> {
  const { actor, db, today, say } = c.var
  const isWorker = actor.grants.some(({ role }) => role === 'worker')
  if (actor.grants.length > 0 && !isWorker) return []
  const words = say.t.vetting.home
  const { openId, status, vettedUntil } = await findDates(db.read, actor.id)
  const href = '/vetting'
  if (!isWorker) return [{ href, words: status === null ? words.open : words.member, note: openId ? words.openNote : undefined }]
  if (openId) return [{ href, words: words.renewal, note: words.openNote, tone: 'warning' }]
  if (!vettedUntil || addDays(vettedUntil, -reminderDays[0]) > today) return []
  const over = vettedUntil < today
  return [{ href, words: over ? words.over : words.ending(say.shortDay(vettedUntil)), tone: over ? 'error' : 'warning' }]
}
