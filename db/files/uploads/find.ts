/** Files on their way in pieces, as they are read: what there is of them, and how much room they take. */
import type { Load, Purpose } from '../../../policies/files/uploads.ts'
import { abandonedAfter, holdsFor } from '../../../policies/files/uploads.ts'
import type { Database } from '../../kernel/database.ts'
import type { Reader } from '../../kernel/reader.ts'
import type { Schema } from '../../kernel/schema.ts'
import { type Instant, minutesAfter } from '../../kernel/time.ts'
import { partSize } from '../files.ts'

type Db = Pick<Database, 'read'>
export type Upload = Schema['upload']

export const partsIn = (size: number): number => Math.max(1, Math.ceil(size / partSize))
/** How long a part must be: all but the last are full. */
export const lengthOf = (size: number, part: number): number => Math.min(partSize, size - part * partSize)

export type Offer = {
  packageId: string
  personId: string
  purpose: Purpose
  assignmentId: string | null
  name: string
  size: number
  modifiedAt: number
}

/** The same file of the same person for the same form, begun before and not taken yet. */
export const findSame = ({ read }: Db, offer: Offer): Promise<Upload | undefined> =>
  read
    .selectFrom('upload')
    .selectAll()
    .where('personId', '=', offer.personId)
    .where('packageId', '=', offer.packageId)
    .where('purpose', '=', offer.purpose)
    .where('assignmentId', offer.assignmentId === null ? 'is' : '=', offer.assignmentId)
    .where('name', '=', offer.name)
    .where('size', '=', offer.size)
    .where('modifiedAt', '=', offer.modifiedAt)
    .where('takenAt', 'is', null)
    .orderBy('id', 'desc')
    .limit(1)
    .executeTakeFirst()

export const findUpload = ({ read }: Db, id: string): Promise<Upload | undefined> =>
  read.selectFrom('upload').selectAll().where('id', '=', id).executeTakeFirst()

/** The parts that are in their place. */
export const listParts = ({ read }: Db, id: string) =>
  read
    .selectFrom('uploadPart')
    .select(['number', 'size', 'sha256'])
    .where('uploadId', '=', id)
    .where('claimedAt', 'is', null)
    .orderBy('number')
    .execute()

/** Whether it holds no room any more, because no part has come for a while. */
export const isSilent = ({ beatAt }: Pick<Upload, 'beatAt'>, at: Instant): boolean => beatAt <= minutesAfter(at, -holdsFor)

/**
 * How much there is and will be, `offer` included where it was begun; what is removed, refused or silent counts no more. `id`: an upload
 * that counts all the same, since somebody goes on with it.
 */
export async function measureLoad(
  db: Reader,
  { packageId, personId, id }: Pick<Offer, 'packageId' | 'personId'> & { readonly id?: string },
  at: Instant,
) {
  const open = await db
    .selectFrom('upload')
    .where('takenAt', 'is', null)
    .where((e) => e.or([e('beatAt', '>', minutesAfter(at, -holdsFor)), e('id', '=', id ?? '')]))
    .select(['personId', 'packageId', 'purpose', 'size', 'received'])
    .execute()
  const kept = await db
    .selectFrom('packageFile')
    .innerJoin('file', 'file.id', 'packageFile.fileId')
    .where('packageFile.packageId', '=', packageId)
    .where('packageFile.removedAt', 'is', null)
    .where('packageFile.state', '!=', 'refused')
    .select((e) => [e.fn.countAll<number>().as('files'), e.fn.sum<number | null>('file.size').as('bytes')])
    .executeTakeFirstOrThrow()
  const here = open.filter((one) => one.packageId === packageId && (one.purpose === 'material' || one.purpose === 'attachment'))
  return {
    ownUploads: open.filter((one) => one.personId === personId).length,
    packageFiles: Number(kept.files) + here.length,
    packageBytes: Number(kept.bytes ?? 0) + here.reduce((sum, { size }) => sum + size, 0),
    coming: open.reduce((sum, { size, received }) => sum + size - received, 0),
  } satisfies Omit<Load, 'room'>
}

/** What is on its way into a package and not there yet: who sends it, since when, and when the last part came. The oldest first. */
export const listComing = (db: Reader, packageId: string) =>
  db
    .selectFrom('upload')
    .innerJoin('person', 'person.id', 'upload.personId')
    .where('packageId', '=', packageId)
    .where('purpose', 'in', ['material', 'attachment'])
    .where('takenAt', 'is', null)
    .select(['upload.id', 'personId', 'upload.name', 'size', 'received', 'upload.createdAt', 'beatAt'])
    .select(['person.name as by', 'person.romaji as byRomaji'])
    .orderBy('upload.id')
    .execute()

/** Whether a file with a meaning lies there. */
export const isKept = async ({ read }: Db, storageKey: string): Promise<boolean> =>
  (await read.selectFrom('file').select('id').where('storageKey', '=', storageKey).executeTakeFirst()) !== undefined ||
  (await read.selectFrom('sentList').select('packageId').where('storageKey', '=', storageKey).executeTakeFirst()) !== undefined

/** Uploads that nobody went on with, and those taken by a form that never gave them a meaning. */
export const listAbandoned = ({ read }: Db, at: Instant, limit = 100) =>
  read
    .selectFrom('upload')
    .selectAll()
    .where('beatAt', '<', minutesAfter(at, -abandonedAfter))
    .orderBy('beatAt')
    .limit(limit)
    .execute()
