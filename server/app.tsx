/** Puts the application together. Nothing here decides anything. */
import { Hono } from 'hono'
import { demo } from './demo/index.tsx'
import { packageFiles } from './files/package-files/index.ts'
import { uploads } from './files/uploads/index.ts'
import { account } from './identity/account/index.tsx'
import { networks } from './identity/networks.tsx'
import { passkeys } from './identity/passkeys.tsx'
import { proof } from './identity/proof.tsx'
import { recoveries } from './identity/recoveries/index.tsx'
import { identify } from './identity/session.ts'
import { sharedPcs } from './identity/shared-pcs.tsx'
import { signIn } from './identity/sign-in.tsx'
import { serveAssets } from './kernel/assets.ts'
import type { App, Ctx, World } from './kernel/context.ts'
import { onError } from './kernel/error-pages.tsx'
import { NotFound } from './kernel/errors.tsx'
import { health } from './kernel/health.ts'
import { plainAddresses } from './kernel/plain-address.ts'
import { refuseForgeries, strictHeaders } from './kernel/security.ts'
import { facts } from './membership/facts.tsx'
import { leaving } from './membership/leaving.tsx'
import { members } from './membership/members.tsx'
import { people } from './membership/people/index.tsx'
import { towns } from './membership/towns/index.tsx'
import { vetting } from './membership/vetting/index.tsx'
import { vettings } from './membership/vetting/officers/index.tsx'
import { consents } from './packages/consents/index.tsx'
import { packages } from './packages/index.tsx'
import { audit } from './records/audit.tsx'
import { corrections } from './records/corrections.tsx'
import { notifications } from './records/notifications.tsx'
import { reviews } from './review/index.tsx'
import { breakGlass } from './safety/break-glass/index.ts'
import { custody } from './safety/custody/index.tsx'
import { destructions } from './safety/destructions/index.tsx'
import { incidents } from './safety/incidents/index.tsx'
import { openings } from './safety/openings.tsx'
import { assignments } from './telework/assignments/index.tsx'
import { candidates } from './telework/candidates/index.tsx'
import { entries } from './telework/entries/index.ts'
import { work } from './telework/finding/index.ts'
import { courses } from './training/index.tsx'
import { training } from './training/own.tsx'

export const features = [
  signIn,
  proof,
  account,
  corrections,
  incidents,
  passkeys,
  notifications,
  openings,
  uploads,
  packageFiles,
  packages,
  work,
  assignments,
  custody,
  destructions,
  entries,
  consents,
  breakGlass,
  candidates,
  reviews,
  courses,
  training,
  people,
  recoveries,
  members,
  leaving,
  facts,
  vettings,
  towns,
  sharedPcs,
  networks,
  vetting,
  audit,
]

/** `address`: whom a connection comes from; behind a proxy, what that proxy says and nobody else. */
export function createApp(world: World, addressOf: (request: Request, env: unknown) => string = () => '') {
  const app = new Hono<App>()
  app.use(async (c, next) => {
    carry(c, world, addressOf(c.req.raw, c.env))
    await next()
  })
  app.use(strictHeaders)
  app.route('/', health)
  app.use(serveAssets)
  app.use(identify)
  app.use(plainAddresses)
  // The demo signs anybody in as anybody, tools without a browser included: there is nothing to forge.
  if (world.config.mode === 'demo') app.route('/', demo.app)
  app.use(refuseForgeries)
  for (const { app: feature } of features) app.route('/', feature)
  app.notFound(() => {
    throw new NotFound()
  })
  app.onError(onError)
  return app
}

/** Hono copies all variables at each look at `c.var`; this request keeps them in one object, which is what handlers look at. */
function carry(c: Ctx, world: World, address: string): void {
  const variables = new Variables(world, address) as unknown as Record<string, unknown>
  Object.defineProperty(c, 'var', { value: variables })
  c.set = ((name: string, value: unknown) => {
    variables[name] = value
  }) as typeof c.set
}

/** Every place is there from the start: the engine would lay out an object that grows, or is spread, anew for each request. */
class Variables {
  readonly config
  readonly db
  readonly store
  readonly scanner
  readonly clock
  readonly assets
  readonly log
  readonly limits
  readonly sessions
  readonly forms
  readonly address
  at = undefined
  today = undefined
  actor = undefined
  session = undefined
  locale = undefined
  t = undefined
  say = undefined
  decided = undefined
  once = undefined
  typed = undefined
  formAt = undefined
  lapsed = undefined
  kept = undefined
  constructor(world: World, address: string) {
    this.config = world.config
    this.db = world.db
    this.store = world.store
    this.scanner = world.scanner
    this.clock = world.clock
    this.assets = world.assets
    this.log = world.log
    this.limits = world.limits
    this.sessions = world.sessions
    this.forms = world.forms
    this.address = address
  }
}
