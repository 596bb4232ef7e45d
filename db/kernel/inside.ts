/** The package that something stands inside of, found from whatever kind of thing an act is done to. */
import type { ExpressionBuilder } from 'kysely'
import type { Inside } from '../../policies/kernel/act.ts'
import type { Reader } from './reader.ts'
import type { Schema } from './schema.ts'

type OfPackage = ExpressionBuilder<Schema & { p: Schema['package'] }, 'p'>
/** Tables whose rows name their package and, some of them, whose work they are. */
const tables = { assignment: 'assignment', application: 'application', file: 'packageFile', glass: 'breakGlass' } as const
const idOf = (e: OfPackage, kind: Inside, id: string) =>
  kind === 'package' ? e.val(id) : e.selectFrom(tables[kind]).select('packageId').where('id', '=', id)

/** The package with all that closes it; `decided`: a destruction that is not called off any more. Nothing where there is none. */
export const findAround = (db: Reader, kind: Inside, id: string) =>
  db
    .selectFrom('package as p')
    .where((e) => e('p.id', '=', idOf(e, kind, id)))
    .select(['p.id', 'p.townId', 'p.dataClass', 'p.frozenAt', 'p.destroyedAt'])
    .select((e) =>
      e
        .selectFrom('destruction as d')
        .whereRef('d.packageId', '=', 'p.id')
        .where('d.cancelledAt', 'is', null)
        .where('d.certificate', 'is not', null)
        .select('d.id')
        .as('decided'),
    )
    .executeTakeFirst()
export type Around = NonNullable<Awaited<ReturnType<typeof findAround>>>

/** Whose lot or wish it is, with the town; nothing where it is nobody's. */
export async function findWorkerOf(db: Reader, kind: Inside, id: string) {
  const workers = db.selectFrom('workerProfile as w').select(['w.personId', 'w.townId'])
  if (kind === 'assignment')
    return workers.innerJoin('assignment as a', 'a.workerId', 'w.personId').where('a.id', '=', id).executeTakeFirst()
  if (kind === 'application')
    return workers.innerJoin('application as a', 'a.personId', 'w.personId').where('a.id', '=', id).executeTakeFirst()
  if (kind === 'file')
    return workers
      .innerJoin('assignment as a', 'a.workerId', 'w.personId')
      .innerJoin('packageFile as f', 'f.assignmentId', 'a.id')
      .where('f.id', '=', id)
      .executeTakeFirst()
  return undefined
}
