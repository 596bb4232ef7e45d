/** Incidents as they are read: one with what the rules want to know of it, and the list. */

import { defaultTownRules } from '../../../policies/membership/towns.ts'
import type { Answers } from '../../../policies/safety/incident-duty.ts'
import { type IncidentFacts, type Scope, statusOf } from '../../../policies/safety/incidents.ts'
import type { Reader } from '../../kernel/reader.ts'
import { fromJson } from '../../kernel/schema.ts'
import { rulesIn } from '../../membership/town-documents.ts'

const whole = (db: Reader) =>
  db
    .selectFrom('incident as i')
    .innerJoin('package as p', 'p.id', 'i.packageId')
    .innerJoin('town', 'town.id', 'i.townId')
    .where('i.joins', 'is', null)
    .select(['i.id', 'i.packageId', 'i.townId', 'i.kind', 'i.noticedAt', 'i.reportedAt', 'i.answers', 'i.warned'])
    .select(['i.liftedBy', 'i.liftedWords', 'i.outcome', 'i.secondedBy', 'i.liftedAt', 'i.closedBy', 'i.closedAt'])
    .select(['p.number', 'p.title', 'p.dataClass', 'p.rowCount', 'p.frozenAt', 'p.destroyedAt', 'p.client'])
    .select(['town.name as town', 'town.romaji as townRomaji', 'town.desk'])
    .select((e) => [
      e
        .selectFrom('incident as j')
        .whereRef('j.joins', '=', 'i.id')
        .select((j) => j.fn.countAll<number | string>().as('n'))
        .as('further'),
      e
        .selectFrom('incidentReport as r')
        .whereRef('r.incidentId', '=', 'i.id')
        .where('r.kind', '=', 'preliminary')
        .select((r) => r.fn.min('r.filedAt').as('at'))
        .as('preliminaryAt'),
      e
        .selectFrom('incidentReport as r')
        .whereRef('r.incidentId', '=', 'i.id')
        .where('r.kind', '=', 'final')
        .select((r) => r.fn.min('r.filedAt').as('at'))
        .as('finalAt'),
    ])

type Row = Awaited<ReturnType<ReturnType<typeof whole>['execute']>>[number]
const unpack = ({ answers, warned, further, desk, ...row }: Row) => {
  const said = fromJson(answers) as Answers
  return {
    ...row,
    answers: said,
    warned: fromJson(warned) as string[],
    reports: 1 + Number(further),
    desk: desk === null ? null : fromJson(desk),
    status: statusOf(row),
    clock: {
      knownAt: row.reportedAt,
      answers: said,
      outcome: row.liftedAt === null ? null : row.outcome,
      preliminaryFiled: row.preliminaryAt !== null,
      finalFiled: row.finalAt !== null,
      closed: row.closedAt !== null,
    },
  }
}
/** Without what only its own page shows. */
export type IncidentOutline = ReturnType<typeof unpack>

/** Every report of one matter, the first one first, with who told and the home town of a resident. */
const reportsOf = (db: Reader, id: string) =>
  db
    .selectFrom('incident as i')
    .innerJoin('person as p', 'p.id', 'i.reportedBy')
    .leftJoin('workerProfile as w', 'w.personId', 'i.reportedBy')
    .leftJoin('town', 'town.id', 'w.townId')
    .leftJoin('assignment as a', 'a.id', 'i.assignmentId')
    .leftJoin('lot', 'lot.id', 'a.lotId')
    .where((e) => e.or([e('i.id', '=', id), e('i.joins', '=', id)]))
    .select(['i.id', 'i.kind', 'i.words', 'i.noticedAt', 'i.reportedAt', 'i.reportedBy', 'lot.number as lotNumber'])
    .select(['lot.firstRow', 'lot.lastRow'])
    .select(['p.name', 'p.kana', 'p.romaji', 'w.townId', 'town.name as town', 'town.romaji as townRomaji'])
    .orderBy('i.reportedAt')
    .orderBy('i.id')
    .execute()

/** The incident that a report began, or joined; with how it stands to this reader. */
export async function findIncident(db: Reader, id: string, readerId: string) {
  const named = await db.selectFrom('incident').select(['id', 'joins']).where('id', '=', id).executeTakeFirst()
  if (!named) return undefined
  const row = unpack(
    await whole(db)
      .where('i.id', '=', named.joins ?? named.id)
      .executeTakeFirstOrThrow(),
  )
  const told = await reportsOf(db, row.id)
  const people = await namesOf(db, [row.liftedBy, row.secondedBy, row.closedBy])
  const rules = await db
    .selectFrom('townDocument')
    .select('body')
    .where('townId', '=', row.townId)
    .where('kind', '=', 'rules')
    .orderBy('version', 'desc')
    .limit(1)
    .executeTakeFirst()
  const facts: IncidentFacts = {
    id: row.id,
    townId: row.townId,
    status: row.status,
    dataClass: row.dataClass,
    reporterTowns: [...new Set(told.flatMap(({ townId }) => (townId ? [townId] : [])))],
    liftedBy: row.liftedBy,
    worked: await hasWorked(db, row.packageId, readerId),
  }
  return { ...row, told, people, facts, rules: rules ? rulesIn(rules) : defaultTownRules }
}
export type Incident = NonNullable<Awaited<ReturnType<typeof findIncident>>>

/** The incident that keeps a package frozen, if one does. */
export async function findOpenOf(db: Reader, packageId: string, readerId: string): Promise<Incident | undefined> {
  const row = await db
    .selectFrom('incident')
    .select('id')
    .where('packageId', '=', packageId)
    .where('joins', 'is', null)
    .where('liftedAt', 'is', null)
    .executeTakeFirst()
  return row && findIncident(db, row.id, readerId)
}

async function namesOf(db: Reader, ids: readonly (string | null)[]): Promise<Map<string, { name: string; romaji: string }>> {
  const known = ids.filter((id) => id !== null)
  if (known.length === 0) return new Map()
  const rows = await db.selectFrom('person').select(['id', 'name', 'romaji']).where('id', 'in', known).execute()
  return new Map(rows.map(({ id, name, romaji }) => [id, { name, romaji }]))
}

/** Whether somebody ever accepted a lot of the package: content was open to them. */
export const hasWorked = async (db: Reader, packageId: string, personId: string): Promise<boolean> =>
  (await db
    .selectFrom('assignment')
    .select('id')
    .where('packageId', '=', packageId)
    .where('workerId', '=', personId)
    .where('acceptedAt', 'is not', null)
    .limit(1)
    .executeTakeFirst()) !== undefined

const within = (db: Reader, { all, towns, residentsOf }: Scope) => {
  const query = whole(db)
  if (all) return query
  return query.where((e) =>
    e.or([
      ...(towns.length > 0 ? [e('i.townId', 'in', towns)] : []),
      ...(residentsOf.length > 0
        ? [
            e.exists(
              e
                .selectFrom('incident as j')
                .innerJoin('workerProfile as w', 'w.personId', 'j.reportedBy')
                .where((j) => j.or([j('j.id', '=', e.ref('i.id')), j('j.joins', '=', e.ref('i.id'))]))
                .where('w.townId', 'in', residentsOf)
                .select('j.id'),
            ),
          ]
        : []),
    ]),
  )
}

/** Those whose papers are open, oldest first. */
export const listOpenIncidents = async (db: Reader, scope: Scope, limit: number): Promise<IncidentOutline[]> =>
  (await within(db, scope).where('i.closedAt', 'is', null).orderBy('i.reportedAt').orderBy('i.id').limit(limit).execute()).map(
    unpack,
  )

/** Those that are closed, the last one first; one more than `limit` where there is more. */
export async function listClosedIncidents(
  db: Reader,
  scope: Scope,
  before: string | undefined,
  limit: number,
): Promise<IncidentOutline[]> {
  const closed = within(db, scope).where('i.closedAt', 'is not', null)
  const rows = await (before ? closed.where('i.id', '<', before) : closed)
    .orderBy('i.id', 'desc')
    .limit(limit + 1)
    .execute()
  return rows.map(unpack)
}

/** All whose papers are open: what the clock looks through. */
export const listRunning = (db: Reader, limit = 1000): Promise<IncidentOutline[]> =>
  listOpenIncidents(db, { all: true, towns: [], residentsOf: [] }, limit)
