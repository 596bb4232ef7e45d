/** The list of applications that officers look through: what needs the reader first, then by how long it has waited. */
import type { ExpressionBuilder, ExpressionWrapper, SqlBool } from 'kysely'
import { ended, type Status, type Step } from '../../../policies/membership/vetting.ts'
import { some } from '../../kernel/lists.ts'
import type { Reader } from '../../kernel/reader.ts'
import type { Schema } from '../../kernel/schema.ts'
import type { Instant } from '../../kernel/time.ts'

/** INVARIANT: says the same to the list as `decideRead` does to one vetting (tests/membership/vettings.test.ts compares them). */
export type VettingScope = {
  readonly selfId: string
  /** The towns whose coordinator the reader is; null: all of them. */
  readonly towns: readonly string[] | null
  /** The reader may be the second person anywhere. */
  readonly second: boolean
}
export type Place = { readonly rank: number; readonly at: Instant; readonly id: string }
type Filter = { readonly open: boolean; readonly after?: Place | undefined; readonly limit: number }

type Tables = Pick<Schema, 'vetting' | 'vettingStep'>
type Bool = ExpressionWrapper<never, never, SqlBool>

const inScope =
  ({ selfId, towns, second }: VettingScope) =>
  (e: ExpressionBuilder<Tables, 'vetting'>) => {
    const own = towns === null ? [e.lit(true)] : towns.length > 0 ? [e('vetting.townId', 'in', towns)] : []
    const asked = second ? [e('vetting.proposedBy', 'is not', null)] : []
    const reached = [...own, ...asked]
    return e.and([e('vetting.personId', '!=', selfId), reached.length > 0 ? e.or(reached as never) : e.lit(false)] as never)
  }

const doneOf = (e: ExpressionBuilder<Tables, 'vetting'>, steps: readonly Step[]) =>
  e
    .selectFrom('vettingStep as s')
    .whereRef('s.vettingId', '=', 'vetting.id')
    .where('s.step', 'in', steps)
    .select((c) => c.fn.count<number>('s.step').distinct().as('n'))

/** The reader's turn: something for an officer to see or to ask, or all is there and somebody other than the proposer may decide. */
const needsReader =
  ({ selfId, towns }: VettingScope) =>
  (e: ExpressionBuilder<Tables, 'vetting'>): Bool => {
    const mayDecide = e.or([e('vetting.proposedBy', 'is', null), e('vetting.proposedBy', '!=', selfId)])
    const confirm = e.and([e('vetting.proposedBy', 'is not', null), e('vetting.proposedBy', '!=', selfId)])
    const complete = e.and([e(doneOf(e, ['pledge', 'environment']), '>=', 2), mayDecide])
    const open = e.or([
      e(doneOf(e, ['residency']), '=', 0),
      e.and([e('vetting.kind', '=', 'first'), e(doneOf(e, ['interview']), '=', 0)]),
      complete,
    ])
    const town = towns === null ? open : towns.length > 0 ? e.and([e('vetting.townId', 'in', towns), open]) : e.lit(false)
    return e.and([e('vetting.status', '=', 'open'), e.or([confirm, town] as never)]) as unknown as Bool
  }

const ranked = (db: Reader, scope: VettingScope) =>
  db
    .selectFrom('vetting')
    .innerJoin('person', 'person.id', 'vetting.personId')
    .innerJoin('town', 'town.id', 'vetting.townId')
    .where(inScope(scope) as never)
    .select(['vetting.id', 'vetting.personId', 'vetting.kind', 'vetting.status', 'vetting.appliedAt', 'vetting.decidedAt'])
    .select(['vetting.clearance', 'vetting.proposedBy', 'vetting.proposedAt'])
    .select(['person.name', 'person.kana', 'person.romaji', 'town.name as town', 'town.romaji as townRomaji'])
    .select((e) =>
      e
        .case()
        .when(needsReader(scope)(e as never))
        .then(0)
        .else(1)
        .end()
        .as('rank'),
    )

/** A page of the vettings that the scope reaches; one more than `limit` where there is more. Finished ones: the latest first. */
export async function listVettings(db: Reader, scope: VettingScope, { open, after, limit }: Filter) {
  const status: readonly Status[] = open ? ['open'] : ended
  let query = db.selectFrom(ranked(db, scope).where('vetting.status', 'in', status).as('v')).selectAll('v')
  const beyond = open ? '>' : '<'
  if (after)
    query = query.where((e) => {
      const later = e.or([
        e('v.appliedAt', beyond, after.at),
        e.and([e('v.appliedAt', '=', after.at), e('v.id', beyond, after.id)]),
      ])
      return e.or([e('v.rank', '>', after.rank), e.and([e('v.rank', '=', after.rank), later])])
    })
  const way = open ? 'asc' : 'desc'
  const rows = await query
    .orderBy('v.rank')
    .orderBy('v.appliedAt', way)
    .orderBy('v.id', way)
    .limit(limit + 1)
    .execute()
  const steps = await stepsOf(
    db,
    rows.map(({ id }) => id),
  )
  return rows.map((row) => ({
    ...row,
    mine: Number(row.rank) === 0,
    place: { rank: Number(row.rank), at: row.appliedAt, id: row.id } satisfies Place,
    done: steps.filter(({ vettingId }) => vettingId === row.id).map(({ step }) => step),
  }))
}

const stepsOf = async (db: Reader, ids: readonly string[]) =>
  ids.length === 0 ? [] : db.selectFrom('vettingStep').select(['vettingId', 'step']).where('vettingId', 'in', ids).execute()

/** How many vettings wait for the reader, and since when the first one does. */
export async function countNeeding(db: Reader, scope: VettingScope): Promise<{ n: number; since: Instant | undefined }> {
  const needing = ranked(db, scope)
    .where((e) => needsReader(scope)(e as never))
    .orderBy('vetting.appliedAt')
  const { rows, total } = await some(needing, 1)
  return { n: total, since: rows[0]?.appliedAt }
}

/** Open vettings that began before an instant, the oldest first: what the clock ends. */
export const listUnfinished = (db: Reader, before: Instant, limit = 100) =>
  db
    .selectFrom('vetting')
    .select(['id', 'personId', 'appliedAt'])
    .where('status', '=', 'open')
    .where('appliedAt', '<', before)
    .orderBy('appliedAt')
    .orderBy('id')
    .limit(limit)
    .execute()
