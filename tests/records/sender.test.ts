// The outbox goes out as real mail: one letter for each person, again when it failed, never with anything personal in it.
import type { Transporter } from 'nodemailer'
import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { issueEnrolment } from '../../db/identity/passkeys.ts'
import { sha256 } from '../../db/kernel/ids.ts'
import { claimLetter } from '../../db/kernel/outbox.ts'
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
const waiting = () => world.engine.reader.selectFrom('outbox').selectAll().where('sentAt', 'is', null).orderBy('id').execute()

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
  const { letter } = (await waiting())[0]! as { letter: string }
  expect(await waiting()).toMatchObject([{ attempts: 1, failure: 'unreachable' }])
  smtp.refuse(false)
  expect(await sendDue(world, transport), 'the lease holds it back').toBe(0)
  world.later(2)
  expect(await sendDue(world, transport)).toBe(1)
  expect(smtp.letters[0]!.headers['message-id']).toBe(`<${sha256(letter).slice(0, 32)}@localhost>`)
  expect(await waiting()).toHaveLength(0)
})

test('each failure waits longer; after five days it is given up, and the person and the desk see it', async () => {
  smtp.refuse(true)
  await tell('hana')
  const began = Date.parse(world.clock())
  let tries = 0
  for (let [row] = await waiting(); row && !row.failedAt; [row] = await waiting()) {
    world.later((Date.parse(row.dueAt) - Date.parse(world.clock())) / 60_000)
    await sendDue(world, transport)
    tries++
  }
  expect(tries).toBe(28)
  const days = (Date.parse(world.clock()) - began) / 86_400_000
  expect(days).toBeGreaterThan(4.5)
  expect(days).toBeLessThan(5.5)
  world.later(60 * 24)
  expect(await sendDue(world, transport)).toBe(0)
  const hana = await world.as('hana')
  for (const page of ['/', '/account']) expect(await hana.text(page)).toContain('届かなかったメールが1通あります')
  const desk = await world.as('makoto')
  expect(await desk.text(`/people/${world.cast.hana.id}`).catch(() => '')).not.toContain('届かなかったメール')
})

test('an address that is refused for good is not tried again, until somebody who may says so', async () => {
  smtp.disown('yumi@example.jp')
  await tell('yumi')
  await tell('hana')
  expect(await sendDue(world, transport)).toBe(1)
  expect(await waiting()).toMatchObject([{ attempts: 1, failure: 'refused' }])
  world.later(60 * 24)
  expect(await sendDue(world, transport)).toBe(0)
  const path = `/people/${world.cast.yumi.id}/letters`
  expect((await (await world.as('hana')).post(path, {})).status).toBe(404)
  const makoto = await world.as('makoto')
  expect(await makoto.text(`/people/${world.cast.yumi.id}`)).toContain('アドレスが受け付けられませんでした')
  smtp.disown('')
  expect((await makoto.post(path, {})).status).toBe(303)
  expect(await makoto.text(`/people/${world.cast.yumi.id}?resent`)).toContain('もう一度送ります')
  expect(await sendDue(world, transport)).toBe(1)
  expect(await waiting()).toHaveLength(0)
  expect(await makoto.text(`/people/${world.cast.yumi.id}`)).not.toContain('届かなかったメール')
})

test('a letter that was taken by another process is left alone for as long as a mail server may keep it', async () => {
  await tell('hana')
  const letter = await claimLetter(world.engine, world.clock())
  await tell('hana')
  world.later(9)
  expect(await sendDue(world, transport), 'the newer news goes by itself').toBe(1)
  world.later(2)
  expect(await sendDue(world, transport)).toBe(1)
  expect(letter!.notifications).toHaveLength(1)
  expect(new Set(smtp.letters.map(({ headers }) => headers['message-id'])).size).toBe(2)
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
