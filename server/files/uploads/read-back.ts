/** Reads a whole upload back from where it lies: its hash is that of the bytes that are really there. */
import { createHash } from 'node:crypto'
import { Missing } from '../../../db/files/blobs/index.ts'
import { type FileStore, partSize } from '../../../db/files/files.ts'
import { Broken } from '../../../db/files/sealing.ts'
import { findUpload, listParts, type Upload } from '../../../db/files/uploads/find.ts'
import { beginReadBack, noteReadBack, reopenUpload } from '../../../db/files/uploads/move.ts'
import type { Database } from '../../../db/kernel/database.ts'
import type { Clock } from '../../../db/kernel/time.ts'
import { inside } from '../../../policies/safety/access.ts'
import { inBackground, oneAtATime } from '../../kernel/jobs.ts'
import type { Log } from '../../kernel/log.ts'

type Running = { readonly db: Database; readonly store: FileStore; readonly clock: Clock; readonly log: Log }
/** The uploads that this process reads or is about to. */
const reading = new Set<string>()
/** One after the other: the disk and the core are shared with everybody's pages. */
const inTurn = oneAtATime()
const everyMs = 250

/** Begins to read back an upload whose last part has just come. */
export async function readBack(running: Running, upload: Upload): Promise<void> {
  if (reading.has(upload.id)) return
  reading.add(upload.id)
  const work = inTurn(() => read(running, upload), upload.personId)
  inBackground(running.log, 'read-back', () => work.finally(() => reading.delete(upload.id)))
}

/** Takes up a reading that broke off with its process; asked whenever somebody looks how far it is. */
export async function goOnReading(running: Running, upload: Upload): Promise<void> {
  if (upload.completedAt === null || upload.sha256 !== null || reading.has(upload.id)) return
  if (await beginReadBack(running.db, upload, running.clock())) await readBack(running, upload)
}

async function read({ db, store, clock, log }: Running, { id, packageId, storageKey, size }: Upload): Promise<void> {
  const sent = await listParts(db, id)
  const whole = createHash('sha256')
  let part = createHash('sha256')
  let hashed = 0
  let noted = performance.now()
  const wrong: number[] = []
  const endPart = () => {
    const number = Math.ceil(hashed / partSize) - 1
    if (part.digest('hex') !== sent.find((one) => one.number === number)?.sha256) wrong.push(number)
    part = createHash('sha256')
  }
  try {
    // Records never reach over the end of a part.
    for await (const piece of store.read(inside(packageId), storageKey)) {
      whole.update(piece)
      part.update(piece)
      hashed += piece.byteLength
      if (hashed % partSize === 0 || hashed === size) endPart()
      if (performance.now() - noted < everyMs) continue
      noted = performance.now()
      await noteReadBack(db, id, hashed, clock())
      // Cancelled, or taken back by the clock.
      if (!(await findUpload(db, id))) return
    }
  } catch (error) {
    if (!(error instanceof Broken || error instanceof Missing)) throw error
    wrong.push(Math.floor(hashed / partSize))
  }
  if (wrong.length > 0) {
    if (await reopenUpload(db, id, wrong, clock()))
      log.warn({ upload: id, parts: wrong }, 'parts came back broken and are asked for again')
    return
  }
  await noteReadBack(db, id, hashed, clock(), whole.digest('hex'))
}
