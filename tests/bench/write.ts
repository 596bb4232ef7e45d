/** One write (change, audit, outbox, one durable commit) against one bare durable commit of the same file system: `tsx write.ts FILE` */
import SQLite from 'better-sqlite3'
import { setLocale } from '../../db/identity/people.ts'
import { createDatabase } from '../../db/kernel/database.ts'
import { migrate, openEngine } from '../../db/kernel/engine.ts'
import { wallClock } from '../../db/kernel/time.ts'
import { cast } from '../../db/seeds/cast.ts'
import { seed } from '../../db/seeds/index.ts'
import { decideAccount } from '../../policies/identity/people.ts'
import type { Permit } from '../../policies/kernel/decision.ts'

const [, , file] = process.argv as [string, string, string]
const times = 2_000
const median = (values: number[]) => values.sort((a, b) => a - b)[Math.floor(values.length / 2)]!
const round = (ms: number) => Math.round(ms * 1000) / 1000

const engine = openEngine(file)
await migrate(engine)
await seed(engine, wallClock())
const db = createDatabase(engine)
const hana = { id: cast.hana.id, grants: [] }
const change = decideAccount('account.edit', hana, { fresh: true, passkeys: 2 }) as Permit<'account.edit'>
// An act of which somebody is told, so that the outbox takes part.
const told = decideAccount('passkey.remove', hana, { fresh: true, passkeys: 2 }) as Permit<'passkey.remove'>
const app: number[] = []
for (let i = 0; i < times; i++) {
  const began = performance.now()
  await db.write({ actor: hana, at: wallClock() }, async (tx) => {
    await setLocale(tx, change, i % 2 ? 'ja' : 'en')
    await tx.record(told)
  })
  app.push(performance.now() - began)
}
await engine.close()

const handle = new SQLite(`${file}.bare`)
handle.pragma('journal_mode = WAL')
handle.exec('create table t (a text)')
handle.pragma('synchronous = FULL')
const insert = handle.prepare('insert into t values (?)')
const bare: number[] = []
for (let i = 0; i < times; i++) {
  const began = performance.now()
  insert.run('x'.repeat(100))
  bare.push(performance.now() - began)
}
handle.close()

const [ours, theirs] = [median(app), median(bare)]
process.stdout.write(
  `${JSON.stringify({ figure: 'a write: change, two audit records, notice, letter, one durable commit; median ms', app: round(ours), bare: round(theirs), ratio: round(ours / theirs), limit: 2, ok: ours < 2 })}\n`,
)
