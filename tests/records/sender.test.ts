// The outbox goes out as real mail: one letter for each person, again when it failed, never with anything personal in it.
import type { Transporter } from 'nodemailer'
import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { issueEnrolment } from '../../db/identity/passkeys.ts'
import type { CastKey } from '../../db/seeds/cast.ts'
import { permit } from '../../policies/kernel/decision.ts'
import type { Letters } from '../../policies/kernel/letters.ts'
import { openTransport, sendDue, startSender } from '../../server/kernel/sender.ts'
import { startSmtp } from '../support/outside/smtp.ts'
import { newWorld, type TestWorld } from '../support/run/world.ts'

let smtp: Awaited<ReturnType<typeof startSmtp>>
let world: TestWorld
let transport: Transporter
beforeEach(async () => {
  smtp = await startSmtp()
  const mail = { url: smtp.url, from: 'yui@work.example.jp' }
  world = await newWorld({ mail })
  transport = openTransport(mail)
})
afterEach(async () => {
  transport.close()
  await world.close()
  await smtp.close()
})

/** Something that the person hears of. */
const tell = (who: CastKey) =>
  world.db.write({ actor: null, at: world.clock() }, (tx) =>
    issueEnrolment(tx, permit('enrolment.issue', { id: world.cast[who].id, townId: 'alliance' }), 10),
  )
const set = (who: CastKey, values: { email?: string | null; locale?: 'ja' | 'en'; letters?: Letters }) =>
  world.engine.writer.updateTable('person').set(values).where('id', '=', world.cast[who].id).execute()
const waiting = () => world.engine.reader.selectFrom('outbox').selectAll().where('sentAt', 'is', null).execute()

test('two notices to one person become one letter, in their language', async () => {
  await set('ken', { locale: 'en' })
  for (const who of ['hana', 'hana', 'ken'] as const) await tell(who)
  expect(await sendDue(world, transport)).toBe(2)
  const [hana, ken] = ['hana@example.jp', 'ken@example.jp'].map((to) => smtp.letters.find((letter) => letter.to[0] === to)!)
  expect(smtp.letters).toHaveLength(2)
  expect(hana!.text).toContain('・新しい招待コードが発行されました（2件）')
  expect(hana!.text).toContain('http://localhost:3000/notifications')
  expect(ken!.text).toContain('- You have been sent a new invitation code')
  expect(ken!.headers).toMatchObject({ subject: '[Yui] You have 1 notification', 'auto-submitted': 'auto-generated' })
  expect(await waiting()).toHaveLength(0)
  expect(await sendDue(world, transport)).toBe(0)
})

test('a letter names nobody and no code', async () => {
  const code = await tell('hana')
  await sendDue(world, transport)
  const [letter] = smtp.letters
  for (const secret of ['小林', '花', 'コバヤシ', 'Kobayashi', code]) expect(letter!.text).not.toContain(secret)
  expect(JSON.stringify(letter!.headers)).not.toContain('小林')
})

test('a letter that fails goes out later, under the same Message-ID, and is not lost', async () => {
  smtp.refuse(true)
  await tell('hana')
  expect(await sendDue(world, transport)).toBe(0)
  expect(await waiting()).toMatchObject([{ attempts: 1 }])
  smtp.refuse(false)
  expect(await sendDue(world, transport), 'the lease holds it back').toBe(0)
  world.later(2)
  expect(await sendDue(world, transport)).toBe(1)
  expect(smtp.letters[0]!.headers['message-id']).toMatch(/^<[0-9a-f]{32}@localhost>$/)
  expect(await waiting()).toHaveLength(0)
})

test('each failure waits longer, and after ten nobody is bothered any more', async () => {
  smtp.refuse(true)
  await tell('hana')
  for (let i = 0; i < 12; i++) {
    await sendDue(world, transport)
    world.later(2 ** Math.min(i, 10) + 1)
  }
  expect(await waiting()).toMatchObject([{ attempts: 10 }])
})

test('one refused recipient holds up nobody else', async () => {
  await set('hana', { email: 'not an address\r\nBcc: x@evil.example' })
  await tell('hana')
  await tell('ken')
  expect(await sendDue(world, transport)).toBe(1)
  expect(smtp.letters.map(({ to }) => to)).toEqual([['ken@example.jp']])
})

test('who has no address gets no letter, and is not tried for ever', async () => {
  await set('hana', { email: null })
  await tell('hana')
  expect(await sendDue(world, transport)).toBe(0)
  expect(await waiting()).toHaveLength(0)
})

/** A result of training is recorded: news about somebody's own work. */
const train = async (who: CastKey) => {
  const id = `completion-${who}`
  const at = world.clock()
  const completion = { id, courseId: 'security', personId: world.cast[who].id, result: 'passed' as const, score: null, note: '' }
  await world.engine.writer
    .insertInto('completion')
    .values({ ...completion, completedOn: '2026-11-20', validUntil: null, recordedBy: world.cast.reiko.id, recordedAt: at })
    .execute()
  await world.db.write({ actor: null, at }, (tx) => tx.record(permit('completion.record', { id, townId: 'alliance' })))
}

test('who wants letters about what matters most only gets those, and is told of the rest inside', async () => {
  await set('hana', { letters: 'none' })
  await set('ken', { letters: 'own' })
  for (const who of ['hana', 'ken'] as const) await train(who)
  expect(await sendDue(world, transport)).toBe(1)
  expect(smtp.letters.map(({ to }) => to)).toEqual([['ken@example.jp']])
  expect(await waiting(), 'nothing is tried for ever').toHaveLength(0)
  expect(await (await world.as('hana')).text('/notifications')).toContain('研修の結果が記録されました')
})

test('an unwanted piece of news does not travel along with a wanted one', async () => {
  await set('hana', { letters: 'none', locale: 'en' })
  await train('hana')
  await tell('hana')
  expect(await sendDue(world, transport)).toBe(1)
  expect(smtp.letters[0]!.text).toContain('You have been sent a new invitation code')
  expect(smtp.letters[0]!.text).not.toContain('training')
  expect(smtp.letters[0]!.headers.subject).toContain('1 notification')
  expect(await waiting()).toHaveLength(0)
})

test('two senders at once send each letter once', async () => {
  for (const who of ['hana', 'ken', 'yumi'] as const) await tell(who)
  await Promise.all([sendDue(world, transport), sendDue(world, transport)])
  expect(smtp.letters.map(({ to }) => to[0]).sort()).toEqual(['hana@example.jp', 'ken@example.jp', 'yumi@example.jp'])
})

test('started, it sends by itself; without mail set up it leaves everything waiting', async () => {
  await tell('hana')
  startSender({ ...world, config: { ...world.config, mail: null } })()
  expect(await waiting()).toHaveLength(1)
  const stop = startSender(world)
  await vi.waitFor(() => expect(smtp.letters).toHaveLength(1), { timeout: 10_000, interval: 100 })
  stop()
})
