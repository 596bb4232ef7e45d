/** What every handler may rely on: c.var is the whole world of a request. */
import type { Context } from 'hono'
import type { Database } from '../db/database.ts'
import type { FileStore } from '../db/files.ts'
import type { Clock, Instant } from '../db/time.ts'
import type { Day } from '../policies/days.ts'
import type { Actor } from '../policies/people.ts'
import type { Locale, Messages } from '../views/messages/index.ts'
import type { Say } from '../views/say.tsx'
import type { Assets } from './assets.ts'
import type { Scanner } from './clamd.ts'
import type { Config } from './config.ts'
import type { Limits } from './limits.ts'
import type { Log } from './log.ts'
import type { Sessions } from './lucia.ts'

/** What the process holds for as long as it runs. */
export type World = {
  readonly db: Database
  readonly store: FileStore
  /** Null where no virus scanner is set up: then the built-in checks decide alone. */
  readonly scanner: Scanner | null
  readonly clock: Clock
  readonly config: Config
  readonly assets: Assets
  readonly log: Log
  readonly limits: Limits
  readonly sessions: Sessions
}
type SignedIn = Actor & { readonly name: string; readonly kana: string; readonly romaji: string }
type CurrentSession = {
  readonly token: string
  readonly provedAt: Instant
  readonly passkeyId: string | null
  /** The registered shared PC that this session was begun on. */
  readonly sharedPcId: string | null
}

export type App = {
  Variables: World & {
    /** Read once, so that one request has one time. */
    at: Instant
    today: Day
    /** INVARIANT: routes() lets nobody past without an actor, unless the route is public. */
    actor: SignedIn
    session: CurrentSession
    locale: Locale
    t: Messages
    /** The words and every value as this reader reads them; `t` and `locale` are its parts. */
    say: Say
    address: string
    /** The acts that a policy has answered in this request (routes.ts holds each route to its own). */
    decided: Set<string>
    once: string | undefined
  }
}
export type Ctx = Context<App>
