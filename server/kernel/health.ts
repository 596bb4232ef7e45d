/** Whether the process lives (`/healthz`), and whether it can work (`/readyz`): for the proxy and for systemd. */
import { Hono } from 'hono'
import type { App } from './context.ts'

export const health = new Hono<App>()

health.get('/healthz', (c) => c.text('ok'))

const patience = 5_000
health.get('/readyz', async (c) => {
  const asked = c.var.db.read.selectFrom('setting').select('key').limit(1).execute()
  const late = new Promise<'late'>((done) => setTimeout(done, patience, 'late').unref())
  const answer = await Promise.race([asked, late]).catch(() => 'failed' as const)
  return Array.isArray(answer) ? c.text('ready') : c.text('not ready', 503)
})
