/** Puts the application together. Nothing here decides anything. */
import { Hono } from 'hono'
import { account } from './account/index.tsx'
import { serveAssets } from './assets.ts'
import { assignments } from './assignments/index.tsx'
import { audit } from './audit.tsx'
import { breakGlass } from './break-glass/index.ts'
import { candidates } from './candidates/index.tsx'
import { consents } from './consents/index.tsx'
import type { App, Ctx, World } from './context.ts'
import { corrections } from './corrections.tsx'
import { courses } from './courses/index.tsx'
import { custody } from './custody/index.tsx'
import { demo } from './demo/index.tsx'
import { destructions } from './destructions/index.tsx'
import { entries } from './entries/index.ts'
import { onError } from './error-pages.tsx'
import { NotFound } from './errors.tsx'
import { health } from './health.ts'
import { incidents } from './incidents/index.tsx'
import { leaving } from './leaving.tsx'
import { members } from './members.tsx'
import { networks } from './networks.tsx'
import { notifications } from './notifications.tsx'
import { openings } from './openings.tsx'
import { packageFiles } from './package-files/index.ts'
import { packages } from './packages/index.tsx'
import { passkeys } from './passkeys.tsx'
import { people } from './people/index.tsx'
import { proof } from './proof.tsx'
import { recoveries } from './recoveries/index.tsx'
import { reviews } from './reviews/index.tsx'
import { refuseForgeries, strictHeaders } from './security.ts'
import { identify } from './session.ts'
import { sharedPcs } from './shared-pcs.tsx'
import { signIn } from './sign-in.tsx'
import { towns } from './towns/index.tsx'
import { training } from './training.tsx'
import { uploads } from './uploads/index.ts'
import { vetting } from './vetting/index.tsx'
import { vettings } from './vettings/index.tsx'
import { work } from './work/index.ts'

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
    this.address = address
  }
}
