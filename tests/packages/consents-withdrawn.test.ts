// Taking consent back hides everything in the same second: lists, offers, and content.
import { afterEach, beforeEach, expect, test } from 'vitest'
import { Stale } from '../../db/kernel/database.ts'
import { newId } from '../../db/kernel/ids.ts'
import { giveConsents, withdrawConsents } from '../../db/packages/consents.ts'
import { findLot } from '../../db/packages/lots.ts'
import { offerLot } from '../../db/telework/assignments/move.ts'
import { permit } from '../../policies/kernel/decision.ts'
import type { Browser } from '../support/run/browser.ts'
import { newWorld, type TestWorld } from '../support/run/world.ts'
import { atCentre, centreMark, prepareForStrict, strictPackage, touch } from '../support/stories/guarded.ts'
import { acceptedBy, deliveredBy, offeredTo, publishedPackage, reviewed } from '../support/stories/package.ts'
import { officer, towns } from '../support/stories/vetting.ts'

const { shiojiri, tateshina, itoigawa } = towns
const proof = { _proof: 'demo' }
let world: TestWorld
let yumi: Browser
beforeEach(async () => {
  world = await newWorld()
  yumi = await world.as('yumi')
})
afterEach(() => world.close())

const withdraw = (id: string, wished: readonly string[], words = '契約を見直すため', who = yumi) =>
  who.post(`/packages/${id}/consents/withdrawal`, { towns: [...wished], words })
const give = (id: string, wished: readonly string[]) => yumi.post(`/packages/${id}/consents`, { towns: [...wished], ...proof })
const postings = async (id: string) =>
  Object.fromEntries(
    (
      await world.engine.reader
        .selectFrom('packageTown')
        .select(['townId', 'closed', 'version'])
        .where('packageId', '=', id)
        .execute()
    ).map(({ townId, ...row }) => [townId, row]),
  )
const stateOf = async (id: string) =>
  (await world.engine.reader.selectFrom('assignment').select('status').where('id', '=', id).executeTakeFirstOrThrow()).status
const heard = async (act: string) =>
  (
    await world.engine.reader
      .selectFrom('notification')
      .select('personId')
      .where('act', '=', act as never)
      .execute()
  ).map(({ personId }) => personId)

test('a town leaves: its list, its candidates and its open offers, and nobody else’s', async () => {
  const pkg = await publishedPackage(world, { title: '名簿の照合', dataClass: '2', rows: 40 })
  const [hana, ken] = [await world.as('hana'), await world.as('ken')]
  const offer = await offeredTo(world, 'hana', pkg, 1)
  const kept = await offeredTo(world, 'ken', pkg, 2)
  const raising = { lotsWished: '1', note: '' }
  expect((await hana.post(`/work/${pkg.id}/application`, raising)).status).toBe(303)
  const before = await postings(pkg.id)
  expect((await withdraw(pkg.id, [tateshina])).headers.get('location')).toBe(`/packages/${pkg.id}/consents?done=withdrawn`)
  const after = await postings(pkg.id)
  expect([after[tateshina]!.closed, after[itoigawa]!.closed, after[shiojiri]!.closed]).toEqual([1, 0, 0])
  // One version for all towns: whoever remembers the posting knows it by that.
  const versions = Object.values(after).map(({ version }) => version)
  expect(new Set(versions).size).toBe(1)
  expect(versions[0]).toBeGreaterThan(before[tateshina]!.version)
  expect([await stateOf(offer), await stateOf(kept)]).toEqual(['cancelled', 'offered'])
  expect(await heard('assignment.cancel')).toEqual([world.cast.hana.id])
  for (const path of ['/work', '/work?can=now']) {
    expect(await hana.text(path)).not.toContain(pkg.id)
    expect(await ken.text(path)).toContain(pkg.id)
  }
  // She was told of it once by the terms of her offer; raising a hand is over.
  expect(await hana.text(`/work/${pkg.id}`)).toContain('今はあなたの町には公開されていません')
  expect((await hana.post(`/work/${pkg.id}/application`, raising)).status).toBe(404)
  expect((await ken.get(`/work/${pkg.id}`)).status).toBe(200)
  expect((await hana.post(`/assignments/${offer}/acceptance`, { read: 'yes' })).status).toBe(409)
  const audit = (await world.audit()).filter(({ act }) => act === 'consent.withdraw' || act === 'assignment.cancel')
  expect(audit.map(({ act, actorId }) => [act, actorId])).toEqual([
    ['assignment.cancel', world.cast.yumi.id],
    ['consent.withdraw', world.cast.yumi.id],
  ])
  expect(JSON.parse(audit[1]!.detail)).toEqual({ towns: [tateshina], offers: 1 })
  expect(JSON.stringify(audit), 'words stay with the package').not.toContain('契約を見直す')
  // Without an offer that changes it on its way out, the version is a new one all the same.
  await withdraw(pkg.id, [shiojiri])
  expect((await postings(pkg.id))[shiojiri]).toEqual({ ...after[shiojiri], closed: 1, version: versions[0]! + 1 })
})

test('to candidates it is as if it had never been', async () => {
  const pkg = await publishedPackage(world, { title: '名簿の照合', dataClass: '2' })
  const hana = await world.as('hana')
  const nothing = await (await hana.get('/work/01910000-0000-7000-8000-00000000ffff')).text()
  expect((await hana.get(`/work/${pkg.id}`)).status).toBe(200)
  await withdraw(pkg.id, [tateshina])
  const answer = await hana.get(`/work/${pkg.id}`)
  expect([answer.status, await answer.text()]).toEqual([404, nothing])
  const notices = await hana.text('/notifications')
  expect(notices).toContain('業務案件の募集が始まりました')
  expect(notices).not.toContain('名簿の照合')
  expect(notices).not.toContain(pkg.id)
})

test('a manager draws up no offer to somebody of that town, and one that was on its way is stale', async () => {
  const pkg = await publishedPackage(world, { dataClass: '2' })
  const [hana, daisuke] = [await world.as('hana'), await world.as('daisuke')]
  await hana.post(`/work/${pkg.id}/application`, { lotsWished: '1', note: '' })
  const lots = `lots-${world.cast.hana.id}`
  const shown = { [`shown-${world.cast.hana.id}`]: '1', dueOn: '2026-12-05', shownDueOn: '2026-12-05' }
  await withdraw(pkg.id, [tateshina])
  expect(await daisuke.text(`/packages/${pkg.id}/candidates`)).toContain('住む町が募集の対象ではない')
  const answer = await daisuke.post(`/packages/${pkg.id}/offers`, { [lots]: '1', ...shown })
  expect(answer.status).toBe(422)
  expect(await world.engine.reader.selectFrom('assignment').select('id').execute()).toEqual([])
  // Decided upon a moment before the withdrawal, written a moment after it.
  const by = { actor: world.cast.daisuke, at: world.clock() }
  const lot = (await findLot(world.db.read, pkg.id, 1))!
  const wish = {
    packageId: pkg.id,
    reason: '',
    offerEndsOn: '2026-11-28',
    dueOn: '2026-12-05',
    price: lot.price,
    clauses: [],
  } as const
  const offer = (workerId: string) => {
    const allowed = permit('assignment.offer', { id: lot.id, townId: shiojiri })
    return world.db.write(by, (tx) => offerLot(tx, allowed, { ...wish, id: newId(world.clock()), workerId }))
  }
  await expect(offer(world.cast.hana.id)).rejects.toThrow(Stale)
  expect(await world.engine.reader.selectFrom('assignment').select('id').execute()).toEqual([])
  await offer(world.cast.ken.id)
})

test('lots in hand close to read, to open and to deliver; their workers are told, and their page says why', async () => {
  const pkg = await publishedPackage(world, { dataClass: '2', rows: 40, brief: '口外しない手順です。' })
  const mine = await acceptedBy(world, 'hana', pkg, 1)
  const theirs = await acceptedBy(world, 'ken', pkg, 2)
  const delivered = await deliveredBy(world, 'hana', pkg, 3)
  const [hana, ken, daisuke] = [await world.as('hana'), await world.as('ken'), await world.as('daisuke')]
  expect((await hana.get(`/assignments/${mine}/rows`)).status).toBe(200)
  expect(await hana.text(`/assignments/${mine}`)).toContain('口外しない手順です。')
  await withdraw(pkg.id, [tateshina])
  for (const path of [`/assignments/${mine}/rows`, `/assignments/${delivered}/submissions/1`])
    expect([path, (await hana.get(path)).status]).toEqual([path, 403])
  const text = await hana.text(`/assignments/${mine}`)
  expect(text).not.toContain('口外しない手順です。')
  expect(text).toContain('町の同意')
  expect(text).toContain('情報の持ち主である町が同意していないか、同意を取り消しました')
  expect(text).not.toContain('契約を見直す')
  expect(await heard('consent.withdraw')).toEqual(expect.arrayContaining([world.cast.hana.id, world.cast.daisuke.id]))
  expect(await heard('consent.withdraw')).not.toContain(world.cast.ken.id)
  expect(await hana.text('/notifications')).toContain('再委託の同意が取り消されました')
  // The other town goes on, and so does the manager, whose own town has taken nothing back.
  expect((await ken.get(`/assignments/${theirs}/rows`)).status).toBe(200)
  expect((await daisuke.get(`/assignments/${delivered}/submissions/1`)).status).toBe(200)
  // Later only those of the town that is withdrawn then are told.
  world.later(1)
  await withdraw(pkg.id, [itoigawa])
  expect((await heard('consent.withdraw')).filter((id) => id === world.cast.hana.id)).toHaveLength(1)
  expect((await heard('consent.withdraw')).filter((id) => id === world.cast.ken.id)).toHaveLength(1)
})

test('without the consent of its own town the manager sees nothing either; the town itself always does', async () => {
  const pkg = await publishedPackage(world, { dataClass: '2', brief: '口外しない手順です。' })
  const delivered = await deliveredBy(world, 'ken', pkg, 1)
  await reviewed(world, delivered)
  await world.engine.writer.updateTable('package').set({ lotsApproved: 1 }).where('id', '=', pkg.id).execute()
  const daisuke = await world.as('daisuke')
  expect(await daisuke.text(`/packages/${pkg.id}`)).toContain('口外しない手順です。')
  await withdraw(pkg.id, [shiojiri])
  for (const path of [`/assignments/${delivered}/submissions/1`, `/packages/${pkg.id}/result`])
    expect([path, (await daisuke.get(path)).status]).toEqual([path, 403])
  const text = await daisuke.text(`/packages/${pkg.id}`)
  expect(text).not.toContain('口外しない手順です。')
  expect(text).toContain('同意を取り消しました')
  expect(await yumi.text(`/packages/${pkg.id}`)).toContain('口外しない手順です。')
  expect((await yumi.get(`/packages/${pkg.id}/result`)).status).toBe(200)
  // All towns at once stop everything.
  const rest = await withdraw(pkg.id, [tateshina, itoigawa])
  expect(rest.status).toBe(303)
  expect(Object.values(await postings(pkg.id)).map(({ closed }) => closed)).toEqual([1, 1, 1])
})

test('given anew it opens again: the list, the page, the content; what was cancelled stays cancelled', async () => {
  const pkg = await publishedPackage(world, { dataClass: '2', rows: 40 })
  const mine = await acceptedBy(world, 'hana', pkg, 1)
  const offer = await offeredTo(world, 'hana', pkg, 2)
  const hana = await world.as('hana')
  await withdraw(pkg.id, [tateshina])
  const closed = await postings(pkg.id)
  expect(await yumi.text(`/packages/${pkg.id}/consents`)).toContain('取り消し済み')
  expect((await give(pkg.id, [tateshina])).status).toBe(303)
  const open = await postings(pkg.id)
  expect(open[tateshina]).toEqual({ closed: 0, version: closed[tateshina]!.version + 1 })
  expect(await hana.text('/work')).toContain(pkg.id)
  expect((await hana.get(`/assignments/${mine}/rows`)).status).toBe(200)
  expect(await stateOf(offer)).toBe('cancelled')
  expect(await yumi.text(`/packages/${pkg.id}/consents`)).not.toContain('取り消し済み')
})

test('in class 3B it takes two persons again; until then it stays closed', async () => {
  await prepareForStrict(world)
  await world.engine.writer
    .updateTable('workerProfile')
    .set({ clearance: '3B' })
    .where('personId', '=', world.cast.ken.id)
    .execute()
  const pkg = await strictPackage(world, { dataClass: '3B', places: ['centre'], towns: [shiojiri, itoigawa] })
  await world.engine.writer
    .updateTable('consent')
    .set({ secondedBy: world.cast.makoto.id, secondedAt: world.clock() })
    .where('packageId', '=', pkg.id)
    .execute()
  const ken = await world.as('ken')
  expect(await ken.text('/work')).toContain(pkg.id)
  await withdraw(pkg.id, [itoigawa])
  expect(await ken.text('/work')).not.toContain(pkg.id)
  await give(pkg.id, [itoigawa])
  expect((await postings(pkg.id))[itoigawa]!.closed).toBe(1)
  expect((await ken.get(`/work/${pkg.id}`)).status).toBe(404)
  const makoto = await world.as('makoto')
  expect((await makoto.post(`/packages/${pkg.id}/consents/seconds`, { towns: [itoigawa], ...proof })).status).toBe(303)
  expect((await postings(pkg.id))[itoigawa]!.closed).toBe(0)
  expect(await ken.text('/work')).toContain(pkg.id)
})

test('what was completed meanwhile, or is frozen, does not come back into the list', async () => {
  const done = await publishedPackage(world, { dataClass: '2', rows: 4 })
  await withdraw(done.id, [tateshina])
  await world.engine.writer.updateTable('package').set({ status: 'completed' }).where('id', '=', done.id).execute()
  expect((await give(done.id, [tateshina])).status).toBe(303)
  expect((await postings(done.id))[tateshina]!.closed).toBe(1)
  const frozen = await publishedPackage(world, { dataClass: '2' })
  await withdraw(frozen.id, [tateshina])
  await world.engine.writer.updateTable('package').set({ frozenAt: world.clock() }).where('id', '=', frozen.id).execute()
  expect((await give(frozen.id, [tateshina])).status).toBe(409)
  const by = { actor: world.cast.yumi, at: world.clock() }
  const given = permit('consent.give', { id: frozen.id, townId: shiojiri })
  await expect(world.db.write(by, (tx) => giveConsents(tx, given, [tateshina], true))).rejects.toThrow(Stale)
  expect((await postings(frozen.id))[tateshina]!.closed).toBe(1)
})

test('nothing is written without a reason, for no town, twice, or with a number that nobody may keep', async () => {
  const pkg = await publishedPackage(world, { dataClass: '2' })
  expect((await withdraw(pkg.id, [tateshina], ' ')).status).toBe(422)
  expect((await withdraw(pkg.id, [])).status).toBe(422)
  expect((await withdraw(pkg.id, ['999999'])).status).toBe(422)
  const typed = await (await withdraw(pkg.id, [tateshina], '番号 123456789018 のため')).text()
  expect(typed).toContain('id="words-problem"')
  expect(typed).toContain('123456789018')
  expect((await yumi.text(`/packages/${pkg.id}/consents/withdrawal?town=${tateshina}`)).match(/ checked=/g)).toHaveLength(1)
  expect(await world.engine.reader.selectFrom('consent').selectAll().execute()).toEqual([])
  const other = await officer(world, shiojiri)
  const answers = await Promise.all([yumi, other.browser].map((who) => withdraw(pkg.id, [tateshina], '止めます', who)))
  expect(answers.map(({ status }) => status).filter((status) => status === 303)).toHaveLength(1)
  const by = { actor: world.cast.yumi, at: world.clock() }
  const again = permit('consent.withdraw', { id: pkg.id, townId: shiojiri })
  await expect(world.db.write(by, (tx) => withdrawConsents(tx, again, [tateshina], 'x'))).rejects.toThrow(Stale)
  expect((await world.audit()).filter(({ act }) => act === 'consent.withdraw')).toHaveLength(1)
})

test('a page of class 3C is open one second and closed the next', async () => {
  await prepareForStrict(world)
  const pkg = await strictPackage(world, { towns: [shiojiri, itoigawa] })
  const lot = await acceptedBy(world, 'ken', pkg, 1)
  const ken = await atCentre(world, 'ken', await centreMark(world))
  expect(await touch(ken, pkg.id, lot)).toBe(303)
  const picture = `/assignments/${lot}/pages/1/picture`
  expect((await ken.get(picture)).status).toBe(200)
  await withdraw(pkg.id, [itoigawa])
  expect((await ken.get(picture)).status).toBe(403)
  expect((await ken.get(`/assignments/${lot}/pages/1`)).status).toBe(403)
  await give(pkg.id, [itoigawa])
  expect((await ken.get(picture)).status).toBe(200)
})
