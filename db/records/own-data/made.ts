/** What is made for a section beside the columns of its rows: what went with a delivery, and words that may repeat content. */
import type { about } from '../../../policies/records/kept/index.ts'
import type { Reader } from '../../kernel/reader.ts'
import { fromJson } from '../../kernel/schema.ts'
import type { Item } from './section.ts'
import { listLeftOut } from './words.ts'

/** An item with the id of its row and that of its package. */
export type Found = { readonly id: string; readonly packageId: string; readonly item: Item }
type Make = (db: Reader, personId: string, found: readonly Found[]) => Promise<Item[]>
type Made = Extract<(typeof about)[keyof typeof about], { readonly made: string }>['section']

export const made: Readonly<Record<Made, Make>> = {
  async deliveries(db, personId, found) {
    const [attached, leftOut] = [await listAttached(db, personId), await listLeftOut(db, personId)]
    return found.map(({ id, packageId, item }) => {
      const { note = null } = item
      const why = note === '' ? undefined : leftOut.get(packageId)
      const names = attached.filter(({ submissionId }) => submissionId === id).map(({ name }) => name)
      return { ...item, note: why ? null : note, attached: names.join(' / '), leftOut: why ?? null }
    })
  },
  async reviews(db, personId, found) {
    const [all, leftOut] = [await listPoints(db, personId), await listLeftOut(db, personId)]
    return found.map(({ id, packageId, item }) => {
      const { words = null } = item
      const points = all.filter(({ reviewId }) => reviewId === id)
      const why = words === '' && points.length === 0 ? undefined : leftOut.get(packageId)
      const inWords = (point: (typeof points)[number]) => [
        fromJson(point.criteria)[point.criterion - 1],
        point.row === null ? '' : `#${point.row}`,
        why ? '' : point.words,
      ]
      return {
        ...item,
        words: why ? null : words,
        points: points.map((point) => inWords(point).filter(Boolean).join(' / ')),
        leftOut: why ?? null,
      }
    })
  },
}

/** What went with each delivery beside the rows, by name. */
const listAttached = (db: Reader, personId: string) =>
  db
    .selectFrom('packageFile as p')
    .innerJoin('file', 'file.id', 'p.fileId')
    .innerJoin('assignment as a', 'a.id', 'p.assignmentId')
    .where('a.workerId', '=', personId)
    .where('p.submissionId', 'is not', null)
    .select(['p.submissionId', 'file.name'])
    .orderBy('p.id')
    .execute()

const listPoints = (db: Reader, personId: string) =>
  db
    .selectFrom('reviewPoint as point')
    .innerJoin('review as r', 'r.id', 'point.reviewId')
    .innerJoin('submission as s', 's.id', 'r.submissionId')
    .innerJoin('assignment as a', 'a.id', 's.assignmentId')
    .innerJoin('package as p', 'p.id', 'a.packageId')
    .where('a.workerId', '=', personId)
    .select(['point.reviewId', 'point.criterion', 'point.row', 'point.words', 'p.criteria'])
    .orderBy('point.criterion')
    .orderBy('point.id')
    .execute()
