/** Which files a lot has for this reader, and whether another may be added. */

import { listAttached, listMaterial, type PackageFile } from '../../../db/files/package-files.ts'
import { newId } from '../../../db/kernel/ids.ts'
import { findGuarded } from '../../../db/safety/access.ts'
import type { Assignment } from '../../../db/telework/assignments/find.ts'
import { decideAttachment, decideLotFile, decideLotList, decideTakingBack } from '../../../policies/files/package-files.ts'
import { isRefusal } from '../../../policies/kernel/decision.ts'
import type { Ctx } from '../../kernel/context.ts'
import { found } from '../../kernel/errors.tsx'
import { newOnce } from '../../kernel/seen.ts'
import { aroundLot, isViewOnly, mayDeliver } from './around.ts'

/** What is said to adding a file; each time that it is asked, under a new id. */
export async function adding(c: Ctx, assignment: Assignment) {
  const { db, actor, at } = c.var
  const guarded = found(await findGuarded(db.read, assignment.packageId, actor.id))
  const deliver = await mayDeliver(c, assignment, isViewOnly(guarded) ? 'entries' : 'file')
  return { guarded, decide: () => decideAttachment(deliver, aroundLot(guarded), newId(at)) }
}

/** Files of a lot, each with what this reader may do with it. Nothing is listed for whom the lot is closed. */
export async function filesOfLot(c: Ctx, assignment: Assignment) {
  const { db, actor } = c.var
  if (isRefusal(decideLotList(actor, assignment.facts))) return { material: [], attached: [], mayAttach: false, viewOnly: false }
  const { guarded, decide } = await adding(c, assignment)
  const viewOnly = isViewOnly(guarded)
  const isOwn = assignment.workerId === actor.id
  const line = (file: PackageFile) => ({
    ...file,
    at: `/assignments/${assignment.id}/files/${file.id}`,
    download: !viewOnly && !isRefusal(decideLotFile('file.download', actor, file.facts, assignment.facts)),
    pages: viewOnly && !isRefusal(decideLotFile('file.open', actor, file.facts, assignment.facts)),
    remove: isRefusal(decideTakingBack(actor, file.facts, assignment.facts)) ? undefined : newOnce(),
  })
  const material = isOwn ? (await listMaterial(db.read, assignment.packageId)).filter(({ state }) => state === 'clean') : []
  const attached = (await listAttached(db.read, assignment.id)).filter(({ facts }) => isOwn || facts.delivered)
  return { material: material.map(line), attached: attached.map(line), mayAttach: !isRefusal(decide()), viewOnly }
}
export type LotFiles = Awaited<ReturnType<typeof filesOfLot>>
