/** Brakes on guessing and flooding. They slow an address down; they never lock a person out. */
import type { DialectKit, LimitOptions } from '../../db/dialects/kit.ts'
import { TooMany } from './errors.tsx'

const rules = {
  /** Sign-in ceremonies from one address. */
  ceremony: { points: 30, seconds: 60 },
  /** One-time codes tried from one address. */
  code: { points: 10, seconds: 60 },
  /** Applications to become a teleworker from one address. */
  application: { points: 10, seconds: 3_600 },
  /** Anything that changes something, by one person. */
  write: { points: 240, seconds: 60 },
  /** Files brought in or taken out by one person. */
  file: { points: 120, seconds: 60 },
  /** Pages that are only shown, drawn for one person: faster than anybody reads. */
  page: { points: 90, seconds: 60 },
  /** Parts of files on their way, by one person: 8 MiB each, so this is faster than any line (400 MB/s). */
  part: { points: 3_000, seconds: 60 },
} as const satisfies Record<string, Omit<LimitOptions, 'name'>>
export type LimitName = keyof typeof rules
export type Limits = { readonly spend: (name: LimitName, by: string) => Promise<void> }

/** Throws TooMany, with the seconds to wait, when the brake is on. A store that fails lets people work. */
export function createLimits(kit: DialectKit): Limits {
  const limiters = Object.fromEntries(Object.entries(rules).map(([name, rule]) => [name, kit.limiter({ name, ...rule })]))
  return {
    async spend(name, by) {
      try {
        await limiters[name]!.consume(by)
      } catch (spent) {
        if (spent instanceof Error) return
        throw new TooMany(Math.ceil((spent as { msBeforeNext: number }).msBeforeNext / 1000))
      }
    },
  }
}
