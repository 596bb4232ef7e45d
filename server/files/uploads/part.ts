/** One part: streamed to where it will lie, compared with its hash, and only then put in its place. */
import { type PartSink, partName, type Sink } from '../../../db/files/files.ts'
import { lengthOf, partsIn, type Upload } from '../../../db/files/uploads/find.ts'
import { claimPart, dropPart, settlePart } from '../../../db/files/uploads/parts.ts'
import type { Ctx } from '../../kernel/context.ts'
import { BadRequest, NotFound } from '../../kernel/errors.tsx'
import { piecesOf, rawBody } from '../raw-body.ts'
import { fullWords, lackingFor, statusOf } from './full.ts'
import { readBack } from './read-back.ts'

/** The hash comes as in RFC 9530: `Content-Digest: sha-256=:…:`. */
function digestOf(c: Ctx): string {
  const [, base64] = /^sha-256=:([A-Za-z0-9+/]{43}=):$/.exec(c.req.header('content-digest') ?? '') ?? []
  if (!base64) throw new BadRequest('a part without its hash')
  return Buffer.from(base64, 'base64').toString('hex')
}

/** The same part again changes nothing; another one in its place replaces it until the file is whole. */
export async function receivePart(c: Ctx, upload: Upload, number: string): Promise<Response> {
  const { db, store, clock } = c.var
  if (!/^\d{1,4}$/.test(number) || Number(number) >= partsIn(upload.size)) throw new NotFound()
  const sha256 = digestOf(c)
  const size = lengthOf(upload.size, Number(number))
  // A length is demanded, so that what is too long is refused before a byte of it is read.
  if (Number(c.req.header('content-length') ?? -1) !== size) throw new BadRequest('a part of another length')
  const part = { uploadId: upload.id, number: Number(number), size, sha256 }
  const lacking = await lackingFor(c, upload)
  if (lacking) return c.json({ words: fullWords(c, lacking) }, statusOf[lacking])
  const sink = await store.createPart(upload.packageId, partName(upload.storageKey), part.number)
  try {
    if ((await pour(c, sink, size)) !== sha256) return await refuse(c, sink, 422)
    const claimedAt = clock()
    const claim = await claimPart(db, part, claimedAt)
    if (claim !== 'claimed') {
      await sink.discard()
      return claim === 'have' ? there(c) : claim === 'busy' ? later(c) : ended(c)
    }
    await sink.keep().catch(async (error: unknown) => {
      await dropPart(db, part, claimedAt)
      throw error
    })
    if (await settlePart(db, part, claimedAt, clock())) await readBack(c.var, { ...upload, completedAt: clock() })
    return there(c)
  } catch (error) {
    await sink.discard()
    throw error
  }
}

/** Gives the hash of what came. Throws BadRequest when it broke off. */
async function pour(c: Ctx, sink: PartSink, size: number): Promise<string> {
  const body = rawBody(c)
  let come = 0
  try {
    for await (const piece of body ? piecesOf(body) : []) {
      come += piece.byteLength
      if (come > size) break
      await sink.write(piece)
    }
  } catch (error) {
    throw body?.errored ? new BadRequest('a part that broke off') : error
  }
  if (come !== size) throw new BadRequest('a part that broke off')
  return sink.sha256()
}

const there = (c: Ctx) => c.body(null, 204)
const ended = (c: Ctx) => c.json({ ended: true }, 409)
async function refuse(c: Ctx, sink: Sink, status: 422): Promise<Response> {
  await sink.discard()
  return c.json({ again: true }, status)
}
function later(c: Ctx): Response {
  c.header('retry-after', '5')
  return c.json({ again: true }, 503)
}
