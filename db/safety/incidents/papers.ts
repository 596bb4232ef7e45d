/** The papers of an incident: the town's answers, saved versions of the report, what was filed, and the warnings of the clock. */

import type { Permit } from '../../../policies/kernel/decision.ts'
import type { Answers } from '../../../policies/safety/incident-duty.ts'
import { type FiledKind, type Items, sealedReport } from '../../../policies/safety/incident-reports.ts'
import { Stale, type Tx } from '../../kernel/database.ts'
import { newId, sha256 } from '../../kernel/ids.ts'
import type { Reader } from '../../kernel/reader.ts'
import { fromJson, toJson } from '../../kernel/schema.ts'

/** Keeps what the town says to the questions. Throws Stale where the incident has been closed. */
export async function saveAnswers(tx: Tx, permit: Permit<'incident.assess'>, answers: Answers): Promise<void> {
  const saved = await tx.sql
    .updateTable('incident')
    .set({ answers: toJson(answers) })
    .where('id', '=', permit.on)
    .where('closedAt', 'is', null)
    .executeTakeFirst()
  if (saved.numUpdatedRows !== 1n) throw new Stale(permit.on)
  await tx.record(permit, { ...answers })
}

/**
 * Keeps the items as the next saved version. `base`: the version from which they were edited; where somebody has saved another one
 * meanwhile it is `Stale`, so that nothing is laid over what nobody has read.
 */
export async function saveDraft(tx: Tx, permit: Permit<'incident.write'>, items: Items, base: number): Promise<void> {
  const version = await keep(tx, permit.on, 'draft', items, base)
  await tx.record(permit, { version })
}

/** Files a saved version, never to be altered; gives its id. `draft`: its number, which must be the latest. Throws Stale otherwise. */
export async function fileReport(
  tx: Tx,
  permit: Permit<'incident.file'>,
  { kind, draft, items }: { readonly kind: FiledKind; readonly draft: number; readonly items: Items },
): Promise<void> {
  if ((await latest(tx.sql, permit.on, 'draft')) !== draft) throw new Stale(permit.on)
  const version = await keep(tx, permit.on, kind, items, await latest(tx.sql, permit.on, kind))
  await tx.record(permit, { kind, version, draft, sha256: seal(permit.on, kind, version, items) })
}

const seal = (incidentId: string, kind: 'draft' | FiledKind, version: number, items: Items) =>
  sha256(sealedReport({ incidentId, kind, version, items }))

/** INVARIANT: the unique index refuses a second report of the same number; whoever loses that race is `Stale`. */
async function keep(tx: Tx, incidentId: string, kind: 'draft' | FiledKind, items: Items, base: number): Promise<number> {
  const open = await tx.sql
    .updateTable('incident')
    .set((e) => ({ closedAt: e.ref('closedAt') }))
    .where('id', '=', incidentId)
    .where('closedAt', 'is', null)
    .executeTakeFirst()
  if (open.numUpdatedRows !== 1n || (await latest(tx.sql, incidentId, kind)) !== base) throw new Stale(incidentId)
  const version = base + 1
  const inserted = await tx.sql
    .insertInto('incidentReport')
    .values({
      id: newId(tx.at),
      incidentId,
      kind,
      version,
      items: toJson(items),
      sha256: seal(incidentId, kind, version, items),
      filedBy: tx.actorId!,
      filedAt: tx.at,
    })
    .onConflict((c) => c.doNothing())
    .executeTakeFirst()
  if (!inserted.numInsertedOrUpdatedRows) throw new Stale(incidentId)
  return version
}

async function latest(db: Reader, incidentId: string, kind: 'draft' | FiledKind): Promise<number> {
  const row = await db
    .selectFrom('incidentReport')
    .where('incidentId', '=', incidentId)
    .where('kind', '=', kind)
    .select((e) => e.fn.max('version').as('version'))
    .executeTakeFirst()
  return row?.version ?? 0
}

/** Every saved and filed version of an incident with who made it, newest first. */
export async function listReports(db: Reader, incidentId: string) {
  const rows = await db
    .selectFrom('incidentReport as r')
    .innerJoin('person as p', 'p.id', 'r.filedBy')
    .where('r.incidentId', '=', incidentId)
    .select(['r.id', 'r.kind', 'r.version', 'r.items', 'r.sha256', 'r.filedAt', 'p.name', 'p.romaji'])
    .orderBy('r.filedAt', 'desc')
    .orderBy('r.id', 'desc')
    .execute()
  return rows.map((row) => ({ ...row, items: fromJson(row.items) as Items }))
}
export type IncidentReport = Awaited<ReturnType<typeof listReports>>[number]

/** Notes that the clock has warned. INVARIANT: what was warned of before stands in the WHERE: of two clocks at once one is Stale. */
export async function noteWarnings(
  tx: Tx,
  permit: Permit<'incident.warn' | 'incident.overdue'>,
  { warned, marks }: { readonly warned: readonly string[]; readonly marks: readonly string[] },
): Promise<void> {
  const noted = await tx.sql
    .updateTable('incident')
    .set({ warned: toJson([...warned, ...marks]) })
    .where('id', '=', permit.on)
    .where('warned', '=', toJson([...warned]))
    .where('closedAt', 'is', null)
    .executeTakeFirst()
  if (noted.numUpdatedRows !== 1n) throw new Stale(permit.on)
  await tx.record(permit, { marks })
}
