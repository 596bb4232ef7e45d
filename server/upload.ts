/** Reads a form with a file: streamed to the store as it comes, never whole in memory, cut off at its limit; or sent before, in parts. */
import type { Readable } from 'node:stream'
import { Busboy, type BusboyFileStream, type BusboyInstance } from '@fastify/busboy'
import type { Sink, StoredBytes } from '../db/files.ts'
import { findUpload, measureLoad } from '../db/uploads/find.ts'
import { takeUpload } from '../db/uploads/whole.ts'
import { cleanName } from '../policies/files.ts'
import { type Full, fullness } from '../policies/uploads.ts'
import { formatSize } from '../views/format.ts'
import type { Ctx } from './context.ts'
import { BadRequest } from './errors.tsx'
import { readTyped, type Typed } from './forms.ts'
import { rawBody } from './raw-body.ts'
import type { Target } from './uploads/form.ts'
import { fullWords } from './uploads/full.ts'

export type Upload = {
  readonly typed: Typed
  /** The bytes as they were sent; whoever reads them either gives them a meaning or removes them from the store. */
  readonly file: { readonly name: string; readonly bytes: StoredBytes } | null
  readonly problem?: UploadProblem
}
/** `lost`: what was sent in parts is not here, or not this person's, or for another form. `unfinished`: not all of it came. */
export type UploadProblem = 'too-large' | 'missing' | 'lost' | 'unfinished' | Full
/** What the form is about: the package's key seals what comes. `most`: the largest file in the form itself, in bytes. */
type Options = Target & { readonly field: string; readonly most: number }

const mostFields = 50
const longestField = 20_000

/** Nothing stays in the store when the file is missing, too large, or broken off half way. */
export async function readUpload(c: Ctx, options: Options): Promise<Upload> {
  const type = c.req.header('content-type') ?? ''
  const isPlain = /^multipart\/form-data/.test(type)
  const sent = isPlain ? undefined : await readTyped(c)
  if (sent && typeof sent.upload !== 'string') throw new BadRequest('not a form with a file')
  await c.var.limits.spend('file', c.var.actor.id)
  if (sent) return { typed: sent, ...(await taken(c, String(sent.upload), options)) }
  const typed: Record<string, string | string[]> = Object.create(null)
  const coming = await receive(c, type, options, (name, value) => {
    const earlier = typed[name]
    typed[name] = earlier === undefined ? value : [...(Array.isArray(earlier) ? earlier : [earlier]), value]
  })
  if (typeof typed._once === 'string') c.set('once', typed._once)
  return { typed, ...coming }
}

/** The file that came in parts before its form. INVARIANT: it is handed out once, to who sent it, for the form that it was sent for. */
async function taken(c: Ctx, id: string, { packageId, purpose, assignmentId }: Target): Promise<Omit<Upload, 'typed'>> {
  const { db, actor, at } = c.var
  const upload = await findUpload(db, id)
  const isTheirs = upload?.personId === actor.id && upload.packageId === packageId
  if (!isTheirs || upload.purpose !== purpose || upload.assignmentId !== assignmentId) return { file: null, problem: 'lost' }
  if (upload.sha256 === null) return { file: null, problem: 'unfinished' }
  const whole = await takeUpload(db, id, at)
  if (!whole) return { file: null, problem: 'lost' }
  const { name, storageKey, size, sha256 } = whole
  return { file: { name, bytes: { storageKey, size, sha256: sha256! } } }
}

/** Whether a form's own file fits, counted by the length that the request says it has. */
async function fullFor(c: Ctx, { packageId, purpose }: Target, most: number): Promise<Full | undefined> {
  const { db, store, actor } = c.var
  const size = Math.min(most, Number(c.req.header('content-length') ?? most) || most)
  const load = await measureLoad(db.read, { packageId, personId: actor.id })
  const { packageFiles, packageBytes, coming } = load
  const room = await store.room()
  return fullness(purpose, {
    ownUploads: 0,
    ...{ packageFiles: packageFiles + 1, packageBytes: packageBytes + size, coming: coming + size, room },
  })
}

/** Why there is no file, in words. */
export function uploadProblemWords(c: Ctx, problem: UploadProblem = 'missing', most: number): string {
  const { t, locale } = c.var
  if (problem === 'too-large') return t.uploads.tooLarge(formatSize(locale, most))
  return problem === 'missing' || problem === 'lost' || problem === 'unfinished' ? t.uploads[problem] : fullWords(c, problem)
}

async function receive(
  c: Ctx,
  type: string,
  options: Options,
  keep: (name: string, value: string) => void,
): Promise<Omit<Upload, 'typed'>> {
  const { field, most, packageId } = options
  const body = rawBody(c)
  if (!body) throw new BadRequest('not a form with a file')
  const full = await fullFor(c, options, most)
  const parser = makeParser(type, most)
  let saving: Promise<Omit<Upload, 'typed'>> | undefined
  parser.on('field', (name, value) => keep(name, value.replaceAll('\u0000', '')))
  parser.on('file', (name, stream, filename) => {
    if (name !== field || !filename || saving) {
      stream.resume()
      return
    }
    saving = full ? refuse(stream, full) : save(c, stream, filename, packageId)
    // Awaited below; until then a failure must not count as unhandled.
    saving.catch(() => undefined)
  })
  const broken = new Promise<never>((_, fail) => {
    parser.on('file', (_name, stream) => stream.on('error', () => fail(new BadRequest('a file that broke off'))))
  })
  try {
    await Promise.race([pour(body, parser), broken])
  } catch (error) {
    const half = await saving?.catch(() => undefined)
    if (half?.file) await c.var.store.remove(half.file.bytes.storageKey)
    throw error
  }
  return (await saving) ?? { file: null, problem: 'missing' }
}

function makeParser(type: string, most: number): BusboyInstance {
  try {
    return new Busboy({
      headers: { 'content-type': type },
      limits: { fileSize: most, files: 1, fields: mostFields, fieldSize: longestField, fieldNameSize: 100, headerPairs: 20 },
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
async function refuse(stream: BusboyFileStream, problem: Full): Promise<Omit<Upload, 'typed'>> {
  stream.on('error', () => undefined)
  for await (const _ of stream);
  return { file: null, problem }
}

async function save(c: Ctx, stream: BusboyFileStream, filename: string, packageId: string): Promise<Omit<Upload, 'typed'>> {
  // A part that breaks off may say so before anybody reads it: it is passed on to the reader below.
  stream.on('error', (error: Error) => stream.destroy(error))
  const sink: Sink = await c.var.store.create(packageId)
  try {
    let size = 0
    for await (const chunk of stream) {
      size += (chunk as Uint8Array).byteLength
      await sink.write(chunk as Uint8Array)
    }
    if (stream.truncated || size === 0) {
      await sink.discard()
      return { file: null, problem: stream.truncated ? 'too-large' : 'missing' }
    }
    return { file: { name: cleanName(filename), bytes: await sink.keep() } }
  } catch {
    await sink.discard()
    throw new BadRequest('a file that broke off')
  }
}
