/** Where sealed bytes lie: one type for a folder on the disk (`disk.ts`) and for S3-compatible storage (`s3.ts`). */

/** Sealed objects of at most `mostBytes` under names of our own making; nobody can read them without a package's key. */
export type BlobStore = {
  /**
   * Begins an object. Nothing of it is found under its name until `keep`, and then all of it is on the disk. Several may begin one
   * name at a time: whoever keeps last has replaced the others whole.
   */
  create(name: string): Promise<BlobSink>
  /** Its size in bytes. Throws Missing. */
  size(name: string): Promise<number>
  /** At most `length` bytes from `position`; fewer only at its end, none behind it. Throws Missing. */
  read(name: string, position: number, length: number): Promise<Buffer>
  /** Gone or never there: both are fine. */
  remove(name: string): Promise<void>
  /** Every kept object, with its size in bytes and when it was kept (ms since the epoch): for sweeping strays and for counting. */
  list(): AsyncIterable<{ name: string; size: number; changedAt: number }>
  /** Free and total bytes; null where the store does not tell, as S3. */
  room(): Promise<{ free: number; total: number } | null>
}
/** Ends with `keep` or `discard`; what is written afterwards throws. `discard` after either does nothing. */
export type BlobSink = { write(chunk: Uint8Array): Promise<void>; keep(): Promise<void>; discard(): Promise<void> }

/** 8 MiB and what sealing adds to them. S3's side of a sink is held in memory, so more than this throws in either store. */
export const mostBytes = 8 * 2 ** 20 + 65_536

/** There is no object of that name. */
export class Missing extends Error {
  override name = 'Missing'
  constructor() {
    super('no such object')
  }
}

/** The store did not do it: out of reach, refusing or too slow. Its message holds no address, no name and no key. */
export class Unavailable extends Error {
  override name = 'Unavailable'
  /** Asking again may help. */
  readonly passing: boolean
  constructor(why: string, { passing = false } = {}) {
    super(`the object store ${why}`)
    this.passing = passing
  }
}

/** The objects of a file are numbered: the first has the file's own name. */
export const blobOf = (name: string, part: number): string => (part === 0 ? name : `${name}.${part}`)
/** The name of the file that an object is a part of. */
export const nameOf = (blob: string): string => blob.replace(/\.\d+$/, '')
/** A name, or the name of a numbered part. */
export const isName = (name: string): boolean => /^[\w-]{20,}(\.\d{1,4})?$/.test(name)
/** Gives the name back. Throws for anything that could be a path, or is none of ours. */
export function checkedName(name: string): string {
  if (!isName(name)) throw new Error('not the name of an object')
  return name
}
/** Throws unless both are whole numbers that a file can have. */
export function checkRange(position: number, length: number): void {
  if (![position, length].every((n) => Number.isSafeInteger(n) && n >= 0)) throw new RangeError('not a range of an object')
}
/** The size with a chunk more. Throws above `mostBytes`. */
export function grown(size: number, { byteLength }: Uint8Array): number {
  if (size + byteLength > mostBytes) throw new RangeError('an object that is too large')
  return size + byteLength
}
