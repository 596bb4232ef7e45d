/** What every handler may rely on: c.var is the whole world of a request. */
import type { Context } from 'hono'
import type { FileStore } from '../../db/files/files.ts'
import type { Database, Once } from '../../db/kernel/database.ts'
import type { KeptForms } from '../../db/kernel/kept-forms.ts'
import type { Clock, Instant } from '../../db/kernel/time.ts'
import type { Actor } from '../../policies/identity/people.ts'
import type { Day } from '../../policies/kernel/days.ts'
import type { Say } from '../../views/kernel/say.tsx'
import type { Locale, Messages } from '../../views/messages/index.ts'
import type { Config } from '../config.ts'
import type { Scanner } from '../files/clamd.ts'
import type { Sessions } from '../identity/lucia.ts'
import type { Assets } from './assets.ts'
import type { Typed } from './forms.ts'
import type { KeptHere } from './kept.ts'
import type { Limits } from './limits.ts'
import type { Log } from './log.ts'

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
  readonly forms: KeptForms
}
type SignedIn = Actor & { readonly name: string; readonly kana: string; readonly romaji: string }
type CurrentSession = {
  readonly token: string
  readonly provedAt: Instant
  readonly passkeyId: string | null
  /** The registered shared PC that this session was begun on. */
  readonly sharedPcId: string | null
  /** Seconds until it ends, if nothing more is asked. */
  readonly left: number
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
    /** The form that was sent, as `readTyped` found it. */
    once: Once | undefined
    /** What the form that was sent says, and the page on which it stands where that is a page of its own. */
    typed: Typed | undefined
    formAt: string | undefined
    /** Whose session has ended by itself a short while ago: nobody is signed in. */
    lapsed: string | undefined
    /** What was kept for this page, once it was asked for. */
    kept: KeptHere | undefined
  }
}
export type Ctx = Context<App>
