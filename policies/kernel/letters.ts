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

/** Why a letter did not go out: the address was refused for good, or the mail server could not take it until now. */
export const failures = ['refused', 'unreachable'] as const
export type Failure = (typeof failures)[number]

/** The wait doubles until it is a quarter of a day; with this many tries the last one is five days after the first. */
const mostTries = 28
const longestWait = 6 * 60
/**
 * Minutes until a letter is tried again after so many tries; nothing when it is given up. A sender goes on for at least four to five days
 * (RFC 5321, 4.5.4.1).
 */
export const retryMinutes = (tries: number): number | null =>
  tries >= mostTries ? null : Math.min(2 ** (tries - 1), longestWait)

/** A reply that begins with 5 to the recipient's address is final (RFC 5321, 4.2.1); trying helps with everything else. */
export const failureOf = ({ code, responseCode }: { code?: unknown; responseCode?: unknown }): Failure =>
  code === 'EENVELOPE' && Number(responseCode) >= 500 && Number(responseCode) < 600 ? 'refused' : 'unreachable'
