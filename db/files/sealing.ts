/** Sealed files: AES-256-GCM in records of 64 KiB, each with its own tag and number, and a mark on the last one. */
import { createCipheriv, createDecipheriv, hkdfSync, randomBytes } from 'node:crypto'

/** Bytes of plain text in a record, and what sealing adds to each. */
export const recordSize = 65_536
const tagSize = 16
export const sealedRecordSize = recordSize + tagSize
const magic = Buffer.from('YUI1')
const saltSize = 16
const packageSize = 36
/** The head says which package's key opens the file: it is no secret, and changing it opens nothing. */
export const headSize = magic.length + packageSize + saltSize

/** A file that is not what was sealed: cut, changed, swapped, or sealed with another key. */
export class Broken extends Error {
  override name = 'Broken'
}

export type Head = { readonly packageId: string; readonly bytes: Buffer }
export function newHead(packageId: string): Head {
  if (!/^[\w-]{36}$/.test(packageId)) throw new Error('not the id of a package')
  return { packageId, bytes: Buffer.concat([magic, Buffer.from(packageId), randomBytes(saltSize)]) }
}
/** Throws Broken for anything that is no head of ours. */
export function readHead(bytes: Buffer): Head {
  if (bytes.length < headSize || !bytes.subarray(0, magic.length).equals(magic)) throw new Broken('not a sealed file')
  return { packageId: bytes.toString('latin1', magic.length, magic.length + packageSize), bytes: bytes.subarray(0, headSize) }
}

/** The key of one file: from the package's key, the file's salt and its place in the store. */
const fileKey = (packageKey: Uint8Array, { bytes }: Head, storageKey: string): Buffer =>
  Buffer.from(hkdfSync('sha256', packageKey, bytes.subarray(headSize - saltSize), `yui-file-1 ${storageKey}`, 32))

const nonce = (record: number, last: boolean): Buffer => {
  const bytes = Buffer.alloc(12)
  bytes.writeUIntBE(record, 5, 6)
  bytes[11] = last ? 1 : 0
  return bytes
}

/** Seals a stream: `add` gives what is ready, `end` the last record. A file always has a last record, be it empty. */
export function sealer(packageKey: Uint8Array, head: Head, storageKey: string) {
  const key = fileKey(packageKey, head, storageKey)
  let waiting = Buffer.alloc(0)
  let record = 0
  const seal = (plain: Uint8Array, last: boolean): Buffer => {
    const cipher = createCipheriv('aes-256-gcm', key, nonce(record++, last), { authTagLength: tagSize })
    cipher.setAAD(head.bytes)
    return Buffer.concat([cipher.update(plain), cipher.final(), cipher.getAuthTag()])
  }
  return {
    add(chunk: Uint8Array): Buffer[] {
      waiting = waiting.length === 0 ? Buffer.from(chunk) : Buffer.concat([waiting, chunk])
      const ready: Buffer[] = []
      let from = 0
      // What fills a record may yet be the last one, so one byte more is waited for.
      for (; waiting.length - from > recordSize; from += recordSize)
        ready.push(seal(waiting.subarray(from, from + recordSize), false))
      waiting = waiting.subarray(from)
      return ready
    },
    end: (): Buffer => seal(waiting, true),
  }
}

/** Opens records of one file by their number. Nothing comes out before its record has proved whole: cut, changed or swapped is Broken. */
export function opener(packageKey: Uint8Array, head: Head, storageKey: string) {
  const key = fileKey(packageKey, head, storageKey)
  return (sealed: Buffer, record: number, last: boolean): Buffer => {
    if (sealed.length < tagSize) throw new Broken('a record that is too short')
    const decipher = createDecipheriv('aes-256-gcm', key, nonce(record, last), { authTagLength: tagSize })
    decipher.setAAD(head.bytes)
    decipher.setAuthTag(sealed.subarray(-tagSize))
    const plain = decipher.update(sealed.subarray(0, -tagSize))
    try {
      decipher.final()
    } catch {
      throw new Broken('a record that was changed')
    }
    return plain
  }
}

/** How many records a sealed file has, by its size on disk. Throws Broken where no file of ours has that size. */
export function recordsIn(sealedSize: number): number {
  const rest = sealedSize - headSize
  const records = Math.ceil(rest / sealedRecordSize)
  if (rest < tagSize || (records > 1 && rest - (records - 1) * sealedRecordSize <= tagSize))
    throw new Broken('a file that was cut')
  return records
}

/** A key or a few words under a key: base64url text, bound to what it is for. */
export function wrapKey(kek: Uint8Array, plain: Uint8Array, about: string): string {
  const iv = randomBytes(12)
  const cipher = createCipheriv('aes-256-gcm', kek, iv, { authTagLength: tagSize })
  cipher.setAAD(Buffer.from(about))
  return Buffer.concat([iv, cipher.update(plain), cipher.final(), cipher.getAuthTag()]).toString('base64url')
}
/** Throws Broken when the deployment's key is another one, or the text was changed or moved. */
export function unwrapKey(kek: Uint8Array, wrapped: string, about: string): Buffer {
  const bytes = Buffer.from(wrapped, 'base64url')
  try {
    const decipher = createDecipheriv('aes-256-gcm', kek, bytes.subarray(0, 12), { authTagLength: tagSize })
    decipher.setAAD(Buffer.from(about))
    decipher.setAuthTag(bytes.subarray(-tagSize))
    return Buffer.concat([decipher.update(bytes.subarray(12, -tagSize)), decipher.final()])
  } catch {
    throw new Broken('a key that does not open')
  }
}

/** A few words under a package's key, bound to that package: base64url, a new nonce each time. */
export function sealText(packageKey: Uint8Array, packageId: string, text: string): string {
  return wrapKey(textKey(packageKey), Buffer.from(text), `yui-text-1 ${packageId}`)
}
/** Throws Broken for what was changed, moved or sealed for another package. */
export function openText(packageKey: Uint8Array, packageId: string, sealed: string): string {
  return unwrapKey(textKey(packageKey), sealed, `yui-text-1 ${packageId}`).toString('utf8')
}
const textKey = (packageKey: Uint8Array): Buffer => Buffer.from(hkdfSync('sha256', packageKey, '', 'yui-text-1', 32))
