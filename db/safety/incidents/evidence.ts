/** What the records say of an incident: who held which rows, and who read or took what, when and from where. */
import type { Act } from '../../../policies/kernel/acts.ts'
import type { Reader } from '../../kernel/reader.ts'
import { fromJson } from '../../kernel/schema.ts'
import type { Instant } from '../../kernel/time.ts'

/** Everybody who accepted a lot, by lot, with the line of the ledger where there is one. */
export const listHolders = (db: Reader, packageId: string) =>
  db
    .selectFrom('assignment as a')
    .innerJoin('lot', 'lot.id', 'a.lotId')
    .innerJoin('person as p', 'p.id', 'a.workerId')
    .leftJoin('workerProfile as w', 'w.personId', 'a.workerId')
    .leftJoin('town', 'town.id', 'w.townId')
    .leftJoin('custody as c', 'c.assignmentId', 'a.id')
    .where('a.packageId', '=', packageId)
    .where('a.acceptedAt', 'is not', null)
    .select(['a.id', 'a.workerId', 'a.status', 'a.acceptedAt', 'lot.number', 'lot.firstRow', 'lot.lastRow'])
    .select(['p.name', 'p.kana', 'p.romaji', 'town.name as town', 'town.romaji as townRomaji'])
    .select(['c.openedAt', 'c.takenAt', 'c.takes', 'c.returnedAt', 'c.accountedAt'])
    .orderBy('lot.number')
    .orderBy('a.acceptedAt')
    .orderBy('a.id')
    .execute()
export type Holder = Awaited<ReturnType<typeof listHolders>>[number]

/** The columns of the list, and how many files lie beside it. */
export async function findContent(db: Reader, packageId: string) {
  const list = await db.selectFrom('rowList').select(['header', 'rowCount']).where('packageId', '=', packageId).executeTakeFirst()
  const { n } = await db
    .selectFrom('packageFile')
    .where('packageId', '=', packageId)
    .where('removedAt', 'is', null)
    .select((e) => e.fn.countAll<number | string>().as('n'))
    .executeTakeFirstOrThrow()
  return { columns: list ? (fromJson(list.header) as string[]) : [], rows: list?.rowCount ?? 0, files: Number(n) }
}

/** Acts by which content reached somebody: seen as pictures or text, or taken as a file. */
const seeing: readonly Act[] = ['assignment.open', 'assignment.read-delivery', 'file.open', 'glass.look']
const taking: readonly Act[] = ['assignment.download', 'package.result', 'package.export', 'file.download']
/** What opened the way to it; what was then seen has a record of its own. */
const opening: readonly Act[] = ['content.open', 'glass.break']
const reads: readonly Act[] = [...seeing, ...taking, ...opening]

/** Where the records of a package stand: its own, its lots', its files' and broken glass's, all in the chain of its town. */
function recordsOf(db: Reader, { packageId, townId }: { readonly packageId: string; readonly townId: string }) {
  return db
    .selectFrom('audit as u')
    .leftJoin('person as p', 'p.id', 'u.actorId')
    .leftJoin('assignment as a', 'a.id', 'u.subjectId')
    .leftJoin('lot', 'lot.id', 'a.lotId')
    .where('u.chain', '=', townId)
    .where((e) =>
      e.or([
        e('u.subjectId', '=', packageId),
        ...(['assignment', 'packageFile', 'breakGlass'] as const).map((table) =>
          e('u.subjectId', 'in', e.selectFrom(table).select(`${table}.id`).where(`${table}.packageId`, '=', packageId)),
        ),
      ]),
    )
    .where('u.act', 'in', reads)
    .select([
      'u.seq',
      'u.at',
      'u.act',
      'u.detail',
      'u.actorId',
      'p.name',
      'p.romaji',
      'lot.number',
      'lot.firstRow',
      'lot.lastRow',
    ])
}

type Raw = Awaited<ReturnType<ReturnType<typeof recordsOf>['execute']>>[number]
export type Reading = Omit<Raw, 'detail'> & { readonly place: string | null; readonly form: string | null }
const unpack = ({ detail, ...row }: Raw): Reading => {
  const said = JSON.parse(detail) as { place?: string; form?: string }
  return { ...row, place: said.place ?? null, form: said.form ?? null }
}

type Of = { readonly packageId: string; readonly townId: string }
/** The last readings, newest first; one more than `limit` where there is more. */
export const listReadings = async (db: Reader, of: Of, limit: number): Promise<Reading[]> =>
  (
    await recordsOf(db, of)
      .orderBy('u.seq', 'desc')
      .limit(limit + 1)
      .execute()
  ).map(unpack)

/** Every reading, oldest first, some hundreds at a time: for a file of them. */
export async function* readReadings(db: Reader, of: Of): AsyncGenerator<Reading> {
  for (let after = -1; ; ) {
    const batch = await recordsOf(db, of).where('u.seq', '>', after).orderBy('u.seq').limit(500).execute()
    for (const row of batch) yield unpack(row)
    if (batch.length === 0) return
    after = batch.at(-1)!.seq
  }
}

/** How often content was seen and taken, by how many people, since when and until when. */
export type Summary = {
  readonly seen: number
  readonly taken: number
  readonly people: number
  readonly first: Instant | null
  readonly last: Instant | null
}
export async function summarise(readings: AsyncIterable<Reading>): Promise<Summary> {
  const people = new Set<string>()
  let [seen, taken] = [0, 0]
  let [first, last]: [Instant | null, Instant | null] = [null, null]
  for await (const { act, actorId, at, form } of readings) {
    if (opening.includes(act)) continue
    if (form === 'file' || (form === null && taking.includes(act))) taken++
    else seen++
    if (actorId) people.add(actorId)
    first ??= at
    last = at
  }
  return { seen, taken, people: people.size, first, last }
}
