/** The gates of an act (policies/kernel/act.ts) as the database answers them: once more, inside the write and after its record. */
import type { Transaction } from 'kysely'
import { holdAt, isClosedTo } from '../../policies/identity/hold.ts'
import { type Gate, gatesOf, isInside } from '../../policies/kernel/act.ts'
import { type Act, declaredOf } from '../../policies/kernel/acts.ts'
import { dayOf } from '../../policies/kernel/days.ts'
import type { Permit } from '../../policies/kernel/decision.ts'
import { handlingIn } from '../../policies/membership/towns.ts'
import { inForce } from '../membership/grants.ts'
import { readTownRules } from '../membership/town-documents.ts'
import { type Around, findAround, findWorkerOf } from './inside.ts'
import type { Schema } from './schema.ts'
import type { Instant } from './time.ts'

type Writing = { readonly sql: Transaction<Schema>; readonly at: Instant; readonly actorId: string | null }
/** `pkg`: the package that the act is done inside of, if it is. */
type Asked = Writing & { readonly permit: Permit<Act>; readonly pkg: Around | undefined }
type Ask = (asked: Asked) => Promise<boolean> | boolean
/** Why nobody has to ask again: it cannot change between the permit and the write, or the WHERE of the write asks it. */
type Settled = { readonly settled: string }

/** INVARIANT: complete, so that a new gate does not compile before somebody has said how a write asks it. */
export const gates: Readonly<Record<Gate, Ask | Settled>> = {
  thawed: ({ pkg }) => pkg?.frozenAt === null,
  whole: ({ pkg }) => pkg !== undefined && pkg.destroyedAt === null && pkg.decided === null,
  unheld: async (asked) => !isClosedTo({ heldUntil: await heldUntil(asked) }, asked.pkg?.dataClass ?? null),
  standing: async (asked) => !(await isOwn(asked)) || (await isWorker(asked)),
  posted: async (asked) => {
    const worker = await workerOf(asked)
    return worker !== undefined && (await isPosted(asked, worker.townId))
  },
  consented: async (asked) => {
    const worker = await workerOf(asked)
    return worker === undefined || !(await isOnlyShown(asked)) || (await isConsented(asked, worker.townId))
  },
  'not-own': { settled: 'whose work it is was fixed when it came about' },
  second: { settled: 'the WHERE of the write never takes the first person for the second' },
  independent: { settled: 'nobody brings somebody in, and sees them sign in, within one request' },
}

/**
 * The first gate that is shut for a permitted act, if one is. INVARIANT: asked after the record, which locks the head of the town's
 * chain, in which a freeze, a withdrawal and a destruction are recorded too: each has then either committed, and is seen, or waits
 * for that lock, and comes after.
 */
export async function findShut(writing: Writing, permit: Permit<Act>): Promise<Gate | undefined> {
  const rule = declaredOf(permit.act)
  const asked = gatesOf(rule).filter((gate) => !permit.waives?.includes(gate))
  if (asked.length === 0) return undefined
  const pkg = isInside(rule.on) ? await findAround(writing.sql, rule.on, permit.on) : undefined
  // Only the chain of its own town keeps apart what closes a package and what is done inside of it.
  if (isInside(rule.on) && pkg?.townId !== permit.chain) return 'whole'
  for (const gate of asked) {
    const ask = gates[gate]
    if (typeof ask === 'function' && !(await ask({ ...writing, permit, pkg }))) return gate
  }
  return undefined
}

const workerOf = ({ sql, permit }: Asked) => {
  const { on } = declaredOf(permit.act)
  return isInside(on) ? findWorkerOf(sql, on, permit.on) : undefined
}
const isOwn = async (asked: Asked): Promise<boolean> => (await workerOf(asked))?.personId === asked.actorId

async function heldUntil({ sql, at, actorId }: Asked): Promise<string | null> {
  if (actorId === null) return null
  const person = await sql.selectFrom('person').select('heldUntil').where('id', '=', actorId).executeTakeFirst()
  return holdAt(person?.heldUntil ?? null, at)
}

const isWorker = async ({ sql, at, actorId }: Asked): Promise<boolean> =>
  (await sql
    .selectFrom('roleGrant')
    .select('id')
    .where('personId', '=', actorId)
    .where('role', '=', 'worker')
    .where(inForce(dayOf(at)))
    .executeTakeFirst()) !== undefined

const isPosted = async ({ sql, pkg }: Asked, townId: string): Promise<boolean> =>
  (await sql
    .selectFrom('packageTown')
    .select('townId')
    .where('packageId', '=', pkg?.id ?? '')
    .where('townId', '=', townId)
    .where('closed', '=', 0)
    .executeTakeFirst()) !== undefined

async function isOnlyShown({ sql, pkg }: Asked): Promise<boolean> {
  if (!pkg?.dataClass) return true
  return !handlingIn(await readTownRules(sql, pkg.townId), pkg.dataClass).download
}

/** A consent that was taken back, or given anew, since it was decided is another one. */
async function isConsented({ sql, at, pkg }: Asked, townId: string): Promise<boolean> {
  const hop = await sql
    .selectFrom('consent')
    .select(['withdrawnAt', 'givenAt'])
    .where('packageId', '=', pkg?.id ?? '')
    .where('townId', '=', townId)
    .executeTakeFirst()
  return !hop || (hop.withdrawnAt === null && hop.givenAt <= at)
}
