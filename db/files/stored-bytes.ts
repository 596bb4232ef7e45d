/** Rows and bytes held against each other: bytes that no row names, and rows whose bytes must be there. */
import { type SqlBool, sql } from 'kysely'
import type { Database } from '../kernel/database.ts'
import type { Reader } from '../kernel/reader.ts'
import type { Instant } from '../kernel/time.ts'
import { type BlobStore, nameOf } from './blobs/index.ts'
import { partName } from './files.ts'

const page = 5_000

/**
 * The names under which the bytes of uploads and of wanted files lie, those of the package `without` left out. INVARIANT: uploads
 * are read before files, and what becomes a file stays an upload until that write: whoever is named at any moment is found.
 */
export async function listNames(read: Reader, without = ''): Promise<Set<string>> {
  const uploads = await read.selectFrom('upload').select('storageKey').where('packageId', '!=', without).execute()
  const sent = await read.selectFrom('sentList').select('storageKey').where('packageId', '!=', without).execute()
  const names = new Set([...uploads, ...sent].map(({ storageKey }) => partName(storageKey)))
  for await (const { packageId, storageKey } of listWanted(read)) if (packageId !== without) names.add(partName(storageKey))
  return names
}

/**
 * Removes strays, objects kept before an instant that neither a file nor an upload names; gives how many. What is named by nothing
 * yet (a form that is just coming in) is younger than the instant.
 */
export async function sweepStrays({ read }: Pick<Database, 'read'>, blobs: BlobStore, before: Instant): Promise<number> {
  const known = await listNames(read)
  const oldest = Date.parse(before)
  let swept = 0
  for await (const { name, changedAt } of blobs.list()) {
    const file = nameOf(name)
    if (changedAt >= oldest || known.has(file)) continue
    if (await isNamed(read, file)) continue
    await blobs.remove(name)
    swept++
  }
  return swept
}

/** Every file whose bytes are still wanted. */
export async function* listWanted(read: Reader) {
  for (let after = ''; ; ) {
    const rows = await wanted(read)
      .where('file.id', '>', after)
      .select(['file.id', 'file.packageId', 'file.storageKey', 'file.sha256'])
      .orderBy('file.id')
      .limit(page)
      .execute()
    yield* rows
    if (rows.length < page) return
    after = rows.at(-1)!.id
  }
}

/** Not those of packages that were destroyed, nor what was refused or removed: a line of it stays, its bytes go, if need be by the sweep. */
const wanted = (read: Reader) =>
  read
    .selectFrom('file')
    .innerJoin('package', 'package.id', 'file.packageId')
    .leftJoin('packageFile as p', 'p.fileId', 'file.id')
    .where('package.destroyedAt', 'is', null)
    .where('p.removedAt', 'is', null)
    .where((e) => e.or([e('p.state', 'is', null), e('p.state', '!=', 'refused')]))

/** Asked once more, for this one, at the last moment. A name in the beginning of a key is the whole name: all are of one length. */
async function isNamed(read: Reader, name: string): Promise<boolean> {
  const begins = sql<SqlBool>`substr(storage_key, 1, ${sql.lit(name.length)}) = ${name}`
  const upload = await read.selectFrom('upload').select('id').where(begins).limit(1).executeTakeFirst()
  const sent = await read.selectFrom('sentList').select('packageId').where(begins).limit(1).executeTakeFirst()
  return (upload ?? sent ?? (await wanted(read).select('file.id').where(begins).limit(1).executeTakeFirst())) !== undefined
}
