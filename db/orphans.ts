/** Rows and bytes held against each other: bytes that no row names, and rows whose bytes must be there. */
import { type BlobStore, nameOf } from './blobs/index.ts'
import type { Database } from './database.ts'
import { partName } from './files.ts'
import type { Reader } from './reader.ts'
import type { Instant } from './time.ts'

const page = 5_000

/**
 * The names under which the bytes of files and uploads lie. INVARIANT: uploads are read before files, and what becomes a file stays an
 * upload until that write: whoever is named at any moment is found.
 */
export async function listNames(read: Reader): Promise<Set<string>> {
  const names = await namesOfUploads(read)
  for await (const name of namesOfFiles(read)) names.add(name)
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
    const file = nameOf(name)
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

async function namesOfUploads(read: Reader): Promise<Set<string>> {
  const rows = await read.selectFrom('upload').select('storageKey').execute()
  return new Set(rows.map(({ storageKey }) => partName(storageKey)))
}

async function* namesOfFiles(read: Reader): AsyncGenerator<string> {
  for (let after = ''; ; ) {
    const rows = await read
      .selectFrom('file')
      .select(['id', 'storageKey'])
      .where('id', '>', after)
      .orderBy('id')
      .limit(page)
      .execute()
    for (const { storageKey } of rows) yield partName(storageKey)
    if (rows.length < page) return
    after = rows.at(-1)!.id
  }
}

/** Asked once more, for this one, at the last moment. A name in the beginning of a key is the whole name: all are of one length. */
async function isNamed(read: Reader, name: string): Promise<boolean> {
  for (const table of ['upload', 'file'] as const) {
    const row = await read
      .selectFrom(table)
      .select('id')
      .where((e) => e(e.fn<string>('substr', ['storageKey', e.lit(1), e.lit(name.length)]), '=', name))
      .limit(1)
      .executeTakeFirst()
    if (row) return true
  }
  return false
}
