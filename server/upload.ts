/** Reads a form with a file: streamed to the store as it comes, never whole in memory, cut off at its limit. */
import { Readable } from 'node:stream'
import type { ReadableStream } from 'node:stream/web'
import { Busboy, type BusboyFileStream, type BusboyInstance } from '@fastify/busboy'
import type { Sink, StoredBytes } from '../db/files.ts'
import type { Ctx } from './context.ts'
import { BadRequest } from './errors.tsx'
import type { Typed } from './forms.ts'

export type Upload = {
  readonly typed: Typed
  /** The bytes as they were sent; whoever reads them either gives them a meaning or removes them from the store. */
  readonly file: { readonly name: string; readonly bytes: StoredBytes } | null
  readonly problem?: 'too-large' | 'missing'
}
/** `packageId`: whose key seals what comes. */
type Options = { readonly field: string; readonly most: number; readonly packageId: string }

const mostFields = 50
const longestField = 20_000

/** Nothing stays in the store when the file is missing, too large, or broken off half way. */
export async function readUpload(c: Ctx, options: Options): Promise<Upload> {
  const type = c.req.header('content-type') ?? ''
  if (!/^multipart\/form-data/.test(type) || !c.req.raw.body) throw new BadRequest('not a form with a file')
  await c.var.limits.spend('file', c.var.actor.id)
  const typed: Record<string, string | string[]> = Object.create(null)
  const coming = await receive(c, type, options, (name, value) => {
    const earlier = typed[name]
    typed[name] = earlier === undefined ? value : [...(Array.isArray(earlier) ? earlier : [earlier]), value]
  })
  if (typeof typed._once === 'string') c.set('once', typed._once)
  return { typed, ...coming }
}

async function receive(
  c: Ctx,
  type: string,
  { field, most, packageId }: Options,
  keep: (name: string, value: string) => void,
): Promise<Omit<Upload, 'typed'>> {
  const parser = makeParser(type, most)
  let saving: Promise<Omit<Upload, 'typed'>> | undefined
  parser.on('field', (name, value) => keep(name, value.replaceAll('\u0000', '')))
  parser.on('file', (name, stream, filename) => {
    if (name !== field || !filename || saving) {
      stream.resume()
      return
    }
    saving = save(c, stream, filename, packageId)
    // Awaited below; until then a failure must not count as unhandled.
    saving.catch(() => undefined)
  })
  const broken = new Promise<never>((_, fail) => {
    parser.on('file', (_name, stream) => stream.on('error', () => fail(new BadRequest('a file that broke off'))))
  })
  try {
    await Promise.race([pour(c.req.raw.body as ReadableStream<Uint8Array>, parser), broken])
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

const pour = (body: ReadableStream<Uint8Array>, parser: BusboyInstance): Promise<void> =>
  new Promise((done, fail) => {
    const source = Readable.fromWeb(body)
    const broken = () => fail(new BadRequest('a form that broke off'))
    parser.on('finish', done)
    parser.on('error', broken)
    source.on('error', () => {
      parser.destroy()
      broken()
    })
    source.pipe(parser)
  })

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
    return { file: { name: safeName(filename), bytes: await sink.keep() } }
  } catch {
    await sink.discard()
    throw new BadRequest('a file that broke off')
  }
}

/** The last part of the path, without control and direction characters: shown to people, never used as a path. */
const safeName = (name: string): string =>
  name
    .normalize('NFC')
    .split(/[/\\]/)
    .at(-1)!
    .replace(/[\p{Cc}\p{Cf}]/gu, '')
    .slice(0, 200) || 'file'
