/** The only clock. Instants are UTC ISO text to the millisecond: fixed width, so that text order is time order in both databases. */
import type { Day } from '../../policies/kernel/days.ts'

export type Instant = `${string}T${string}Z`
export type Clock = () => Instant

export const wallClock: Clock = () => new Date().toISOString() as Instant
export const instant = (ms: number): Instant => new Date(ms).toISOString() as Instant
/** The beginning of a day in Japan. */
export const startOfDay = (day: Day): Instant => instant(Date.parse(`${day}T00:00:00+09:00`))
export const minutesAfter = (at: Instant, minutes: number): Instant => instant(Date.parse(at) + minutes * 60_000)
