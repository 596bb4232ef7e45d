/** A form's own files: streamed to the store as they come, never whole in memory, cut off at their limit. */
import type { Readable } from 'node:stream'
import { Busboy, type BusboyFileStream, type BusboyInstance } from '@fastify/busboy'
import type { Sink, StoredBytes } from '../../db/files/files.ts'
import { cleanName } from '../../policies/files/files.ts'
import type { Full } from '../../policies/files/uploads.ts'
import { plainText } from '../../policies/kernel/marks.ts'
import type { Ctx } from '../kernel/context.ts'
import { BadRequest } from '../kernel/errors.tsx'
import { letGo } from './naming.ts'
import { rawBody } from './raw-body.ts'

/** Bytes as they were sent; whoever reads them either gives them a meaning or removes them from the store. */
export type Received = { readonly name: string; readonly bytes: StoredBytes }
/** Why a form's files are not taken; `too-much`: all of them together. */
export type Unreceived = 'too-large' | 'too-much' | 'too-many' | 'missing' | 'empty' | Full
type Form = {
  /** Whose key seals what comes. */
  readonly packageId: string
  readonly field: string
  /** Of all files together, in bytes. */
  readonly most: number
  readonly atOnce: number
  /** Whether so many files more would be too much. */
  readonly full: (files: number) => Promise<Full | undefined>
  /** Takes every other field of the form. */
  readonly keep: (name: string, value: string) => void
}

const mostFields = 50
const longestField = 20_000

export const removeAll = async (c: Ctx, files: readonly Received[]): Promise<void> => {
  for (const { bytes } of files) await letGo(c.var, bytes.storageKey)
}

/** Either every file, or none and what is wrong; nothing stays in the store of what is not given out. Throws BadRequest. */
export async function receive(
  c: Ctx,
  { packageId, field, most, atOnce, full: fullWith, keep }: Form,
): Promise<{ files: readonly Received[]; problem?: Unreceived; about?: string }> {
  const body = rawBody(c)
  if (!body) throw new BadRequest('not a form with a file')
  const full = await fullWith(1)
  const parser = makeParser(c.req.header('content-type') ?? '', most, atOnce)
  const room = { left: most }
  const saving: Promise<Received | Problem>[] = []
  let isMore = false
  parser.on('filesLimit', () => {
    isMore = atOnce > 1
  })
  parser.on('field', (name, value) => keep(name, plainText(value)))
  parser.on('file', (name, stream, filename) => {
    if (name !== field || !filename) {
      stream.resume()
      return
    }
    const work = full ? refuse(stream, full) : save(c, stream, filename, packageId, room)
    // Awaited below; until then a failure must not count as unhandled.
    work.catch(() => undefined)
    saving.push(work)
  })
  const broken = new Promise<never>((_, fail) => {
    parser.on('file', (_name, stream) => stream.on('error', () => fail(new BadRequest('a file that broke off'))))
  })
  const received = async () =>
    (await Promise.allSettled(saving)).flatMap((one) => (one.status === 'fulfilled' ? [one.value] : []))
  try {
    await Promise.race([pour(body, parser), broken])
    await Promise.all(saving)
  } catch (error) {
    await removeAll(c, (await received()).filter(isReceived))
    throw error
  }
  const all = await received()
  const files = all.filter(isReceived)
  const problem = await whatIsWrong(all, isMore, () => fullWith(files.length))
  if (!problem) return { files }
  await removeAll(c, files)
  return { files: [], ...problem }
}

/** What is wrong with one file; its name is told where there are several. */
type Problem = { readonly problem: Unreceived; readonly about?: string }
const isReceived = (one: Received | Problem): one is Received => 'bytes' in one

async function whatIsWrong(
  all: readonly (Received | Problem)[],
  isMore: boolean,
  full: () => Promise<Full | undefined>,
): Promise<Problem | undefined> {
  if (isMore) return { problem: 'too-many' }
  if (all.length === 0) return { problem: 'missing' }
  const first = all.find((one): one is Problem => !isReceived(one))
  if (first) return all.length > 1 ? first : { problem: first.problem }
  const problem = all.length > 1 ? await full() : undefined
  return problem && { problem }
}

function makeParser(type: string, most: number, files: number): BusboyInstance {
  try {
    return new Busboy({
      headers: { 'content-type': type },
      limits: { fileSize: most, files, fields: mostFields, fieldSize: longestField, fieldNameSize: 100, headerPairs: 20 },
    })
  } catch {
    throw new BadRequest('a form that cannot be read')
  }
}

const pour = (source: Readable, parser: BusboyInstance): Promise<void> =>
  new Promise((done, fail) => {
    const broken = () => fail(new BadRequest('a form that broke off'))
    const cut = () => {
      parser.destroy()
      broken()
    }
    parser.on('finish', done)
    parser.on('error', broken)
    source.on('error', cut)
    // A request of Node that breaks off may close without an error.
    source.on('close', () => source.readableEnded || cut())
    source.pipe(parser)
  })

/** What does not fit is let by, so that the form comes back with everything that was typed. */
async function refuse(stream: BusboyFileStream, problem: Full): Promise<Problem> {
  stream.on('error', () => undefined)
  for await (const _ of stream);
  return { problem }
}

async function save(
  c: Ctx,
  stream: BusboyFileStream,
  filename: string,
  packageId: string,
  room: { left: number },
): Promise<Received | Problem> {
  // A part that breaks off may say so before anybody reads it: it is passed on to the reader below.
  stream.on('error', (error: Error) => stream.destroy(error))
  const sink: Sink = await c.var.store.create(packageId)
  const name = cleanName(filename)
  try {
    const { size, fits } = await pourInto(sink, stream, room)
    if (fits && !stream.truncated && size > 0) return { name, bytes: await sink.keep() }
    await sink.discard()
    if (stream.truncated) return { problem: 'too-large', about: name }
    return fits ? { problem: 'empty', about: name } : { problem: 'too-much' }
  } catch (error) {
    await sink.discard()
    throw stream.errored ? new BadRequest('a file that broke off') : error
  }
}

/** What does not fit is let by, and so is everything after a fault of ours: a form that nobody reads to its end would wait for ever. */
async function pourInto(sink: Sink, stream: BusboyFileStream, room: { left: number }): Promise<{ size: number; fits: boolean }> {
  let size = 0
  let fits = true
  const faults: unknown[] = []
  for await (const chunk of stream as AsyncIterable<Uint8Array>) {
    size += chunk.byteLength
    room.left -= chunk.byteLength
    fits &&= room.left >= 0
    if (fits && faults.length === 0) await sink.write(chunk).catch((error: unknown) => faults.push(error))
  }
  if (faults.length > 0) throw faults[0]
  return { size, fits }
}
