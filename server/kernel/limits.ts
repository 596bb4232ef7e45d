/** Brakes on guessing and flooding. They slow an address down; they never lock a person out. */
import type { DialectKit, LimitOptions } from '../../db/dialects/kit.ts'
import { brakeKey } from './address.ts'
import { TooMany } from './errors.tsx'

const rules = {
  /** What a stranger may send: signing out, choosing a language. */
  stranger: { points: 300, seconds: 60, per: 'address' },
  /** Becoming somebody else in the demo, which tests do all the time. */
  demo: { points: 6_000, seconds: 60, per: 'address' },
  /** Sign-in ceremonies from one address. */
  ceremony: { points: 30, seconds: 60, per: 'address' },
  /** One-time codes tried from one address. */
  code: { points: 10, seconds: 60, per: 'address' },
  /** Applications to become a teleworker out of one form that was drawn for an address. */
  application: { points: 10, seconds: 3_600 },
  /** The same from one address, out of any form: a room full of people sits behind one. */
  applications: { points: 100, seconds: 3_600, per: 'address' },
  /**
   * What ends harm: signing out, telling of a leak, stopping a recovery, showing who one is. INVARIANT: nothing else draws on it, so
   * that whoever has spent a person's other limits, a thief of the session first of all, stops none of these.
   */
  remedy: { points: 30, seconds: 60 },
  /** Anything that changes something, by one person. */
  write: { points: 240, seconds: 60 },
  /** Files brought in or taken out by one person. */
  file: { points: 120, seconds: 60 },
  /** Pages that are only shown, drawn for one person: faster than anybody reads. */
  page: { points: 90, seconds: 60 },
  /** Parts of files on their way, by one person: 8 MiB each, so this is faster than any line (400 MB/s). */
  part: { points: 3_000, seconds: 60 },
} as const satisfies Record<string, Omit<LimitOptions, 'name'> & { per?: 'address' }>
export type LimitName = keyof typeof rules
/** Whether a brake counts by address, whoever is signed in there. */
export const isPerAddress = (name: LimitName): boolean => 'per' in rules[name]
export type Limits = { readonly spend: (name: LimitName, by: string) => Promise<void> }

/** Throws TooMany, with the seconds to wait, when the brake is on. A store that fails lets people work. */
export function createLimits(kit: DialectKit): Limits {
  const limiters = Object.fromEntries(
    Object.entries(rules).map(([name, { points, seconds }]) => [name, kit.limiter({ name, points, seconds })]),
  )
  return {
    async spend(name, by) {
      try {
        await limiters[name]!.consume(isPerAddress(name) ? brakeKey(by) : by)
      } catch (spent) {
        if (spent instanceof Error) return
        throw new TooMany(Math.ceil((spent as { msBeforeNext: number }).msBeforeNext / 1000))
      }
    },
  }
}
