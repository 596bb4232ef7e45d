/** Destructions as they are read: one package with everything that decides, and what the clock looks for. */
import type { Day } from '../../../policies/kernel/days.ts'
import { ended } from '../../../policies/packages/statuses.ts'
import type { DestructionFacts, Stage } from '../../../policies/safety/destructions.ts'
import type { Tx } from '../../kernel/database.ts'
import type { Reader } from '../../kernel/reader.ts'
import { fromJson } from '../../kernel/schema.ts'
import type { Instant } from '../../kernel/time.ts'
import { type Inventory, listFiles } from './inventory.ts'

type Db = Reader | Tx['sql']
/** Lines that are named one by one; the rest is counted. */
const mostNamed = 200
const destroyedAtOnce = 1000

/** A package with its destruction, and the facts that the rules ask, as they stand now; nothing where there is no such package. */
export async function findDestruction(db: Db, packageId: string) {
  const row = await db
    .selectFrom('package as p')
    .innerJoin('town', 'town.id', 'p.townId')
    .leftJoin('destruction as d', (on) => on.onRef('d.packageId', '=', 'p.id').on('d.cancelledAt', 'is', null))
    .leftJoin('person as asker', 'asker.id', 'd.askedBy')
    .leftJoin('person as witness', 'witness.id', 'd.witnessedBy')
    .where('p.id', '=', packageId)
    .select(['p.id', 'p.townId', 'p.number', 'p.title', 'p.status', 'p.dataClass', 'p.rowCount', 'p.lotCount', 'p.lotsApproved'])
    .select(['p.keepUntil', 'p.frozenAt', 'p.destroyedAt', 'town.name as town', 'town.romaji as townRomaji'])
    .select(['d.id as destructionId', 'd.askedBy', 'd.askedAt', 'd.reason', 'd.witnessedBy', 'd.doneAt', 'd.finalOn'])
    .select(['d.certificate', 'd.sha256'])
    .select(['asker.name as asker', 'asker.romaji as askerRomaji'])
    .select(['witness.name as witness', 'witness.romaji as witnessRomaji'])
    .select((e) => [
      e
        .selectFrom('assignment as a')
        .whereRef('a.packageId', '=', 'p.id')
        .where('a.status', '=', 'submitted')
        .select((a) => a.fn.countAll<number | string>().as('n'))
        .as('waiting'),
      e
        .selectFrom('audit')
        .whereRef('audit.subjectId', '=', 'p.id')
        .where('audit.act', 'in', ['package.result', 'package.export'])
        .select((a) => a.fn.max('audit.at').as('at'))
        .as('resultTakenAt'),
    ])
    .executeTakeFirst()
  if (!row) return undefined
  const openLines = await listOpenLines(db, packageId)
  const facts: DestructionFacts = {
    id: row.id,
    townId: row.townId,
    status: row.status,
    dataClass: row.dataClass,
    keepUntil: row.keepUntil,
    frozen: row.frozenAt !== null,
    stage: stageOf(row),
    askedBy: row.askedBy,
    openLines,
    waiting: Number(row.waiting ?? 0),
    resultTaken: row.resultTakenAt !== null || row.lotsApproved === 0,
  }
  return { ...row, facts }
}
export type FoundDestruction = NonNullable<Awaited<ReturnType<typeof findDestruction>>>

/** INVARIANT: what will be gone is written down in the write that decides, so its list is what tells a decided destruction. */
const stageOf = (d: { destructionId: string | null; certificate: unknown; doneAt: string | null }): Stage =>
  d.destructionId === null ? 'none' : d.doneAt !== null ? 'done' : d.certificate !== null ? 'decided' : 'asked'

/** Files are out, and nobody has said what became of them. What never left is gone with the key. */
const listOpenLines = (db: Db, packageId: string) =>
  db
    .selectFrom('custody as c')
    .innerJoin('assignment as a', 'a.id', 'c.assignmentId')
    .innerJoin('lot', 'lot.id', 'a.lotId')
    .innerJoin('person as w', 'w.id', 'c.holderId')
    .where('c.packageId', '=', packageId)
    .where('c.accountedAt', 'is', null)
    .where('c.takes', '>', 0)
    .select(['lot.number as lot', 'w.name as holder', 'w.romaji as holderRomaji'])
    .orderBy('lot.number')
    .orderBy('c.id')
    .limit(mostNamed)
    .execute()

/** What a person is shown before deciding: how much will be gone. */
export async function countContent(db: Reader, packageId: string) {
  const files = await listFiles(db, packageId)
  const entries = await db
    .selectFrom('entry')
    .innerJoin('assignment', 'assignment.id', 'entry.assignmentId')
    .where('assignment.packageId', '=', packageId)
    .select((e) => e.fn.countAll<number | string>().as('n'))
    .executeTakeFirstOrThrow()
  const deliveries = files.filter(({ isDelivery }) => Boolean(isDelivery)).length
  const lists = files.filter(({ isList }) => Boolean(isList)).length
  return { files: files.length - deliveries - lists, deliveries, lists, entries: Number(entries.n) }
}

/** Destructions that were decided and are not done: a process was stopped on the way, or an object could not be removed. */
export const listDecided = (db: Reader) => decided(db).select('packageId').orderBy('id').execute()
const decided = (db: Reader) =>
  db.selectFrom('destruction').where('certificate', 'is not', null).where('doneAt', 'is', null).where('cancelledAt', 'is', null)

/** What of the list in a decided destruction has to be removed. */
export const inventoryOf = ({ certificate }: Pick<FoundDestruction, 'certificate'>): Inventory =>
  certificate === null ? [] : (fromJson(certificate) as unknown as { inventory: Inventory }).inventory

/** Packages whose day comes within some days, or has passed, and that are not destroyed. */
export const listDue = (db: Reader, until: Day, limit = 1000) =>
  db
    .selectFrom('package')
    .where('keepUntil', '<=', until)
    .where('destroyedAt', 'is', null)
    .where('status', 'in', ended)
    .select('id')
    .select((e) =>
      e
        .selectFrom('audit')
        .whereRef('audit.subjectId', '=', 'package.id')
        .where('audit.act', '=', 'destruction.remind')
        .select((a) => a.fn.max('audit.at').as('at'))
        .as('remindedAt'),
    )
    .orderBy('keepUntil')
    .orderBy('id')
    .limit(limit)
    .execute()

/** Destructions of some towns that wait for a second person who is not this one; null: of every town. */
export function listToWitness(db: Reader, towns: readonly string[] | null, personId: string, limit = 5) {
  if (towns?.length === 0) return Promise.resolve([])
  let query = db
    .selectFrom('destruction as d')
    .innerJoin('package as p', 'p.id', 'd.packageId')
    .where('d.cancelledAt', 'is', null)
    .where('d.certificate', 'is', null)
    .where('d.askedBy', 'is not', null)
    .where('d.askedBy', '!=', personId)
    .select(['p.id', 'p.townId', 'p.title', 'p.number', 'd.askedAt'])
  if (towns) query = query.where('p.townId', 'in', towns)
  return query.orderBy('d.askedAt').orderBy('d.id').limit(limit).execute()
}

/** Packages of some towns whose day comes within some days, or has passed. */
export const listEnding = (db: Reader, towns: readonly string[], until: Day, limit = 5) =>
  db
    .selectFrom('package')
    .where('townId', 'in', towns)
    .where('keepUntil', '<=', until)
    .where('destroyedAt', 'is', null)
    .where('status', 'in', ended)
    .select(['id', 'title', 'keepUntil'])
    .orderBy('keepUntil')
    .orderBy('id')
    .limit(limit)
    .execute()

/** Which of these packages the database still holds as if nothing had been decided; what was is finished with its certificate. */
export const listStanding = (db: Reader, ids: readonly string[]) =>
  db
    .selectFrom('package')
    .where('id', 'in', ids)
    .where('destroyedAt', 'is', null)
    .where('id', 'not in', decided(db).select('packageId'))
    .select(['id', 'townId'])
    .orderBy('id')
    .execute()

/** Every destroyed package, read some at once. */
export async function* listDestroyed(db: Reader, atOnce = destroyedAtOnce): AsyncGenerator<{ id: string; destroyedAt: Instant }> {
  for (let last = { id: '', destroyedAt: '' as Instant }; ; ) {
    const rows = await db
      .selectFrom('package')
      .where('destroyedAt', 'is not', null)
      .where((e) => e(e.refTuple('destroyedAt', 'id'), '>', e.tuple(last.destroyedAt, last.id)))
      .select(['id', (e) => e.ref('destroyedAt').$notNull().as('destroyedAt')])
      .orderBy('destroyedAt')
      .orderBy('id')
      .limit(atOnce)
      .execute()
    yield* rows
    if (rows.length < atOnce) return
    last = rows.at(-1)!
  }
}
