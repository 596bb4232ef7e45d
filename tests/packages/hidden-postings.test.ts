// Postings in the list and one by one: as full, as long and as telling as the rule of access allows this very reader.
import { afterEach, beforeEach, expect, test } from 'vitest'
import { newId } from '../../db/kernel/ids.ts'
import { type DataClass, handling } from '../../policies/safety/classes.ts'
import { newWorld, type TestWorld } from '../support/run/world.ts'
import { prepareForStrict } from '../support/stories/guarded.ts'
import { all, canary, clear, consents, publish, said } from '../support/stories/hidden.ts'
import { acceptedBy, offeredTo, publishedPackage } from '../support/stories/package.ts'
import { towns } from '../support/stories/vetting.ts'

const { shiojiri, tateshina, itoigawa } = towns
let world: TestWorld
beforeEach(async () => {
  world = await newWorld()
})
afterEach(() => world.close())

test('pages of the list are as full, and lead on to the same places, with hidden postings between', async () => {
  const { id: template } = await publishedPackage(world, { title: '土台' })
  const row = await world.db.read.selectFrom('package').selectAll().where('id', '=', template).executeTakeFirstOrThrow()
  const copy = (i: number, dataClass: DataClass) => ({
    ...row,
    id: newId(world.clock()),
    number: `X-${i}`,
    title: `写し${i}`,
    dataClass,
  })
  const post = async (copies: readonly (typeof row)[]) => {
    await world.engine.writer.insertInto('package').values(copies).execute()
    await world.engine.writer
      .insertInto('packageTown')
      .values(
        copies.map(({ id: packageId }) => ({
          townId: tateshina,
          packageId,
          postedAt: world.clock(),
          closed: 0 as const,
          version: 1,
        })),
      )
      .execute()
  }
  const open: (typeof row)[] = []
  const hidden: (typeof row)[] = []
  for (let i = 0; i < 240; i++) (i % 2 === 0 ? hidden : open).push(copy(i, i % 2 === 0 ? '3B' : i % 3 === 0 ? '2' : '1'))
  for (let i = 240; i < 300; i++) hidden.push(copy(i, '3B'))
  await post(open)
  const hana = await world.as('hana')
  const walk = async () => {
    const found: [string, string][] = []
    for (const start of ['/work', '/work?can=now'])
      for (let next: string | undefined = start; next; ) {
        const text = await said(hana, next)
        found.push([next, text])
        next = /rel="next"/.test(text) ? /href="(\/work\?[^"]*before=[^"]+)"/.exec(text)![1]!.replaceAll('&amp;', '&') : undefined
      }
    return found
  }
  const without = await walk()
  expect(without).toHaveLength(6)
  await post(hidden)
  expect(await walk()).toEqual(without)
  await clear(world, 'hana', '3B')
  expect((await walk()).length).toBeGreaterThan(without.length)
})

test('the list and the page of each posting agree, whatever its class, its consents and her clearance', async () => {
  const yumi = await world.as('yumi')
  const ids: string[] = []
  for (const dataClass of ['1', '2', '3C', '3B'] as const)
    for (const wished of [all, [shiojiri, itoigawa]])
      for (const state of ['open', 'withdrawn', 'anew'] as const) {
        const pkg = await publishedPackage(world, { dataClass, towns: wished, places: ['centre'], courses: ['security'] })
        if (handling[dataClass].consents > 0) await consents(world, pkg.id, wished)
        const at = `/packages/${pkg.id}/consents`
        const town = wished.includes(tateshina) ? tateshina : itoigawa
        if (state !== 'open') expect((await yumi.post(`${at}/withdrawal`, { towns: [town], words: '見直し' })).status).toBe(303)
        if (state === 'anew') expect((await yumi.post(at, { towns: [town], _proof: 'demo' })).status).toBe(303)
        ids.push(pkg.id)
      }
  let shown = 0
  for (const who of ['hana', 'ken'] as const)
    for (const clearance of ['1', '2', '3C', '3B'] as const) {
      await clear(world, who, clearance)
      const browser = await world.as(who)
      const list = await browser.text('/work')
      for (const id of ids) {
        const { status } = await browser.get(`/work/${id}`)
        expect([who, clearance, id, list.includes(id)]).toEqual([who, clearance, id, status === 200])
        if (status === 200) shown++
      }
    }
  expect(shown).toBeGreaterThan(40)
  expect(shown).toBeLessThan(ids.length * 8 - 40)
}, 120_000)

test('the count of jobs that a course would open, and that a pass has opened, says nothing of a hidden one', async () => {
  await prepareForStrict(world, [])
  const hana = await world.as('hana')
  await publishedPackage(world, { title: '土台', courses: ['security'] })
  const before = await said(hana, '/training')
  await publish(world, '3B')
  expect(await said(hana, '/training')).toBe(before)
  await clear(world, 'hana', '3B')
  expect(await said(hana, '/training')).not.toBe(before)
  await world.engine.writer
    .updateTable('workerProfile')
    .set({ places: '["centre","home"]' as never })
    .where('personId', '=', world.cast.hana.id)
    .execute()
  // Cleared and at the centre she may take both; the trainer is told of the one that is no secret.
  const reiko = await world.as('reiko')
  const saved = await reiko.post('/courses/security/completions', {
    on: '2026-11-21',
    [`result-${world.cast.hana.id}`]: 'passed',
  })
  expect(await hana.text('/work?can=now')).toContain(canary)
  expect(await reiko.text(saved.headers.get('location')!)).toContain('応募できる仕事が1件増えました')
})

test('class 3C tells of itself in outline: title, training, price, day, place and a band of volume', async () => {
  await prepareForStrict(world, [])
  const pkg = await publish(world, '3C')
  const hana = await world.as('hana')
  const line = await hana.text('/work')
  for (const words of [canary, '全体で10〜49行', '厳重管理']) expect(line).toContain(words)
  expect(line).not.toContain('残り10件')
  const text = await hana.text(`/work/${pkg.id}`)
  for (const words of [canary, '情報セキュリティと個人情報の基礎', '160円', '12月5日', 'テレワークセンター', '全体で10〜49行'])
    expect(text).toContain(words)
  for (const hidden of ['の目的', 'の課', 'の手順', 'の基準']) expect(text).not.toContain(`${canary}${hidden}`)
  for (const exact of ['全10件', '40行', '>残りの作業<']) expect(text).not.toContain(exact)
})

test('with the terms accepted it says what it is for', async () => {
  await prepareForStrict(world)
  const pkg = await publish(world, '3C')
  const ken = await world.as('ken')
  const offer = await offeredTo(world, 'ken', pkg, 1)
  expect(await ken.text(`/work/${pkg.id}`)).not.toContain(`${canary}の課`)
  expect((await ken.post(`/assignments/${offer}/acceptance`, { read: 'yes' })).status).toBe(303)
  const text = await ken.text(`/work/${pkg.id}`)
  for (const words of ['の目的', 'の課', 'の基準']) expect(text).toContain(`${canary}${words}`)
})

test('raising, being offered and accepting ask the same rule: clearance, certificate, consent, freeze, hold', async () => {
  await prepareForStrict(world)
  const pkg = await publish(world, '3C')
  const [ken, daisuke, yumi] = [await world.as('ken'), await world.as('daisuke'), await world.as('yumi')]
  const raise = async () => (await ken.post(`/work/${pkg.id}/application`, { lotsWished: '1', note: '' })).status
  const offer = async () => {
    const lots = { [`lots-${world.cast.ken.id}`]: '1', [`shown-${world.cast.ken.id}`]: '1' }
    const answer = await daisuke.post(`/packages/${pkg.id}/offers`, { ...lots, dueOn: '2026-12-05', shownDueOn: '2026-12-05' })
    return answer.status
  }
  const { writer } = world.engine
  const cases: [string, () => Promise<unknown>, () => Promise<unknown>, number][] = [
    ['clearance', () => clear(world, 'ken', '2'), () => clear(world, 'ken', '3C'), 422],
    [
      'certificate',
      () =>
        writer.updateTable('completion').set({ validUntil: '2026-11-20' }).where('personId', '=', world.cast.ken.id).execute(),
      () =>
        writer.updateTable('completion').set({ validUntil: '2027-11-20' }).where('personId', '=', world.cast.ken.id).execute(),
      422,
    ],
    [
      'hold',
      () =>
        writer
          .updateTable('person')
          .set({ heldUntil: '2026-11-23T00:00:00.000Z' as never })
          .where('id', '=', world.cast.ken.id)
          .execute(),
      () => writer.updateTable('person').set({ heldUntil: null }).where('id', '=', world.cast.ken.id).execute(),
      403,
    ],
    [
      'consent',
      () => yumi.post(`/packages/${pkg.id}/consents/withdrawal`, { towns: [itoigawa], words: 'x' }),
      () => yumi.post(`/packages/${pkg.id}/consents`, { towns: [itoigawa], _proof: 'demo' }),
      404,
    ],
    [
      'frozen',
      () => writer.updateTable('package').set({ frozenAt: world.clock() }).where('id', '=', pkg.id).execute(),
      () => writer.updateTable('package').set({ frozenAt: null }).where('id', '=', pkg.id).execute(),
      404,
    ],
  ]
  expect(await raise()).toBe(303)
  for (const [why, close, open, status] of cases) {
    await close()
    expect([why, await raise()]).toEqual([why, status])
    expect([why, (await offer()) >= 400]).toEqual([why, true])
    expect(await world.engine.reader.selectFrom('assignment').select('id').execute()).toEqual([])
    await open()
  }
  expect(await offer()).toBe(303)
  const { id } = await world.engine.reader.selectFrom('assignment').select('id').executeTakeFirstOrThrow()
  const accept = async () => (await ken.post(`/assignments/${id}/acceptance`, { read: 'yes' })).status
  for (const [why, close, open] of cases.filter(([why]) => why !== 'consent')) {
    await close()
    expect([why, (await accept()) >= 400]).toEqual([why, true])
    await open()
  }
  expect(await accept()).toBe(303)
})

test('in a notification of long ago the title is left out once its reader may not know it any more', async () => {
  await prepareForStrict(world)
  await clear(world, 'ken', '3B')
  const pkg = await publish(world, '3B')
  const [ken, hana] = [await world.as('ken'), await world.as('hana')]
  expect(await ken.text('/notifications')).toContain(canary)
  await clear(world, 'ken', '2')
  const text = await ken.text('/notifications')
  expect(text).not.toContain(canary)
  expect(text).not.toContain(pkg.id)
  expect(text).toContain('業務案件の募集が始まりました')
  expect(await hana.text('/notifications')).not.toContain('募集が始まりました')
  // Whoever worked on it was told of it by its terms, and keeps knowing of it.
  await clear(world, 'ken', '3B')
  await acceptedBy(world, 'ken', pkg, 1)
  await clear(world, 'ken', '2')
  expect(await ken.text('/notifications')).toContain(canary)
  expect(await ken.text(`/work/${pkg.id}`)).toContain(canary)
})
