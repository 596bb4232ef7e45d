/** Opens everything that a running process needs, out of its settings. */
import { mkdir } from 'node:fs/promises'
import { join } from 'node:path'
import { diskBlobs } from '../db/blobs/disk.ts'
import type { BlobStore } from '../db/blobs/index.ts'
import { s3Blobs } from '../db/blobs/s3.ts'
import { createDatabase } from '../db/database.ts'
import { type Engine, openEngine } from '../db/engine.ts'
import { openFileStore } from '../db/files.ts'
import { openKeyFolder } from '../db/key-folder.ts'
import { type Keyring, openKeyring } from '../db/package-keys.ts'
import { type Clock, wallClock } from '../db/time.ts'
import { type Assets, loadAssets } from './assets.ts'
import { clamd } from './clamd.ts'
import type { Config } from './config.ts'
import type { World } from './context.ts'
import { readKeyFile } from './key-file.ts'
import { createLimits } from './limits.ts'
import { createLog } from './log.ts'
import { createSessions } from './session.ts'

export type Opened = World & {
  readonly engine: Engine
  readonly keyring: Keyring
  readonly blobs: BlobStore
  close(): Promise<void>
}

/** `assets` and `clock` are given by tests; everything else follows from the settings. */
export async function openWorld(
  config: Config,
  { clock = wallClock, assets, assetFolder }: { clock?: Clock; assets?: Assets; assetFolder?: string } = {},
): Promise<Opened> {
  await mkdir(config.dataDir, { recursive: true, mode: 0o700 })
  const engine = openEngine(config.database)
  const db = createDatabase(engine)
  const keys = await openKeyFolder(join(config.dataDir, 'keys'))
  const keyring = openKeyring(db, keys, readKeyFile(config.keyFile), clock)
  const blobs = config.s3 ? s3Blobs(config.s3) : await diskBlobs(config.dataDir)
  const store = openFileStore(blobs, keyring)
  return {
    config,
    engine,
    db,
    blobs,
    store,
    scanner: config.clamd === null ? null : clamd(config.clamd),
    keyring,
    clock,
    assets: assets ?? loadAssets(assetFolder!),
    log: createLog(config.logLevel),
    limits: createLimits(db.kit),
    sessions: createSessions(db, clock),
    close: () => engine.close(),
  }
}
