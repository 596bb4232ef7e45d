/** What is told of an act: a notice, and the line of a letter. */
import type { NoticedAct } from '../../policies/kernel/acts.ts'
import type { Messages } from '../messages/index.ts'

/** Of a package only where `of` names it; without it nothing of the package is told. */
export function newsOf(t: Messages, act: NoticedAct, of: string = t.notifications.ofAny): string {
  const { news } = t.acts[act]
  return typeof news === 'string' ? news : news(of)
}

/** The news, and what to do about it. */
export const noticeOf = (t: Messages, act: NoticedAct, of?: string): string =>
  t.notifications.told(newsOf(t, act, of), t.acts[act].advice)
