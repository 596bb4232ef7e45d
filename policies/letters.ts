/** Which letters (e-mail) a person wants besides what stands inside the platform, and which of them an act may send. */
import type { NoticedAct } from './notices.ts'

/** All; only what concerns their own work; or none but what guards the account. */
export const letterWishes = ['all', 'own', 'none'] as const
export type Letters = (typeof letterWishes)[number]

/** News for everybody: the only ones that are not about the reader's own work. */
const newsForAll: readonly NoticedAct[] = ['package.publish']
/** Whoever takes over an account would turn its letters off first, so these always go out. */
const guards = /^(passkey|enrolment|recovery|grant|worker|vetting)\.|^account\.export$/

/** What a town has hours for, and what stops somebody's work: nobody misses it because letters are off. */
const urgent = /^incident\.|^glass\.break$|^consent\.withdraw$/

export const guardsAccount = (act: NoticedAct): boolean => guards.test(act)

/** Whether somebody with this wish gets a letter about an act. What stands inside the platform stands there in any case. */
export function wantsLetter(wish: Letters, act: NoticedAct): boolean {
  if (guardsAccount(act) || urgent.test(act) || wish === 'all') return true
  return wish === 'own' && !newsForAll.includes(act)
}
