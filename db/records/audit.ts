/** The audit: one hash chain per town, appended in the transaction that it tells of. */
import type { Transaction } from 'kysely'
import type { Act } from '../../policies/kernel/acts.ts'
import { type AuditRecord, genesis, sealedText } from '../../policies/records/audit.ts'
import type { DialectKit } from '../dialects/kit.ts'
import { sha256 } from '../kernel/ids.ts'
import type { Reader } from '../kernel/reader.ts'
import type { Schema } from '../kernel/schema.ts'
import type { Instant } from '../kernel/time.ts'

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
  readonly before?: { readonly at: Instant; readonly seq: number; readonly chain: string } | undefined
}

/** Records, newest first, with the actor's name where there was one; one more than `limit` where there is more. */
export function listAudit(db: Reader, { chain, before, subjectId, kind }: AuditFilter, limit: number) {
  let query = db
    .selectFrom('audit')
    .leftJoin('person', 'person.id', 'audit.actorId')
    .select(['audit.chain', 'seq', 'at', 'act', 'subjectId', 'detail', 'hash'])
    .select(['person.name as actor', 'person.romaji as actorRomaji'])
  if (chain) query = query.where('audit.chain', '=', chain)
  if (subjectId) query = query.where('subjectId', '=', subjectId)
  if (kind) query = query.where('act', 'like', `${kind}.%` as Act)
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
