/** A list that was sent becomes the list of its package, behind the page that waits for it. */

import type { StoredBytes } from '../../db/files/files.ts'
import { Repeated, Stale } from '../../db/kernel/database.ts'
import { putRows } from '../../db/packages/edit.ts'
import type { Permit } from '../../policies/kernel/decision.ts'
import { inside } from '../../policies/safety/access.ts'
import type { Received } from '../files/multipart.ts'
import { letGo, writeNaming } from '../files/naming.ts'
import type { Ctx } from '../kernel/context.ts'
import type { Outcome, Progress } from '../kernel/jobs.ts'
import { importCsv } from './csv/import.ts'

/** Either the whole list is kept, or nothing is; the file as it was sent is gone afterwards either way. */
export async function importList(
  c: Ctx,
  permit: Permit<'package.import'>,
  { name, bytes: sent }: Received,
  progress: Progress,
): Promise<Outcome> {
  try {
    const list = await storeList(c, permit.on, sent, progress)
    return 'bytes' in list ? await keepList(c, permit, { ...list, name }, sent.sha256) : list
  } finally {
    await letGo(c.var, sent.storageKey)
  }
}

/** Brings the list into its one form, in the store; with any problem nothing of it stays there. */
async function storeList({ var: { store } }: Ctx, packageId: string, sent: StoredBytes, onProgress: Progress) {
  const sink = await store.create(packageId)
  try {
    const open = () => store.read(inside(packageId), sent.storageKey)
    const list = await importCsv({ open, write: sink.write, onProgress })
    if ('problems' in list) {
      await sink.discard()
      const further = list.further > 0 ? [{ kind: 'further', count: list.further }] : []
      return { problems: [...list.problems, ...further] }
    }
    const sample = await store.sealText(packageId, JSON.stringify(list.sample))
    return { ...list, sample, bytes: await sink.keep() }
  } catch (error) {
    await sink.discard()
    throw error
  }
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
