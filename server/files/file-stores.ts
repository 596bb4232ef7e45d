/** Where sealed files lie and what opens them, out of the settings: for the running platform and for its console. */
import { join } from 'node:path'
import { diskBlobs } from '../../db/files/blobs/disk.ts'
import type { BlobStore } from '../../db/files/blobs/index.ts'
import { s3Blobs } from '../../db/files/blobs/s3.ts'
import { type FileStore, openFileStore } from '../../db/files/files.ts'
import { openKeyFolder } from '../../db/files/key-folder.ts'
import { type Keyring, openKeyring } from '../../db/files/package-keys.ts'
import type { Database } from '../../db/kernel/database.ts'
import { type KeptForms, openKeptForms } from '../../db/kernel/kept-forms.ts'
import type { Clock } from '../../db/kernel/time.ts'
import type { Config } from '../config.ts'
import { readKeyFile } from './key-file.ts'

export type Stores = {
  readonly blobs: BlobStore
  readonly keyring: Keyring
  readonly store: FileStore
  readonly forms: KeptForms
}

export async function openStores(config: Config, db: Database, clock: Clock): Promise<Stores> {
  const keys = await openKeyFolder(join(config.dataDir, 'keys'))
  const key = readKeyFile(config.keyFile)
  const keyring = openKeyring(db, keys, key, clock)
  const blobs = config.s3 ? s3Blobs(config.s3) : await diskBlobs(config.dataDir)
  return { blobs, keyring, store: openFileStore(blobs, keyring), forms: openKeptForms(db, key) }
}
