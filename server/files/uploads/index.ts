/** Files that come in parts: begun, sent in any order, gone on with after a break, and read back as a whole. */
import { z } from 'zod'
import { findSame, findUpload, listParts, measureLoad, type Upload } from '../../../db/files/uploads/find.ts'
import { addUpload, removeUpload } from '../../../db/files/uploads/move.ts'
import { cleanName, fileLimits } from '../../../policies/files/files.ts'
import {
  decideCancel,
  decideUpload,
  decideUploading,
  type Full,
  fullness,
  kindsOf,
  mostFor,
  type OfferProblem,
  problemBefore,
  purposes,
} from '../../../policies/files/uploads.ts'
import { fileProblemWords } from '../../../views/files/package-files/problems.ts'
import { readJson } from '../../identity/challenges.ts'
import type { Ctx } from '../../kernel/context.ts'
import { found, insist } from '../../kernel/errors.tsx'
import { routes } from '../../kernel/routes.ts'
import { letGo } from '../naming.ts'
import { formFor } from './form.ts'
import { fullWords, lackingFor, statusOf } from './full.ts'
import { receivePart } from './part.ts'
import { goOnReading } from './read-back.ts'

export const uploads = routes()
const { get, post } = uploads

const id = z.string().min(1).max(64)
const whole = z.number().int().min(0).max(Number.MAX_SAFE_INTEGER)
const Offer = z.object({
  package: id,
  purpose: z.enum(purposes),
  assignment: id.nullable().default(null),
  name: z.string().min(1).max(1000),
  size: whole,
  modified: whole,
})

post('/uploads', 'upload.begin', async (c) => {
  const { db, store, actor, at, limits } = c.var
  insist(c, decideUploading(actor))
  const asked = await readJson(c, Offer)
  await limits.spend('file', actor.id)
  const { purpose } = asked
  const target = { packageId: asked.package, purpose, assignmentId: asked.assignment }
  const { decision, viewOnly } = await formFor(c, target)
  insist(c, decision)
  const problem = problemBefore(asked, kindsOf(purpose, viewOnly), mostFor(purpose))
  if (problem) return refused(c, problem)
  const offer = {
    ...target,
    personId: actor.id,
    name: cleanName(asked.name),
    size: asked.size,
    modifiedAt: asked.modified,
  }
  const same = await findSame(db, offer)
  if (same) {
    const lacking = await lackingFor(c, same)
    return lacking ? tooMuch(c, lacking) : state(c, same)
  }
  // Its room is taken before it is counted: of two that come at once neither overlooks the other.
  const upload = await addUpload(db, offer, at)
  const full = fullness(purpose, { ...(await measureLoad(db.read, offer, at)), room: await store.room() })
  if (!full) return state(c, upload, 201)
  await removeUpload(db, upload.id)
  return tooMuch(c, full)
})

get('/uploads/:id', 'upload.send', async (c) => {
  const upload = await own(c)
  await goOnReading(c.var, upload)
  return state(c, upload)
})

post('/uploads/:id/parts/:part', 'upload.send', async (c) => receivePart(c, await own(c), c.req.param('part')!), 'part')

post('/uploads/:id/removal', 'upload.cancel', async (c) => {
  const { db, actor } = c.var
  const upload = found(await findUpload(db, c.req.param('id')!))
  insist(c, decideCancel(actor, { id: upload.id, townId: '', personId: upload.personId }))
  const gone = upload.takenAt === null ? await removeUpload(db, upload.id) : undefined
  if (gone) await letGo(c.var, gone)
  // A form of the page comes back to it; what sends files by itself sends no form.
  const isForm = c.req.header('content-type')?.startsWith('application/x-www-form-urlencoded')
  const page = upload.assignmentId ? `/assignments/${upload.assignmentId}` : `/packages/${upload.packageId}/files`
  return isForm ? c.redirect(page, 303) : c.body(null, 204)
})

/** The upload, if it is this person's and the form that it is for may still be sent by them. */
async function own(c: Ctx): Promise<Upload> {
  const { db, actor } = c.var
  const upload = found(await findUpload(db, c.req.param('id')!))
  // Before anything else is looked at: whose it is not, for them it is not there.
  if (upload.personId !== actor.id || upload.takenAt !== null) found(undefined)
  const { townId, decision } = await formFor(c, upload)
  insist(c, decideUpload(actor, { id: upload.id, townId, personId: upload.personId }, decision))
  return upload
}

async function state(c: Ctx, { id, size, hashed, sha256, completedAt }: Upload, status: 200 | 201 = 200): Promise<Response> {
  const parts = await listParts(c.var.db, id)
  const what = sha256 !== null ? 'ready' : completedAt !== null ? 'reading' : 'receiving'
  const { partBytes } = fileLimits
  return c.json({ id, state: what, size, hashed, partBytes, parts: parts.map((part) => [part.number, part.sha256]) }, status)
}

const refused = (c: Ctx, problem: OfferProblem): Response =>
  c.json({ words: fileProblemWords(c.var.say, problem) }, problem.kind === 'too-large' ? 413 : 422)

const tooMuch = (c: Ctx, full: Full): Response => c.json({ words: fullWords(c, full) }, statusOf[full])
