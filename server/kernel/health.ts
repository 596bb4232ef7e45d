/** Whether the process lives (`/healthz`), and whether it can work (`/readyz`): for the proxy and for systemd. */
import { Hono } from 'hono'
import { keepSetting } from '../../db/kernel/settings.ts'
import type { App } from './context.ts'

export const health = new Hono<App>()

health.get('/healthz', (c) => c.text('ok'))

const patience = 5_000
/** A database that can be read and not written to, because the disk is full or it has become a standby, is not ready. */
health.get('/readyz', async (c) => {
  const { db, clock } = c.var
  const asked = keepSetting(db, 'ready-at', clock())
  const late = new Promise<'late'>((done) => setTimeout(done, patience, 'late').unref())
  const answer = await Promise.race([asked, late]).catch(() => 'failed' as const)
  return answer === undefined ? c.text('ready') : c.text('not ready', 503)
})
