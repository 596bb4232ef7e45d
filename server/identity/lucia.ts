/** Sessions by Lucia, over the adapter of db/identity/sessions.ts. Nothing else in server/ knows of Lucia. */
import { Lucia, TimeSpan } from 'lucia'
import { type PersonFacts, type SessionFacts, sessionAdapter } from '../../db/identity/sessions.ts'
import type { Database } from '../../db/kernel/database.ts'
import type { Clock } from '../../db/kernel/time.ts'
import { sessionLimits } from '../../policies/identity/people.ts'

export type Sessions = Lucia<{ facts: SessionFacts }, { person: PersonFacts }>
declare module 'lucia' {
  interface Register {
    Lucia: Sessions
  }
}

/** `__Host-`: only this very host may set it, over HTTPS (browsers count localhost as safe). */
export const cookieName = '__Host-session'

export function createSessions(db: Database, clock: Clock): Sessions {
  return new Lucia(sessionAdapter(db, clock), {
    // Lucia slides a session in the last half of this span: so made that it asks once a quarter of the idle limit has gone.
    sessionExpiresIn: new TimeSpan(sessionLimits.worker.idle * 1.5, 'm'),
    sessionCookie: { name: cookieName, expires: false, attributes: { secure: true, sameSite: 'lax', path: '/' } },
    getUserAttributes: (person) => bare({ person }),
    getSessionAttributes: (facts) => bare({ facts }),
  })
}

/** Lucia spreads what these give at the head of a literal; of a plain object V8 then makes a new hidden class for every request (2 KB each). */
const bare = <T extends object>(value: T): T => Object.assign(Object.create(null), value)
