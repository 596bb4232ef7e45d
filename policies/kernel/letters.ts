/** Which letters (e-mail) a person wants besides what stands inside the platform, and which of them an act may send. */
import { acts, type NoticedAct } from './acts.ts'

/** All; only what concerns their own work; or none but what guards the account. */
export const letterWishes = ['all', 'own', 'none'] as const
export type Letters = (typeof letterWishes)[number]

export const guardsAccount = (act: NoticedAct): boolean => acts[act].letter === 'guard'

/** Whether somebody with this wish gets a letter about an act. What stands inside the platform stands there in any case. */
export function wantsLetter(wish: Letters, act: NoticedAct): boolean {
  const { letter } = acts[act]
  return letter === 'guard' || letter === 'urgent' || wish === 'all' || (wish === 'own' && letter === 'own')
}
