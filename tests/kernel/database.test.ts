import { sql } from 'kysely'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { createDatabase, onceOf, Repeated } from '../../db/kernel/database.ts'
import { claimLetter } from '../../db/kernel/outbox.ts'
import { openForWork } from '../../db/kernel/settings.ts'
import { verifyAudit } from '../../db/records/audit.ts'
import { decideAccount } from '../../policies/identity/people.ts'
import type { Permit } from '../../policies/kernel/decision.ts'
import { newWorld, now, type TestWorld } from '../support/run/world.ts'

let world: TestWorld
beforeEach(async () => {
  world = await newWorld()
})
afterEach(() => world.close())

const hana = () => ({ id: world.cast.hana.id, grants: [] })
const permitted = () => decideAccount('account.edit', hana(), { fresh: true, passkeys: 1 }) as Permit<'account.edit'>
const by = (more = {}) => ({ actor: hana(), at: now, ...more })
const romajiOf = async () =>
  (await world.db.read.selectFrom('person').select('romaji').where('id', '=', world.cast.hana.id).executeTakeFirstOrThrow())
    .romaji

test('a write that records nothing is undone', async () => {
  const silent = world.db.write(by(), (tx) => tx.sql.updateTable('person').set({ romaji: 'X' }).execute())
  await expect(silent).rejects.toThrow('must record')
  expect(await romajiOf()).toBe('Hana Kobayashi')
})

test('a write that fails half way leaves nothing behind, no record and no notice', async () => {
  const failing = world.db.write(by(), async (tx) => {
    await tx.sql.updateTable('person').set({ romaji: 'X' }).execute()
    await tx.record(permitted())
    throw new Error('half way')
  })
  await expect(failing).rejects.toThrow('half way')
  expect([await romajiOf(), (await world.audit()).length]).toEqual(['Hana Kobayashi', 0])
})

test('a transaction cannot be used after it ends', async () => {
  const leaked: { sql: unknown; record: (permit: Permit<'account.edit'>) => Promise<unknown> }[] = []
  await world.db.write(by(), async (tx) => {
    leaked.push(tx)
    await tx.record(permitted())
  })
  expect(() => leaked[0]!.sql).toThrow('after it ended')
  await expect(leaked[0]!.record(permitted())).rejects.toThrow('after it ended')
})

test('the database cannot be used beside the open transaction', async () => {
  const beside = world.db.write(by(), async (tx) => {
    await tx.record(permitted())
    await romajiOf()
  })
  await expect(beside).rejects.toThrow('beside the open transaction')
})

test('a form that is sent twice acts once and leads to the same place', async () => {
  const send = () => world.db.write(by({ once: onceOf('token', 'words'), answer: '/there' }), (tx) => tx.record(permitted()))
  const answers = await Promise.allSettled([send(), send(), send()])
  const refused = answers.filter((answer) => answer.status === 'rejected').map(({ reason }) => reason)
  expect(refused).toHaveLength(2)
  for (const error of refused) expect(error).toBeInstanceOf(Repeated)
  expect((refused[0] as Repeated).answer).toBe('/there')
  expect(await world.audit()).toHaveLength(1)
})

test('a transient fault is tried again, and any other is not', async () => {
  let tries = 0
  const flaky = createDatabase({
    ...world.engine,
    kit: { ...world.engine.kit, isTransient: (error) => (error as Error).message === 'busy' },
  })
  await flaky.write(by(), async (tx) => {
    if (++tries < 3) throw new Error('busy')
    await tx.record(permitted())
  })
  expect(tries).toBe(3)
  await expect(flaky.write(by(), () => Promise.reject(new Error('broken')))).rejects.toThrow('broken')
  expect(await world.audit()).toHaveLength(1)
})

test('fifty writes at once make one whole chain', async () => {
  await Promise.all(Array.from({ length: 50 }, () => world.db.write(by(), (tx) => tx.record(permitted()))))
  expect(await verifyAudit(world.db.read)).toMatchObject([{ records: 50, brokenAt: null }])
})

test('an acknowledged write survives a power cut, and a connection that would not is refused', async () => {
  await expect(openForWork(world.db, now)).resolves.toBeUndefined()
  if (world.db.kit.name === 'postgres') return
  await sql`pragma synchronous = normal`.execute(world.engine.writer)
  await expect(openForWork(world.db, now)).rejects.toThrow('synchronous=FULL')
})

test('two senders never claim the same letter', async () => {
  const permit = decideAccount('passkey.remove', hana(), { fresh: true, passkeys: 2 }) as Permit<'passkey.remove'>
  await world.db.write({ actor: null, at: now }, (tx) => tx.record(permit))
  const claimed = await Promise.all([claimLetter(world.engine, now), claimLetter(world.engine, now)])
  expect(claimed.filter(Boolean)).toHaveLength(1)
})
