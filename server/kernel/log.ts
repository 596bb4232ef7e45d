/** Structured logs for the people who run the platform: what happened, never whose data. */
import { type Logger, pino } from 'pino'

export type Log = Pick<Logger, 'info' | 'warn' | 'error' | 'debug'>

/** One JSON line an event, UTC. INVARIANT: no name, address, code, token or cell of a list is ever passed in. */
export const createLog = (level: string): Log =>
  pino({ level, base: null, timestamp: pino.stdTimeFunctions.isoTime, formatters: { level: (label) => ({ level: label }) } })

/** An error without what its message may quote: its kind, its code and where it was thrown. */
export const faultOf = (error: unknown) => ({
  kind: error instanceof Error ? error.name : typeof error,
  code: (error as { code?: string }).code,
  at:
    error instanceof Error
      ? error.stack
          ?.split('\n')
          .filter((line) => /^\s+at /.test(line))
          .slice(0, 6)
          .map((line) => line.trim())
      : undefined,
})
