// Where somebody is: registered by the town, established by machine and network, and forged by nobody.
import { createServer, request as httpRequest } from 'node:http'
import type { AddressInfo } from 'node:net'
import { getRequestListener } from '@hono/node-server'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { addNetwork } from '../../db/identity/networks.ts'
import { permit } from '../../policies/kernel/decision.ts'
import { createApp } from '../../server/app.tsx'
import { markName } from '../../server/identity/shared-mark.ts'
import { addressReader } from '../../server/kernel/address.ts'
import { type Browser, createBrowser } from '../support/run/browser.ts'
import { newWorld, type TestWorld } from '../support/run/world.ts'
import { atCentre, centreMark, prepareForStrict, strictPackage } from '../support/stories/guarded.ts'
import { acceptedBy } from '../support/stories/package.ts'
import { officer, towns } from '../support/stories/vetting.ts'

const { shiojiri, tateshina } = towns
const at = `/towns/${shiojiri}/networks`
const proof = { _proof: 'demo' }
let world: TestWorld
let yumi: Browser
beforeEach(async () => {
  world = await newWorld()
  yumi = await world.as('yumi')
})
afterEach(() => world.close())

const rows = () => world.engine.reader.selectFrom('network').selectAll().orderBy('id').execute()
const records = async () =>
  (await world.audit()).filter(({ act }) => act.startsWith('network.')).map(({ act, detail }) => [act, JSON.parse(detail)])
const add = (range: string, label = '県の仮想デスクトップ', more: object = proof) => yumi.post(at, { range, label, ...more })

test('the town page leads there; what to do first is said where there is nothing', async () => {
  expect(await yumi.text(`/towns/${shiojiri}`)).toContain(`href="${at}"`)
  const text = await yumi.text(at)
  for (const words of ['接続元は、まだ登録されていません', '出口のアドレスを確かめてから', `href="${at}/new"`])
    expect(text).toContain(words)
  const makoto = await (await world.as('makoto')).text(at)
  expect(makoto).toContain('町の担当者が登録します')
  expect(makoto).not.toContain(`${at}/new`)
})

test('a range is proved by the passkey, stored in one form, shown with who did it, and taken out again', async () => {
  const asked = await (await add(' ２０３.0.113.9/28 ', '県の仮想デスクトップ', {})).text()
  for (const words of ['接続元を登録します', '203.0.113.0/28', '県の仮想デスクトップ']) expect(asked).toContain(words)
  expect(await rows()).toEqual([])
  expect((await add('２０３.0.113.9/28')).headers.get('location')).toBe(`${at}?done=added`)
  const [row] = await rows()
  expect(row).toMatchObject({ townId: shiojiri, cidr: '203.0.113.0/28', addedBy: world.cast.yumi.id, endedAt: null })
  const text = await yumi.text(at)
  for (const words of ['203.0.113.0/28', '県の仮想デスクトップ', '上條 由美', '使用中']) expect(text).toContain(words)
  const removal = `${at}/${row!.id}/removal`
  expect(await yumi.text(removal)).toContain('203.0.113.0/28')
  expect((await yumi.post(removal)).headers.get('location')).toBe(`${at}?done=removed`)
  expect(await yumi.text(at)).toContain('外した接続元')
  expect((await yumi.post(removal)).status).toBe(409)
  expect((await yumi.get(removal)).status).toBe(409)
  expect(await records()).toEqual([
    ['network.add', { cidr: '203.0.113.0/28' }],
    ['network.end', {}],
  ])
})

test.each([
  ['203.0.0.0/8', '範囲が広すぎます'],
  ['0.0.0.0/0', 'このサーバー自身やすぐ隣を指すアドレスです'],
  ['127.0.0.1', 'このサーバー自身やすぐ隣を指すアドレスです'],
  ['::ffff:cb00:7100/120', 'このサーバー自身やすぐ隣を指すアドレスです'],
  ['塩尻市役所', 'アドレスの範囲の形ではありません'],
  ['', '入力してください'],
])('%s is refused beside its field, with all that was typed', async (range, words) => {
  const answer = await add(range, '仮想デスクトップ一号')
  expect(answer.status).toBe(422)
  const text = await answer.text()
  expect(text).toContain(words)
  expect(text).toContain('id="range-problem"')
  expect(text).toContain('href="#range"')
  expect(text).toContain('value="仮想デスクトップ一号"')
  const both = await (await add(range, '')).text()
  expect(both).toContain('id="range-problem"')
  expect(both).toContain('id="label-problem"')
  expect(await rows()).toEqual([])
})

test('the same range is registered once; taken out, it may come again', async () => {
  await add('203.0.113.0/28')
  const again = await add('203.0.113.7/28')
  expect([again.status, await again.text()]).toEqual([422, expect.stringContaining('すでに登録されています')])
  await yumi.post(`${at}/${(await rows())[0]!.id}/removal`)
  expect((await add('203.0.113.0/28')).status).toBe(303)
})

test('only the town’s own coordinators register and take out; of another town there is nothing', async () => {
  await add('203.0.113.0/28')
  const { id } = (await rows())[0]!
  const other = (await officer(world, tateshina)).browser
  const makoto = await world.as('makoto')
  for (const [who, status] of [
    [other, 404],
    [await world.as('daisuke'), 404],
    [await world.as('hana'), 404],
    [await world.as('akira'), 404],
  ] as const) {
    for (const path of [at, `${at}/new`, `${at}/${id}/removal`]) expect((await who.get(path)).status).toBe(status)
    expect((await who.post(at, { range: '198.51.100.0/24', label: 'x', ...proof })).status).toBe(status)
    expect((await who.post(`${at}/${id}/removal`)).status).toBe(status)
  }
  expect((await makoto.get(at)).status).toBe(200)
  expect((await makoto.post(at, { range: '198.51.100.0/24', label: 'x', ...proof })).status).toBe(404)
  // Under another town's address it is not theirs either.
  expect((await other.post(`/towns/${tateshina}/networks/${id}/removal`)).status).toBe(404)
  expect(await rows()).toHaveLength(1)
})

/** 健 has a lot of class 3C; what his page says tells where he is. */
async function lotOfKen() {
  await prepareForStrict(world)
  const pkg = await strictPackage(world)
  return { pkg, path: `/assignments/${await acceptedBy(world, 'ken', pkg, 1)}` }
}
/** The app, reached from an address as a proxy of ours would say it. */
function reachedFrom(address: { now: string }) {
  const app = createApp(world, () => address.now)
  return { app, browser: createBrowser(app) }
}
const placeSaid = async (browser: Browser, path: string) => {
  const text = await browser.text(path)
  return text.includes('この場所で開けます') ? 'open' : text.includes('決められた場所でだけ見られます') ? 'closed' : 'neither'
}

test('a virtual desktop is an address in a registered range, also as IPv6 writes it, and nothing else', async () => {
  const { path } = await lotOfKen()
  const address = { now: '203.0.113.5' }
  const { browser } = reachedFrom(address)
  await browser.post('/demo/sign-in', { person: 'ken' })
  expect(await placeSaid(browser, path)).toBe('closed')
  await add('203.0.113.0/28')
  await add('2001:db8::/48')
  const expected: [string, string][] = [
    ['203.0.113.5', 'open'],
    ['203.0.113.0', 'open'],
    ['203.0.113.15', 'open'],
    ['203.0.113.16', 'closed'],
    ['::ffff:203.0.113.5', 'open'],
    ['::FFFF:203.0.113.5', 'open'],
    ['::ffff:203.0.113.16', 'closed'],
    ['2001:db8::1', 'open'],
    ['2001:db8:0:ffff::1', 'open'],
    ['2001:db8:1::1', 'closed'],
    ['127.0.0.1', 'closed'],
    ['::1', 'closed'],
    ['', 'closed'],
    ['203.0.113.5:443', 'closed'],
    ['203.0.113.5, 203.0.113.6', 'closed'],
    ['fe80::1%eth0', 'closed'],
    ['localhost', 'closed'],
  ]
  for (const [from, place] of expected) {
    address.now = from
    expect([from, await placeSaid(browser, path)]).toEqual([from, place])
  }
})

test('a range that was taken out, or whose town has left, stops counting with the next request', async () => {
  const { path } = await lotOfKen()
  const address = { now: '203.0.113.5' }
  const { browser } = reachedFrom(address)
  await browser.post('/demo/sign-in', { person: 'ken' })
  await add('203.0.113.0/28')
  expect(await placeSaid(browser, path)).toBe('open')
  await yumi.post(`${at}/${(await rows())[0]!.id}/removal`)
  expect(await placeSaid(browser, path)).toBe('closed')
  const by = { actor: world.cast.yumi, at: world.clock() }
  const other = permit('network.add', { id: '01910000-0000-7000-8000-00000000aaaa', townId: tateshina })
  await world.db.write(by, (tx) => addNetwork(tx, other, { townId: tateshina, cidr: '203.0.113.0/28', label: 'x' }))
  expect(await placeSaid(browser, path)).toBe('open')
  await world.engine.writer.updateTable('town').set({ leftOn: '2026-11-20' }).where('id', '=', tateshina).execute()
  expect(await placeSaid(browser, path)).toBe('closed')
})

test('a stolen session is not at the centre without the machine’s mark, and a mark alone is no session begun there', async () => {
  const { path } = await lotOfKen()
  const mark = await centreMark(world)
  const there = await atCentre(world, 'ken', mark)
  expect(await placeSaid(there, path)).toBe('open')
  // The cookie of the session, taken to a machine at home.
  const thief = world.stranger()
  for (const [name, value] of there.cookies) if (name !== markName) thief.cookies.set(name, value)
  expect(await placeSaid(thief, path)).toBe('closed')
  thief.cookies.set(markName, 'x'.repeat(43))
  expect(await placeSaid(thief, path)).toBe('closed')
  // A session begun at home, with the mark copied beside it.
  const home = await world.as('ken')
  home.cookies.set(markName, mark)
  expect(await placeSaid(home, path)).toBe('closed')
  // The machine is taken out: whoever sits at it is nowhere in particular.
  const pc = await world.engine.reader.selectFrom('sharedPc').select('id').executeTakeFirstOrThrow()
  await (await world.as('yumi')).post(`/shared-pcs/${pc.id}/removal`)
  expect(await placeSaid(there, path)).toBe('closed')
})

test.each([false, true])('a forged X-Forwarded-For moves nobody (TRUST_PROXY %s)', async (trustProxy) => {
  const { path } = await lotOfKen()
  await add('203.0.113.0/28')
  const app = createApp(world, addressReader({ trustProxy }))
  const server = createServer(getRequestListener(app.fetch)).listen(0, '127.0.0.1')
  await new Promise((done) => server.once('listening', done))
  const { port } = server.address() as AddressInfo
  const ken = await world.as('ken')
  const cookie = [...ken.cookies].map(([name, value]) => `${name}=${value}`).join('; ')
  const from = (forwarded: string | undefined) =>
    new Promise<string>((done, fail) => {
      const headers = { cookie, 'accept-language': 'ja', ...(forwarded === undefined ? {} : { 'x-forwarded-for': forwarded }) }
      const sent = httpRequest({ port, host: '127.0.0.1', path, headers }, (answer) => {
        let text = ''
        answer.setEncoding('utf8').on('data', (chunk) => {
          text += chunk
        })
        answer.on('end', () => done(text.includes('この場所で開けます') ? 'open' : 'closed'))
      })
      sent.on('error', fail).end()
    })
  try {
    expect(await from(undefined)).toBe('closed')
    expect(await from('203.0.113.5, 198.51.100.7')).toBe('closed')
    // What a proxy of ours has written itself, in the last place, counts only where there is one.
    expect(await from('203.0.113.5')).toBe(trustProxy ? 'open' : 'closed')
    expect(await from('198.51.100.7, 203.0.113.5')).toBe(trustProxy ? 'open' : 'closed')
  } finally {
    server.closeAllConnections()
    await new Promise((done) => server.close(done))
  }
})

test('a town that has left registers nothing more', async () => {
  await world.engine.writer.updateTable('town').set({ leftOn: '2026-11-20' }).where('id', '=', shiojiri).execute()
  expect((await yumi.get(`${at}/new`)).status).toBe(409)
  expect((await add('203.0.113.0/28')).status).toBe(409)
  expect(await rows()).toEqual([])
})

test('it says so in English, and whose lines are meant', async () => {
  await yumi.post('/locale', { locale: 'en' })
  expect(await yumi.text(at)).toContain('Virtual desktop networks of Shiojiri')
  const form = await yumi.text(`${at}/new`)
  for (const words of ['Do not register home connections', '203.0.113.0/28']) expect(form).toContain(words)
})
