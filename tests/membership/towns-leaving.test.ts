// A town leaves the alliance: what stands in its way, what ends with it, and what stays.
import { afterEach, beforeEach, expect, test } from 'vitest'
import { addPerson } from '../../db/identity/people.ts'
import { newId } from '../../db/kernel/ids.ts'
import { minutesAfter } from '../../db/kernel/time.ts'
import { leaveAlliance } from '../../db/membership/town-leaving.ts'
import { decideInvite } from '../../policies/identity/people.ts'
import { decideTownLeaving } from '../../policies/membership/towns.ts'
import { cookieName } from '../../server/identity/lucia.ts'
import { newWorld, type TestWorld } from '../support/run/world.ts'
import { acceptedBy, actorOf, allowed, draftPackage, publishedPackage, readyPackage, write } from '../support/stories/package.ts'

let world: TestWorld
beforeEach(async () => {
  world = await newWorld()
})
afterEach(() => world.close())

const shiojiri = '/towns/202151/leaving'
const tateshina = '/towns/203246/leaving'
const proof = { _proof: 'demo' }
const leave = async (path = tateshina) => (await world.as('makoto')).post(path, proof)

/** 立科町's coordinator, brought in by the secretariat and signed in. */
async function coordinator() {
  const id = newId(world.clock())
  const grant = { role: 'coordinator', townId: '203246' } as const
  const permit = allowed(decideInvite(await actorOf(world, 'makoto'), grant, id))
  const person = { name: '田中 一', kana: 'タナカ ハジメ', romaji: 'Hajime Tanaka', email: null, locale: 'ja' as const }
  await write(world, 'makoto', (tx) => addPerson(tx, permit, person, grant))
  const at = world.clock()
  const limits = { createdAt: at, endsAt: minutesAfter(at, 60), idleMinutes: 15, provedAt: at }
  const session = await world.sessions.createSession(id, { ...limits, passkeyId: null, device: '', sharedPcId: null })
  const browser = world.stranger()
  browser.cookies.set(cookieName, session.id)
  return { id, browser }
}

test('open packages of the town and lots in its residents’ hands stand in the way, and the page counts them', async () => {
  const pkg = await publishedPackage(world, { title: '塩尻の名前のある案件' })
  await draftPackage(world)
  await acceptedBy(world, 'hana', pkg, 1)
  const makoto = await world.as('makoto')
  const own = await makoto.text(shiojiri)
  for (const words of ['まだ終わっていないものがあります', 'R8-0001', 'R8-0002', '募集中', '下書き']) expect(own).toContain(words)
  expect(own).not.toContain('塩尻の名前のある案件')
  expect(own).not.toContain('件を受け持っています')
  expect(await makoto.text(tateshina)).toContain('1人が1件を受け持っています')
  for (const path of [shiojiri, tateshina]) expect([path, (await makoto.post(path, proof)).status]).toEqual([path, 422])
  const towns = await world.engine.reader.selectFrom('town').select('leftOn').execute()
  expect(towns.map(({ leftOn }) => leftOn)).toEqual([null, null, null])
})

test('a package that ended stands in the way until its data is destroyed, where it holds any of residents', async () => {
  const pkg = await draftPackage(world)
  const ended = (values: object) => world.engine.writer.updateTable('package').set(values).where('id', '=', pkg.id).execute()
  for (const status of ['completed', 'withdrawn'] as const) {
    await ended({ status, dataClass: '2', destroyedAt: null })
    expect(await (await world.as('makoto')).text(shiojiri)).toContain('R8-0001')
    expect((await leave(shiojiri)).status).toBe(422)
  }
  for (const rest of [{ dataClass: '1' }, { dataClass: null }, { dataClass: '2', destroyedAt: world.clock() }]) {
    await ended({ destroyedAt: null, ...rest })
    expect(await (await world.as('makoto')).text(shiojiri)).not.toContain('R8-0001')
  }
  expect((await leave(shiojiri)).status).toBe(303)
})

test('only the secretariat takes a town out, once, with proof', async () => {
  for (const who of ['hana', 'yumi', 'daisuke', 'akira'] as const) {
    const person = await world.as(who)
    expect([who, (await person.get(shiojiri)).status >= 403, (await person.post(shiojiri, proof)).status]).toEqual([
      who,
      true,
      403,
    ])
  }
  const makoto = await world.as('makoto')
  const asked = await (await makoto.post(tateshina)).text()
  expect(asked).toContain('立科町が連携体を脱退します')
  expect(asked).toContain('1人')
  expect(
    (await world.engine.reader.selectFrom('town').select('leftOn').where('id', '=', '203246').executeTakeFirst())!.leftOn,
  ).toBe(null)
  expect((await makoto.post(tateshina, proof)).headers.get('location')).toBe('/towns/203246?done=left')
  expect((await makoto.post(tateshina, { ...proof, _once: 'other' })).status).toBe(409)
  expect((await makoto.get(tateshina)).status).toBe(409)
})

test('roles, sessions, links, wishes, applications and shared PCs end with it', async () => {
  const { id, browser } = await coordinator()
  const hana = await world.as('hana')
  const pkg = await publishedPackage(world)
  await hana.post(`/work/${pkg.id}/application`, { lotsWished: '1', note: '' })
  const at = world.clock()
  const { writer, reader } = world.engine
  const vetting = { personId: world.cast.ken.id, townId: '203246', kind: 'first' as const, status: 'open' as const }
  await writer
    .insertInto('vetting')
    .values({ id: 'v', ...vetting, weeklyHours: 10, places: '[]', skills: '簿記', appliedAt: at } as never)
    .execute()
  await browser.post('/shared-pcs', { label: '窓側', town: '203246', ...proof })
  expect((await browser.get('/towns/203246')).status).toBe(200)

  expect((await leave()).status).toBe(303)
  expect((await browser.get('/towns/203246')).headers.get('location')).toMatch(/^\/sign-in/)
  expect((await hana.get('/work')).headers.get('location')).toMatch(/^\/sign-in/)
  expect((await (await world.as('hana')).get('/work')).status).toBe(403)
  const grants = await reader.selectFrom('roleGrant').selectAll().where('townId', '=', '203246').execute()
  expect(grants.map(({ personId, untilOn, endedBy }) => [personId, untilOn, endedBy]).sort()).toEqual(
    [id, world.cast.hana.id].map((who) => [who, '2026-11-20', world.cast.makoto.id]).sort(),
  )
  const one = async (table: 'application' | 'vetting' | 'sharedPc' | 'packageTown') =>
    (await reader.selectFrom(table).selectAll().execute()) as Record<string, unknown>[]
  expect(await one('application')).toMatchObject([{ status: 'withdrawn' }])
  expect(await one('vetting')).toMatchObject([{ status: 'lapsed', skills: '' }])
  expect(await one('sharedPc')).toMatchObject([{ endedBy: world.cast.makoto.id }])
  expect((await one('packageTown')).filter(({ closed }) => closed).map(({ townId }) => townId)).toEqual(['203246'])
  const [profile] = await reader.selectFrom('workerProfile').select('status').where('townId', '=', '203246').execute()
  expect(profile).toEqual({ status: 'left' })
  const record = (await world.audit()).find(({ act }) => act === 'town.leave')!
  expect([record.chain, record.subjectId, record.detail]).toEqual(['alliance', '203246', '{"people":2,"vettings":1}'])
  // Who holds a role elsewhere stays.
  expect((await (await world.as('ken')).get('/work')).status).toBe(200)
})

test('it can be chosen nowhere any more, a plan made before loses it, and its history stays readable', async () => {
  const ready = await readyPackage(world)
  await leave()
  const daisuke = await world.as('daisuke')
  expect(await daisuke.text(`/packages/${ready.id}/plan`)).not.toContain('203246')
  expect((await daisuke.post(`/packages/${ready.id}/publication`)).status).toBe(303)
  const posted = await world.engine.reader.selectFrom('packageTown').select('townId').orderBy('townId').execute()
  expect(posted.map(({ townId }) => townId)).toEqual(['152161', '202151'])
  const makoto = await world.as('makoto')
  expect(await makoto.text('/people/new?kind=staff')).not.toContain('203246')
  const invited = {
    kind: 'staff',
    role: 'coordinator',
    town: '203246',
    name: '新 人',
    kana: 'シン',
    romaji: 'S',
    email: '',
    locale: 'ja',
  }
  expect((await makoto.post('/people', invited)).status).toBe(422)
  const list = await makoto.text('/towns')
  expect(list).toContain('脱退した町')
  expect(list).not.toContain('/towns/203246/operating-body')
  const one = await makoto.text('/towns/203246?done=left')
  for (const words of ['連携体を脱退する手続きが終わりました', '2026年11月21日(土)に連携体を脱退しました', '第1版（今の版）'])
    expect(one).toContain(words)
  expect(one).not.toContain('/towns/203246/leaving')
  const akira = await world.as('akira')
  expect(await akira.text('/audit')).toContain('自治体が連携体を脱退しました')
  await world.engine.writer.updateTable('town').set({ leftOn: '2026-11-21' }).where('id', '=', '202151').execute()
  expect(await akira.text('/audit?chain=202151')).toContain('塩尻市')
})

test('what begins while somebody confirms undoes the leaving, and of two who leave at once one comes second', async () => {
  const permit = allowed(decideTownLeaving(await actorOf(world, 'makoto'), { id: '202151', leftOn: null, open: 0 }))
  await draftPackage(world)
  await expect(write(world, 'makoto', (tx) => leaveAlliance(tx, permit))).rejects.toThrow('town')
  expect(
    (await world.engine.reader.selectFrom('town').select('leftOn').where('id', '=', '202151').executeTakeFirst())!.leftOn,
  ).toBe(null)
  const two = await Promise.all([leave(), leave()])
  expect(two.map(({ status }) => status).sort()).toEqual([303, 409])
})
