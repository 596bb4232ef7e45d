/** Telling of a suspected leak: the report is kept, and its package freezes in the same write. */
import type { Permit } from '../../../policies/kernel/decision.ts'
import type { IncidentKind } from '../../../policies/safety/incidents.ts'
import type { Tx } from '../../kernel/database.ts'
import { toJson } from '../../kernel/schema.ts'
import type { Instant } from '../../kernel/time.ts'

export type Report = {
  readonly packageId: string
  /** The lot in the reporter's hands, where it can only be that one. */
  readonly assignmentId: string | null
  readonly kind: IncidentKind
  readonly words: string
  readonly noticedAt: Instant
}

/**
 * Keeps a report under the id that the permit names, and freezes its package. A further report of what is still being looked into
 * joins the first one and takes back a lifting that waits for its second person, since nobody has seen it yet. INVARIANT: the
 * package's row is changed first, so that of two reports at once the second finds the first.
 */
export async function reportIncident(tx: Tx, permit: Permit<'incident.report'>, report: Report): Promise<void> {
  const { packageId, assignmentId, kind, words, noticedAt } = report
  await freeze(tx, packageId)
  const first = await tx.sql
    .selectFrom('incident')
    .select(['id', 'liftedBy'])
    .where('packageId', '=', packageId)
    .where('joins', 'is', null)
    .where('liftedAt', 'is', null)
    .executeTakeFirst()
  if (first) await tx.sql.updateTable('incident').set({ liftedBy: null }).where('id', '=', first.id).execute()
  await tx.sql
    .insertInto('incident')
    .values({
      id: permit.on,
      packageId,
      townId: permit.chain,
      assignmentId,
      kind,
      words,
      noticedAt,
      reportedBy: tx.actorId!,
      reportedAt: tx.at,
      joins: first?.id ?? null,
      answers: toJson({}),
      warned: toJson([]),
      liftedBy: null,
      liftedWords: null,
      outcome: null,
      secondedBy: null,
      liftedAt: null,
      closedBy: null,
      closedAt: null,
    })
    .execute()
  await tx.record(permit, {
    package: packageId,
    kind,
    ...(first ? { joins: first.id } : {}),
    ...(first?.liftedBy ? { callsOff: true } : {}),
  })
}

/** Out of every list of open work at once; content closes by the rule of access, which reads `frozen_at`. */
async function freeze({ sql, at }: Tx, packageId: string): Promise<void> {
  await sql
    .updateTable('package')
    .set((e) => ({ frozenAt: e.fn.coalesce('frozenAt', e.val(at)), updatedAt: at }))
    .where('id', '=', packageId)
    .execute()
  await sql
    .updateTable('packageTown')
    .set((e) => ({ closed: 1, version: e('version', '+', 1) }))
    .where('packageId', '=', packageId)
    .execute()
}
