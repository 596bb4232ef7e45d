/** Puts the application together. Nothing here decides anything. */
import { Hono } from 'hono'
import { account } from './account.tsx'
import { serveAssets } from './assets.ts'
import { assignments } from './assignments/index.tsx'
import { audit } from './audit.tsx'
import { candidates } from './candidates/index.tsx'
import type { App, Ctx, World } from './context.ts'
import { courses } from './courses/index.tsx'
import { demo } from './demo/index.tsx'
import { NotFound, onError } from './errors.tsx'
import { health } from './health.ts'
import { notifications } from './notifications.tsx'
import { packages } from './packages/index.tsx'
import { people } from './people/index.tsx'
import { reviews } from './reviews/index.tsx'
import { refuseForgeries, strictHeaders } from './security.ts'
import { identify } from './session.ts'
import { signIn } from './sign-in.tsx'
import { towns } from './towns.tsx'
import { training } from './training.tsx'
import { work } from './work.tsx'

export const features = [
  signIn,
  account,
  notifications,
  packages,
  work,
  assignments,
  candidates,
  reviews,
  courses,
  training,
  people,
  towns,
  audit,
]

/** `address`: whom a connection comes from; behind a proxy, what that proxy says and nobody else. */
export function createApp(world: World, addressOf: (request: Request, env: unknown) => string = () => '') {
  const app = new Hono<App>()
  app.use(async (c, next) => {
    carry(c, { ...world, address: addressOf(c.req.raw, c.env) })
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
function carry(c: Ctx, variables: Record<string, unknown>): void {
  Object.defineProperty(c, 'var', { value: variables })
  c.set = ((name: string, value: unknown) => {
    variables[name] = value
  }) as typeof c.set
}
