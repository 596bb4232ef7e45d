/** Reading is free. Writing is one door: a change, its audit record and its notices commit together or not at all. */
import { createHmac } from 'node:crypto'
import type { Kysely, Transaction } from 'kysely'
import type { Act } from '../../policies/kernel/acts.ts'
import type { Permit } from '../../policies/kernel/decision.ts'
import { insideWrite } from '../dialects/kit.ts'
import { appendAudit } from '../records/audit.ts'
import type { Engine } from './engine.ts'
import { findShut } from './gates.ts'
import { sha256 } from './ids.ts'
import { notify } from './notices.ts'
import { watchChanges } from './prepared.ts'
import type { Reader } from './reader.ts'
import type { Schema } from './schema.ts'
import type { Instant } from './time.ts'

/** A form as it was sent: its single-use token, and what was said under it, both as hashes. */
export type Once = { readonly token: string; readonly said: string }
/** Who writes, when, and by which sending of a form. `actor` null: the clock, or the console. */
export type By = {
  readonly actor: { readonly id: string } | null
  readonly at: Instant
  readonly once?: Once | undefined
  readonly answer?: string
  /** The form was drawn for nobody in particular: `actor` is only who they become by sending it. */
  readonly stranger?: true
}
export type Tx = {
  readonly sql: Transaction<Schema>
  readonly at: Instant
  readonly actorId: string | null
  /**
   * Adds the audit record of a permitted act, and its notices; gives where the record stands. `detail` holds references and
   * figures, never personal data. Throws Stale where a gate of the act has shut since it was permitted (gates.ts).
   */
  record(permit: Permit<Act>, detail?: Readonly<Record<string, unknown>>): Promise<Recorded>
}
/** Where a record stands: its chain and its number there. */
export type Recorded = { readonly chain: string; readonly seq: number }
/** State that is no one's act (sessions, challenges, leases, progress, uploads on their way): written without an audit record, and only these tables. */
type Technical = Pick<
  Schema,
  | 'setting'
  | 'session'
  | 'challenge'
  | 'proof'
  | 'packageKey'
  | 'outbox'
  | 'once'
  | 'job'
  | 'notification'
  | 'rateLimit'
  | 'opening'
  | 'upload'
  | 'uploadPart'
  | 'sentList'
  | 'keptForm'
> & {
  packageFile: Pick<Schema['packageFile'], 'id' | 'begun' | 'begunAt'>
  town: Pick<Schema['town'], 'id' | 'name' | 'kana' | 'romaji'>
}
type Upkeep = Pick<Kysely<Technical>, 'selectFrom' | 'insertInto' | 'updateTable' | 'deleteFrom' | 'transaction'>

export type Database = {
  readonly read: Reader
  readonly upkeep: Upkeep
  readonly kit: Engine['kit']
  write<T>(by: By, work: (tx: Tx) => Promise<T>): Promise<T>
}

/** A write that recorded nothing: a bug of ours, so it is undone. */
class Unrecorded extends Error {
  override name = 'Unrecorded'
}
/** Somebody else moved the thing first. */
export class Stale extends Error {
  override name = 'Stale'
}
/** For one write among several, where another process may have been first: that stops no other. Gives whether it was done here. */
export async function unlessStale(work: Promise<unknown>): Promise<boolean> {
  try {
    await work
    return true
  } catch (error) {
    if (error instanceof Stale) return false
    throw error
  }
}
/** The same form was sent before; `answer` is where its first sending led. */
export class Repeated extends Error {
  override name = 'Repeated'
  readonly answer: string
  constructor(answer: string) {
    super('the same form was sent before')
    this.answer = answer
  }
}

const tries = 5

export function createDatabase({ writer, reader, kit }: Engine): Database {
  const attempt = <T>(by: By, work: (tx: Tx) => Promise<T>, committing: () => void) =>
    writer.transaction().execute((sql) =>
      insideWrite(async () => {
        await useOnce(sql, by)
        const tx = startTx(sql, by, kit)
        const result = await work(tx).finally(tx.end)
        if (tx.records() === 0) throw new Unrecorded('a write must record what happened')
        committing()
        return result
      }),
    )
  async function write<T>(by: By, work: (tx: Tx) => Promise<T>, attempts = 1): Promise<T> {
    let isCommitting = false
    try {
      return await attempt(by, work, () => {
        isCommitting = true
      })
    } catch (error) {
      // A commit that was not answered may have come through: only a token keeps a second try from acting twice.
      const mayRepeat = kit.isTransient(error) || (kit.isLost(error) && (!isCommitting || by.once !== undefined))
      if (attempts >= tries || !mayRepeat) throw error
      await new Promise((done) => setTimeout(done, attempts * 20 * Math.random()))
      return write(by, work, attempts + 1)
    }
  }
  if (reader !== writer) watchChanges(reader, kit.stamp)
  return { read: reader, upkeep: writer as unknown as Upkeep, kit, write: (by, work) => write(by, work) }
}

function startTx(sql: Transaction<Schema>, { actor, at }: By, kit: Engine['kit']) {
  let records = 0
  let open = true
  return {
    at,
    actorId: actor?.id ?? null,
    get sql() {
      if (!open) throw new Error('a transaction was used after it ended')
      return sql
    },
    async record(permit: Permit<Act>, detail: Readonly<Record<string, unknown>> = {}) {
      if (!open) throw new Error('a transaction was used after it ended')
      const { act, on: subjectId, chain } = permit
      const actorId = actor?.id ?? null
      const seq = await appendAudit(sql, kit, { chain, at, actorId, act, subjectId, detail: JSON.stringify(detail) })
      const shut = await findShut({ sql, at, actorId }, permit)
      if (shut) throw new Stale(`${shut}: ${subjectId}`)
      await notify(sql, { act, subjectId, at, exceptId: actorId })
      records++
      return { chain, seq }
    },
    records: () => records,
    end: () => {
      open = false
    },
  }
}

/**
 * A sending of a form. `words`: all that it says, its address too. The token alone is the key under which words are hashed, and of it
 * only a hash is stored: nobody can try out from the table what somebody typed.
 */
export const onceOf = (token: string, words: string): Once => ({
  token: sha256(token),
  said: createHmac('sha256', token).update(words).digest('hex'),
})

/** Where the same words led when this form was sent before. A form that was drawn before words were kept answers for any. */
export async function findAnswer(db: Reader, actorId: string, { token, said }: Once): Promise<string | undefined> {
  const key = `${actorId}:${token}`
  const before = await db.selectFrom('once').select(['answer', 'said']).where('key', '=', key).executeTakeFirst()
  return before && (before.said ?? said) === said ? before.answer : undefined
}

/** What stood when an earlier sending of this form, with whatever words, was through. */
export const findLeft = async (db: Reader, actorId: string, { token }: Once): Promise<string | undefined> =>
  (await db.selectFrom('once').select('left').where('key', '=', `${actorId}:${token}`).executeTakeFirst())?.left ?? undefined

/** Remembers what stands now that a form is through; asked for when the same form comes again with other words. */
export async function noteLeft({ upkeep }: Database, actorId: string, { token }: Once, left: string): Promise<void> {
  await upkeep.updateTable('once').set({ left }).where('key', '=', `${actorId}:${token}`).execute()
}

/**
 * INVARIANT: the token and the effect commit together, so a form that was sent twice has acted once. Sent again with other words it
 * is another act, and what it said before no longer answers: who takes a change back again means it.
 */
async function useOnce(sql: Transaction<Schema>, { once, actor, at, answer = '/', stranger }: By): Promise<void> {
  if (!once) return
  const key = `${stranger ? '' : (actor?.id ?? '')}:${once.token}`
  const { numInsertedOrUpdatedRows } = await sql
    .insertInto('once')
    .values({ key, personId: actor?.id ?? '', answer, said: once.said, left: null, at })
    .onConflict((conflict) =>
      conflict.column('key').doUpdateSet({ answer, said: once.said, at }).where('once.said', '!=', once.said),
    )
    .executeTakeFirst()
  if (numInsertedOrUpdatedRows) return
  const first = await sql.selectFrom('once').select('answer').where('key', '=', key).executeTakeFirst()
  throw new Repeated(first?.answer ?? '/')
}
