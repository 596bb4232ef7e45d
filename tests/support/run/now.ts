/** The moment at which every world of the tests begins. */
import type { Instant } from '../../../db/kernel/time.ts'

export const now = '2026-11-21T03:00:00.000Z' as Instant
