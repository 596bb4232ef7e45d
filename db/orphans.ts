/** Rows and bytes held against each other: bytes that no row names, and rows whose bytes must be there. */
import { sql } from 'kysely'
import type { BlobStore } from './blobs/index.ts'
import type { Database } from './database.ts'
import { partName } from './files.ts'
import type { Reader } from './reader.ts'
import type { Instant } from './time.ts'

const page = 5_000

/**
 * The names under which the bytes of files and uploads lie, those of destroyed packages and of `without` left out. INVARIANT: uploads
 * are read before files, and what becomes a file stays an upload until that write: whoever is named at any moment is found.
 */
export async function listNames(read: Reader, without = ''): Promise<Set<string>> {
  const names = await namesOfUploads(read, without)
  for await (const name of namesOfFiles(read, without)) names.add(name)
  return names
}

/**
 * Removes objects kept before an instant that neither a file nor an upload names; gives how many. What is named by nothing
 * yet (a form that is just coming in) is younger than the instant.
 */
export async function sweepOrphans({ read }: Pick<Database, 'read'>, blobs: BlobStore, before: Instant): Promise<number> {
  const known = await listNames(read)
  const oldest = Date.parse(before)
  let swept = 0
  for await (const { name, changedAt } of blobs.list()) {
    const file = name.replace(/\.\d+$/, '')
    if (changedAt >= oldest || known.has(file)) continue
    if (await isNamed(read, file)) continue
    await blobs.remove(name)
    swept++
  }
  return swept
}

/** Every file whose bytes are still wanted: not those of packages that were destroyed, nor what was refused or removed. */
export async function* listWanted(read: Reader) {
  for (let after = ''; ; ) {
    const rows = await read
      .selectFrom('file')
      .innerJoin('package', 'package.id', 'file.packageId')
      .leftJoin('packageFile as p', 'p.fileId', 'file.id')
      .where('file.id', '>', after)
      .where('package.destroyedAt', 'is', null)
      .where('p.removedAt', 'is', null)
      .where((e) => e.or([e('p.state', 'is', null), e('p.state', '!=', 'refused')]))
      .select(['file.id', 'file.packageId', 'file.storageKey', 'file.sha256'])
      .orderBy('file.id')
      .limit(page)
      .execute()
    yield* rows
    if (rows.length < page) return
    after = rows.at(-1)!.id
  }
}

async function namesOfUploads(read: Reader, without: string): Promise<Set<string>> {
  const rows = await read.selectFrom('upload').select('storageKey').where('packageId', '!=', without).execute()
  return new Set(rows.map(({ storageKey }) => partName(storageKey)))
}

const standing = (read: Reader) =>
  read.selectFrom('file').innerJoin('package', 'package.id', 'file.packageId').where('package.destroyedAt', 'is', null)

async function* namesOfFiles(read: Reader, without: string): AsyncGenerator<string> {
  for (let after = ''; ; ) {
    const rows = await standing(read)
      .select(['file.id', 'file.storageKey'])
      .where('file.packageId', '!=', without)
      .where('file.id', '>', after)
      .orderBy('file.id')
      .limit(page)
      .execute()
    for (const { storageKey } of rows) yield partName(storageKey)
    if (rows.length < page) return
    after = rows.at(-1)!.id
  }
}

/** Asked once more, for this one, at the last moment. A name in the beginning of a key is the whole name: all are of one length. */
async function isNamed(read: Reader, name: string): Promise<boolean> {
  const begins = sql<string>`substr(storage_key, 1, ${sql.lit(name.length)})`
  const upload = await read.selectFrom('upload').select('id').where(begins, '=', name).limit(1).executeTakeFirst()
  return (upload ?? (await standing(read).select('file.id').where(begins, '=', name).limit(1).executeTakeFirst())) !== undefined
}
