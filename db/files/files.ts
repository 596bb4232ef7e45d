/** Files: their bytes lie sealed in parts under names of our own making, their facts in the database. */
import { createHash } from 'node:crypto'
import type { Form, Opening } from '../../policies/safety/access.ts'
import type { Tx } from '../kernel/database.ts'
import { newId, newSecret } from '../kernel/ids.ts'
import { type BlobSink, type BlobStore, blobOf } from './blobs/index.ts'
import type { Keyring } from './package-keys.ts'
import { type Fingerprint, fingerprint, removeStrays } from './sealed-objects.ts'
import {
  Broken,
  headSize,
  newHead,
  opener,
  openText,
  readHead,
  recordSize,
  recordsIn,
  sealedRecordSize,
  sealer,
  sealText,
} from './sealing.ts'

/** `storageKey`: where the parts lie, and how many there are (`name` for one, `name*12` for twelve). */
export type StoredBytes = { readonly storageKey: string; readonly size: number; readonly sha256: string }
export type Sink = {
  write(chunk: Uint8Array): Promise<void>
  /** Puts the bytes where they stay and on the disk, and only then tells their key. */
  keep(): Promise<StoredBytes>
  discard(): Promise<void>
}
/** `sha256`: of all that was written; nothing is written afterwards. Asked before it is kept. */
export type PartSink = Sink & { sha256(): string }
/** Content that was opened in one form: what takes files takes no content that may only be shown. */
export type Content<F extends Form = Form> = AsyncIterable<Uint8Array> & { readonly form: F }

export type FileStore = {
  /** A new file of a package, sealed as it comes: nothing of it ever lies anywhere in the clear. */
  create(packageId: string): Promise<Sink>
  /** One part of a file that comes in pieces, from 0; all but the last hold `partSize` bytes. Written again it takes the other's place. */
  createPart(packageId: string, name: string, part: number): Promise<PartSink>
  /** Bytes from `from` up to, not including, `to`. Throws Erased, or Broken before a changed record's first byte. */
  read<F extends Form>(opening: Opening<F>, storageKey: string, from?: number, to?: number): Content<F>
  remove(storageKey: string): Promise<void>
  /** A few words of content that stand in the database: sealed like files, and gone with the key. */
  sealText(packageId: string, text: string): Promise<string>
  openText(opening: Opening<'text' | 'page' | 'inside'>, sealed: string): Promise<string>
  /** The sealed objects that a file lies in, for a certificate. */
  objects(storageKey: string): Promise<Fingerprint[]>
  /** Removes a package's objects that lie under none of the names known of files (db/files/stored-bytes.ts); gives how many. */
  sweep(packageId: string, known: ReadonlySet<string>): Promise<number>
  /** Destroys a package's key for good, and with it every file and sealed text. Again changes nothing. */
  destroyKey: Keyring['destroy']
  /** When that was; nothing while the key exists or none was ever made. */
  destroyedAt: Keyring['destroyedAt']
  /** Every package whose key was destroyed. */
  destroyed: Keyring['marks']
  /** Free and total bytes where they can be known. */
  room: BlobStore['room']
}

/** Plain bytes in one part: 8 MiB, a whole number of records. */
export const partSize = 128 * recordSize
export const newName = (): string => newSecret(18)
export const keyOf = (name: string, parts: number): string => (parts === 1 ? name : `${name}*${parts}`)
/** Under which name the parts of a file lie. Throws for what is no storage key. */
export const partName = (storageKey: string): string => placesOf(storageKey).name

function placesOf(storageKey: string): { name: string; parts: number } {
  const [, name, parts] = /^([\w-]{20,})(?:\*([1-9]\d{0,3}))?$/.exec(storageKey) ?? []
  if (!name) throw new Error('not a storage key')
  return { name, parts: Number(parts ?? 1) }
}

export function openFileStore(blobs: BlobStore, keyring: Keyring): FileStore {
  const part = async (packageId: string, name: string, number: number) => {
    const blob = blobOf(name, number)
    const head = newHead(packageId)
    const seal = sealer(await keyring.sealing(packageId), head, blob)
    const sink = gathered(await blobs.create(blob))
    await sink.write(head.bytes)
    return { seal, sink }
  }
  return {
    create: async (packageId) => fileSink(newName(), (name, number) => part(packageId, name, number), blobs),
    createPart: async (packageId, name, number) => partSink(name, await part(packageId, name, number)),
    read: (opening, storageKey, from = 0, to = Number.POSITIVE_INFINITY) =>
      Object.assign(readSealed(blobs, keyring, opening, placesOf(storageKey), from, to), { form: opening.form }),
    async remove(storageKey) {
      const { name, parts } = placesOf(storageKey)
      for (let number = 0; number < parts; number++) await blobs.remove(blobOf(name, number))
    },
    sealText: async (packageId, text) => sealText(await keyring.sealing(packageId), packageId, text),
    openText: async ({ packageId }, sealed) => openText(await keyring.opening(packageId), packageId, sealed),
    async objects(storageKey) {
      const { name, parts } = placesOf(storageKey)
      const found: Fingerprint[] = []
      for (let number = 0; number < parts; number++) found.push(await fingerprint(blobs, blobOf(name, number)))
      return found
    },
    sweep: (packageId, known) => removeStrays(blobs, packageId, known),
    destroyKey: (packageId, at) => keyring.destroy(packageId, at),
    destroyedAt: (packageId) => keyring.destroyedAt(packageId),
    destroyed: () => keyring.marks(),
    room: () => blobs.room(),
  }
}

/** Records are read a few at a time, and each is opened only when it is whole. */
const recordsAtOnce = 8
async function* readSealed(
  blobs: BlobStore,
  keyring: Keyring,
  { packageId }: Opening,
  { name, parts }: { name: string; parts: number },
  from: number,
  to: number,
): AsyncGenerator<Uint8Array> {
  if (to <= from) return
  const key = await keyring.opening(packageId)
  for (let number = Math.floor(from / partSize); number < parts && number * partSize < to; number++) {
    const start = number * partSize
    const last = number === parts - 1
    yield* readPart(blobs, key, packageId, blobOf(name, number), Math.max(0, from - start), to - start, last)
  }
}

async function* readPart(
  blobs: BlobStore,
  key: Buffer,
  packageId: string,
  blob: string,
  from: number,
  to: number,
  isLast: boolean,
): AsyncGenerator<Uint8Array> {
  const records = recordsIn(await blobs.size(blob))
  const head = readHead(await blobs.read(blob, 0, headSize))
  // INVARIANT: what was opened for one package opens nothing of another, whatever its storage key says.
  if (head.packageId !== packageId) throw new Broken('a file of another package')
  if (!isLast && records !== partSize / recordSize) throw new Broken('a part that is too short')
  const unseal = opener(key, head, blob)
  for (let first = Math.floor(from / recordSize); first < records && first * recordSize < to; first += recordsAtOnce) {
    const sealed = await blobs.read(blob, headSize + first * sealedRecordSize, recordsAtOnce * sealedRecordSize)
    for (let at = 0; at < sealed.length; at += sealedRecordSize) {
      const record = first + at / sealedRecordSize
      const start = record * recordSize
      if (start >= to) return
      const plain = unseal(sealed.subarray(at, at + sealedRecordSize), record, record === records - 1)
      const piece = plain.subarray(Math.max(0, from - start), Math.min(plain.length, to - start))
      if (piece.length > 0) yield piece
    }
  }
}

type Part = { seal: ReturnType<typeof sealer>; sink: Awaited<ReturnType<BlobStore['create']>> }

function partSink(name: string, { seal, sink }: Part): PartSink {
  const hash = createHash('sha256')
  let size = 0
  let digest: string | undefined
  const sha256 = () => (digest ??= hash.digest('hex'))
  return {
    sha256,
    async write(chunk) {
      hash.update(chunk)
      size += chunk.byteLength
      for (const sealed of seal.add(chunk)) await sink.write(sealed)
    },
    async keep() {
      await sink.write(seal.end())
      await sink.keep()
      return { storageKey: name, size, sha256: sha256() }
    },
    discard: () => sink.discard(),
  }
}

/** Each write to the disk costs a change of threads, whatever its size: records go together. Bytes. */
const writtenAtOnce = 8 * recordSize
function gathered(sink: BlobSink): BlobSink {
  let waiting: Uint8Array[] = []
  let bytes = 0
  const flush = async () => {
    const all = Buffer.concat(waiting)
    waiting = []
    bytes = 0
    await sink.write(all)
  }
  return {
    async write(chunk) {
      waiting.push(chunk)
      bytes += chunk.byteLength
      if (bytes >= writtenAtOnce) await flush()
    },
    async keep() {
      await flush()
      await sink.keep()
    },
    discard: () => sink.discard(),
  }
}

/** A whole file: a next part is begun when one is full, and none before a byte of it has come. */
function fileSink(name: string, begin: (name: string, number: number) => Promise<Part>, blobs: BlobStore): Sink {
  const hash = createHash('sha256')
  let size = 0
  let filled = 0
  let kept = 0
  let current: Part | undefined
  const open = async (): Promise<Part> => (current ??= await begin(name, kept))
  const finish = async () => {
    const { seal, sink } = await open()
    await sink.write(seal.end())
    await sink.keep()
    kept++
    filled = 0
    current = undefined
  }
  return {
    async write(chunk) {
      hash.update(chunk)
      size += chunk.byteLength
      for (let from = 0; from < chunk.byteLength; ) {
        if (filled === partSize) await finish()
        const { seal, sink } = await open()
        const piece = chunk.subarray(from, from + partSize - filled)
        for (const sealed of seal.add(piece)) await sink.write(sealed)
        filled += piece.byteLength
        from += piece.byteLength
      }
    },
    async keep() {
      if (current || kept === 0) await finish()
      return { storageKey: keyOf(name, kept), size, sha256: hash.digest('hex') }
    },
    async discard() {
      await current?.sink.discard()
      for (let number = 0; number < kept; number++) await blobs.remove(blobOf(name, number))
    },
  }
}

/** Puts plain bytes before opened content (a byte order mark, say), or joins several openings of one form. */
export function joined<F extends Form>(before: Uint8Array, parts: readonly (() => Content<F>)[], form: F): Content<F> {
  async function* all() {
    if (before.length > 0) yield before
    // Each is opened when its turn comes: two thousand open files are too many.
    for (const open of parts) yield* open()
  }
  return Object.assign(all(), { form })
}

/** Notes a kept file; call it in the write that gives the file its meaning, which ends its upload. Gives the file's id. */
export async function addFile(tx: Tx, file: StoredBytes & { packageId: string; name: string }): Promise<string> {
  const id = newId(tx.at)
  const { packageId, name, size, sha256, storageKey } = file
  await tx.sql
    .insertInto('file')
    .values({ id, packageId, name, size, sha256, storageKey, createdBy: tx.actorId!, createdAt: tx.at })
    .execute()
  await endUpload(tx, storageKey)
  return id
}

async function endUpload({ sql }: Tx, storageKey: string): Promise<void> {
  const own = sql.selectFrom('upload').select('id').where('storageKey', '=', storageKey)
  await sql.deleteFrom('uploadPart').where('uploadId', 'in', own).execute()
  await sql.deleteFrom('upload').where('storageKey', '=', storageKey).execute()
}
