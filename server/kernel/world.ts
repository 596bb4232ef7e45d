/** Opens everything that a running process needs, out of its settings. */
import { mkdir } from 'node:fs/promises'
import { createDatabase } from '../../db/kernel/database.ts'
import { type Engine, openEngine } from '../../db/kernel/engine.ts'
import { type Clock, wallClock } from '../../db/kernel/time.ts'
import type { Config } from '../config.ts'
import { clamd } from '../files/clamd.ts'
import { openStores, type Stores } from '../files/file-stores.ts'
import { createSessions } from '../identity/lucia.ts'
import { type Assets, loadAssets } from './assets.ts'
import type { World } from './context.ts'
import { createLimits } from './limits.ts'
import { createLog } from './log.ts'

export type Opened = World & Stores & { readonly engine: Engine; close(): Promise<void> }

/** `assets` and `clock` are given by tests; everything else follows from the settings. */
export async function openWorld(
  config: Config,
  { clock = wallClock, assets, assetFolder }: { clock?: Clock; assets?: Assets; assetFolder?: string } = {},
): Promise<Opened> {
  await mkdir(config.dataDir, { recursive: true, mode: 0o700 })
  const engine = openEngine(config.database)
  const db = createDatabase(engine)
  return {
    ...(await openStores(config, db, clock)),
    config,
    engine,
    db,
    scanner: config.clamd === null ? null : clamd(config.clamd),
    clock,
    assets: assets ?? loadAssets(assetFolder!),
    log: createLog(config.logLevel),
    limits: createLimits(db.kit),
    sessions: createSessions(db, clock),
    close: () => engine.close(),
  }
}
