/** A list that was sent becomes the list of its package, behind the page that waits for it. */

import type { StoredBytes } from '../../db/files/files.ts'
import { isKept } from '../../db/files/uploads/find.ts'
import { Repeated, Stale } from '../../db/kernel/database.ts'
import { putRows } from '../../db/packages/edit.ts'
import { dropSent, findSent, keepSent } from '../../db/packages/sent-lists.ts'
import type { OtherNumbers } from '../../policies/files/my-number.ts'
import type { Permit } from '../../policies/kernel/decision.ts'
import { inside } from '../../policies/safety/access.ts'
import { numberSearch } from '../files/file-checks/numbers.ts'
import type { Received } from '../files/multipart.ts'
import { letGo, writeNaming } from '../files/naming.ts'
import type { Ctx } from '../kernel/context.ts'
import type { Outcome, Progress } from '../kernel/jobs.ts'
import { decodeText } from './csv/decode.ts'
import { importCsv, type Read, type Reading } from './csv/import.ts'
import type { Open } from './csv/pieces.ts'

/** What an officer said about the file: how it is to be read, and what its numbers of 12 digits are. */
export type Said = { readonly given?: Partial<Reading>; readonly numbers?: OtherNumbers | undefined }

/**
 * Either the whole list is kept, or nothing is. The file as it was sent stays with the draft, so that it can be read in another way;
 * not where something is in it that may be an individual number, nor where it is no list at all.
 */
export async function importList(
  c: Ctx,
  permit: Permit<'package.import'>,
  sent: Received,
  said: Said,
  progress: Progress,
): Promise<Outcome> {
  try {
    const list = await storeList(c, permit.on, sent.bytes, said, progress)
    const outcome =
      'bytes' in list
        ? await keepList(c, permit, { ...list, name: sent.name, numbers: said.numbers }, sent.bytes.sha256)
        : { problems: list.problems }
    const isStale = 'bytes' in list && outcome.problems.length > 0
    if (list.read && !isStale) await keepRead(c, permit.on, sent, list.read)
    else if ((await findSent(c.var.db.read, permit.on))?.storageKey === sent.bytes.storageKey) await dropSent(c.var.db, permit.on)
    return outcome
  } finally {
    if (!(await isKept(c.var.db, sent.bytes.storageKey))) await letGo(c.var, sent.bytes.storageKey)
  }
}

/** Brings the list into its one form, in the store; with any problem nothing of it stays there. */
async function storeList({ var: { store } }: Ctx, packageId: string, sent: StoredBytes, said: Said, onProgress: Progress) {
  const sink = await store.create(packageId)
  const { given = {}, numbers } = said
  try {
    const open = () => store.read(inside(packageId), sent.storageKey)
    const list = await importCsv({ open, write: sink.write, given, saidOther: numbers !== undefined, onProgress })
    if ('problems' in list) {
      await sink.discard()
      const further = list.further > 0 ? [{ kind: 'further', count: list.further }] : []
      const mayHold =
        list.problems.some(({ kind }) => kind === 'my-number') || (list.read && (await holdsNumber(open, list.read.reading)))
      return { problems: [...list.problems, ...further], read: mayHold ? undefined : list.read }
    }
    const { reading, header, notes } = list
    const read: Read = { reading, header, notes, sample: list.sample }
    const sample = await store.sealText(packageId, JSON.stringify(list.sample))
    return { ...list, read, sample, bytes: await sink.keep() }
  } catch (error) {
    await sink.discard()
    throw error
  }
}

/** What broke off was not read to its end: the whole text is looked through before it is kept. */
async function holdsNumber(open: Open, { encoding }: Reading): Promise<boolean> {
  const search = numberSearch()
  for await (const text of decodeText(open, encoding)) if (search.push(text) !== undefined) return true
  return search.end() !== undefined
}

async function keepRead(c: Ctx, packageId: string, { name, bytes }: Received, read: Read): Promise<void> {
  const { db, store, clock } = c.var
  const sealed = await store.sealText(packageId, JSON.stringify(read))
  const old = await keepSent(db, { packageId, name, bytes, read: sealed }, clock())
  if (old) await letGo(c.var, old)
}

/** The same form with the same file counts once. */
async function keepList(
  c: Ctx,
  permit: Permit<'package.import'>,
  list: Parameters<typeof putRows>[2],
  sha256: string,
): Promise<Outcome> {
  const { db, clock, actor, once } = c.var
  const by = { actor, at: clock(), once: once && { ...once, said: `${once.said}:${sha256}` } }
  try {
    const replaced = await writeNaming(c, [list.bytes.storageKey], () => db.write(by, (tx) => putRows(tx, permit, list)))
    if (replaced) await letGo(c.var, replaced)
    return { problems: [] }
  } catch (error) {
    if (error instanceof Repeated) return { problems: [] }
    if (error instanceof Stale) return { problems: [{ kind: 'stale' }] }
    throw error
  }
}
