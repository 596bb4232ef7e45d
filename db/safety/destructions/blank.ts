/** Every place of the database in which something of a package's content stands, sealed or in words: blanked in the write that closes it. */
import { keptFormMinutes } from '../../../policies/identity/people.ts'
import { kept } from '../../../policies/records/kept/index.ts'
import type { Tx } from '../../kernel/database.ts'
import { toJson } from '../../kernel/schema.ts'
import { minutesAfter } from '../../kernel/time.ts'

/** The tables that it writes over, by their names in SQL: the database is asked to let go of the old rows afterwards. */
export const blanked = [
  'package',
  'row_list',
  'sent_list',
  'submission',
  'review',
  'review_point',
  'entry',
  'file',
  'package_file',
  'job',
  'upload',
  'upload_part',
  'opening',
  'kept_form',
] as const

const ofPackage = ['rowList', 'package', 'file', 'packageFile', 'job'] as const
/** What the table of what is kept says stands there afterwards. */
const blankOf = (table: (typeof ofPackage)[number]): object =>
  Object.fromEntries(Object.entries(kept[table].blank).map(([column, left]) => [column, Array.isArray(left) ? toJson([]) : left]))

/** Blanks what people wrote about the content, names of files, sealed texts, and what is on its way. Figures and fingerprints stay. */
export async function blankContent({ sql, at }: Tx, packageId: string): Promise<void> {
  const lots = sql.selectFrom('assignment').select('id').where('packageId', '=', packageId)
  const deliveries = sql.selectFrom('submission').select('id').where('assignmentId', 'in', lots)
  const reviews = sql.selectFrom('review').select('id').where('submissionId', 'in', deliveries)
  await sql.updateTable('reviewPoint').set(kept.reviewPoint.ends.goes).where('reviewId', 'in', reviews).execute()
  await sql.updateTable('review').set(kept.review.ends.goes).where('submissionId', 'in', deliveries).execute()
  await sql
    .updateTable('submission')
    .set({ ...kept.submission.ends.goes, changes: '' })
    .where('assignmentId', 'in', lots)
    .execute()
  await sql.deleteFrom('entry').where('assignmentId', 'in', lots).execute()
  for (const table of ofPackage) {
    const key = table === 'package' ? 'id' : 'packageId'
    await sql.updateTable(table).set(blankOf(table)).where(sql.dynamic.ref(key), '=', packageId).execute()
  }
  const uploads = sql.selectFrom('upload').select('id').where('packageId', '=', packageId)
  await sql.deleteFrom('uploadPart').where('uploadId', 'in', uploads).execute()
  await sql.deleteFrom('upload').where('packageId', '=', packageId).execute()
  await sql.deleteFrom('sentList').where('packageId', '=', packageId).execute()
  await sql.deleteFrom('opening').where('packageId', '=', packageId).execute()
  // What is kept for an hour may be about any package; drafts, which are kept longer, hold nothing of a list.
  await sql.deleteFrom('keptForm').where('until', '<=', minutesAfter(at, keptFormMinutes)).execute()
}
