/** The audit: one hash chain per town, appended in the transaction that it tells of. */
import type { ExpressionBuilder, Transaction } from 'kysely'
import type { Act } from '../../policies/kernel/acts.ts'
import { addDays, type Day } from '../../policies/kernel/days.ts'
import { type AuditRecord, genesis, sealedText } from '../../policies/records/audit.ts'
import type { DialectKit } from '../dialects/kit.ts'
import { sha256 } from '../kernel/ids.ts'
import { isNamed, some } from '../kernel/lists.ts'
import type { Reader } from '../kernel/reader.ts'
import type { Schema } from '../kernel/schema.ts'
import { type Instant, startOfDay } from '../kernel/time.ts'

/**
 * Gives the number of the record in its chain. INVARIANT: the head row is locked until commit, so that records of one chain follow
 * each other without a gap.
 */
export async function appendAudit(
  sql: Transaction<Schema>,
  kit: DialectKit,
  entry: Omit<AuditRecord, 'seq' | 'act' | 'at'> & { act: Act; at: Instant },
): Promise<number> {
  const { chain } = entry
  const find = () => kit.lockRow(sql.selectFrom('auditHead').selectAll().where('chain', '=', chain)).executeTakeFirst()
  let head = await find()
  if (!head) {
    await sql
      .insertInto('auditHead')
      .values({ chain, seq: 0, hash: genesis })
      .onConflict((c) => c.column('chain').doNothing())
      .execute()
    head = (await find())!
  }
  const seq = head.seq + 1
  const hash = sha256(sealedText({ ...entry, seq }, head.hash))
  await sql
    .insertInto('audit')
    .values({ ...entry, seq, prev: head.hash, hash })
    .execute()
  await sql.updateTable('auditHead').set({ seq, hash }).where('chain', '=', chain).execute()
  return seq
}

export type ChainReport = {
  readonly chain: string
  readonly records: number
  readonly head: string
  readonly brokenAt: number | null
}

/** Walks every chain from its first record and recomputes each hash; `brokenAt` is the first record that does not follow. */
export async function verifyAudit(db: Reader): Promise<ChainReport[]> {
  const heads = await db.selectFrom('auditHead').selectAll().orderBy('chain').execute()
  const found = await db.selectFrom('audit').select('chain').distinct().execute()
  const lost = found.filter(({ chain }) => !heads.some((head) => head.chain === chain))
  const reports: ChainReport[] = lost.map(({ chain }) => ({ chain, records: 0, head: genesis, brokenAt: 1 }))
  for (const head of heads) reports.push(await verifyChain(db, head))
  return reports
}

async function verifyChain(db: Reader, head: Schema['auditHead']): Promise<ChainReport> {
  const { chain } = head
  let prev = genesis
  let seq = 0
  for await (const row of readChain(db, chain)) {
    const follows = row.seq === seq + 1 && row.prev === prev && row.hash === sha256(sealedText(row, prev))
    if (!follows) return { chain, records: seq, head: prev, brokenAt: seq + 1 }
    seq = row.seq
    prev = row.hash
  }
  const whole = head.seq === seq && head.hash === prev
  return { chain, records: seq, head: prev, brokenAt: whole ? null : seq + 1 }
}

/** Every record of one chain, oldest first, a thousand at a time. */
export async function* readChain(db: Reader, chain: string): AsyncGenerator<Schema['audit']> {
  for (let after = Number.MIN_SAFE_INTEGER; ; ) {
    const batch = await db
      .selectFrom('audit')
      .selectAll()
      .where('chain', '=', chain)
      .where('seq', '>', after)
      .orderBy('seq')
      .limit(1000)
      .execute()
    yield* batch
    if (batch.length === 0) return
    after = batch.at(-1)!.seq
  }
}

/** The chains that exist. */
export const listChains = (db: Reader) => db.selectFrom('auditHead').selectAll().orderBy('chain').execute()

export type AuditFilter = {
  readonly chain?: string | undefined
  readonly subjectId?: string | undefined
  /** The first word of acts: `assignment` for every `assignment.…`. */
  readonly kind?: string | undefined
  /** Words of the actor's name. */
  readonly who?: string | undefined
  /** Days, both included. */
  readonly from?: Day | undefined
  readonly to?: Day | undefined
}
/** The record after which a page begins. */
export type Before = { readonly at: Instant; readonly seq: number; readonly chain: string }

function inFilter(db: Reader, { chain, subjectId, kind, who, from, to }: AuditFilter) {
  let query = db.selectFrom('audit').leftJoin('person', 'person.id', 'audit.actorId')
  if (chain) query = query.where('audit.chain', '=', chain)
  if (subjectId) query = query.where('subjectId', '=', subjectId)
  if (kind) query = query.where('act', 'like', `${kind}.%` as Act)
  if (from) query = query.where('at', '>=', startOfDay(from))
  if (to) query = query.where('at', '<', startOfDay(addDays(to, 1)))
  if (who)
    query = query.where((e) => {
      const named = db.selectFrom('person').select('person.id')
      return e(
        'audit.actorId',
        'in',
        named.where((p) => isNamed(namesOf(p), who)),
      )
    })
  return query
}
const namesOf = (e: ExpressionBuilder<Schema, 'person'>) => ({
  name: e.ref('person.name'),
  kana: e.ref('person.kana'),
  romaji: e.ref('person.romaji'),
})

/** How many records a filter finds, counted up to a thousand. */
export const countAudit = async (db: Reader, filter: AuditFilter): Promise<number> =>
  (await some(inFilter(db, filter).select('audit.seq'), 1)).total

/** Records, newest first, with the actor's name where there was one; one more than `limit` where there is more. */
export function listAudit(db: Reader, filter: AuditFilter, { before, limit }: { before: Before | undefined; limit: number }) {
  let query = inFilter(db, filter)
    .select(['audit.chain', 'seq', 'at', 'act', 'subjectId', 'detail', 'hash'])
    .select(['person.name as actor', 'person.romaji as actorRomaji'])
  if (before)
    query = query.where((e) =>
      e.or([
        e('at', '<', before.at),
        e.and([e('at', '=', before.at), e('seq', '<', before.seq)]),
        e.and([e('at', '=', before.at), e('seq', '=', before.seq), e('audit.chain', '>', before.chain)]),
      ]),
    )
  return query
    .orderBy('at', 'desc')
    .orderBy('seq', 'desc')
    .orderBy('audit.chain')
    .limit(limit + 1)
    .execute()
}
