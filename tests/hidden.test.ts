// What somebody may not know of is not even hinted at: no title, no gap, no count, no notice, no letter; and no way to it.
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { newId } from '../db/ids.ts'
import type { CastKey } from '../db/seeds/cast.ts'
import { type DataClass, handling } from '../policies/classes.ts'
import { openTransport, sendDue } from '../server/sender.ts'
import type { Browser } from './support/browser.ts'
import { crawl } from './support/crawl.ts'
import { prepareForStrict } from './support/guarded.ts'
import { acceptedBy, draftPackage, offeredTo, publishedPackage, readyPackage } from './support/package.ts'
import { startSmtp } from './support/smtp.ts'
import { towns } from './support/vetting.ts'
import { newWorld, type TestWorld } from './support/world.ts'

const { shiojiri, tateshina, itoigawa } = towns
const all = [shiojiri, tateshina, itoigawa]
const canary = '秘匿台帳ZQX77'
const secrets = {
  title: canary,
  purpose: `${canary}の目的`,
  client: `${canary}の課`,
  brief: `${canary}の手順`,
  criteria: [`${canary}の基準`],
}

const clear = (world: TestWorld, who: CastKey, clearance: DataClass) =>
  world.engine.writer.updateTable('workerProfile').set({ clearance }).where('personId', '=', world.cast[who].id).execute()
/** Every hop by two persons, so that any class may be published. */
async function consents(world: TestWorld, packageId: string, wished: readonly string[] = all) {
  const none = { withdrawnBy: null, withdrawnAt: null, withdrawnWords: null }
  const given = {
    givenBy: world.cast.yumi.id,
    givenAt: world.clock(),
    secondedBy: world.cast.makoto.id,
    secondedAt: world.clock(),
  }
  await world.engine.writer
    .insertInto('consent')
    .values(wished.map((townId) => ({ packageId, townId, ...given, ...none })))
    .execute()
}
/** As 大輔 publishes it, with its notices. */
async function publish(world: TestWorld, dataClass: DataClass, wish = {}) {
  const pkg = await readyPackage(world, { ...secrets, dataClass, places: ['centre'], courses: ['security'], rows: 40, ...wish })
  if (handling[dataClass].consents > 0) await consents(world, pkg.id)
  const answer = await (await world.as('daisuke')).post(`/packages/${pkg.id}/publication`)
  expect(answer.status).toBe(303)
  return pkg
}
/** What a page says once its one-time tokens are taken out. */
const said = async (browser: Browser, path: string) => (await browser.text(path)).replace(/name="_once" value="[^"]*"/g, '')

describe('a posting of class 3B', () => {
  const pages = ['/', '/work', '/work?can=now', '/training', '/notifications', '/assignments', '/account', '/account/data']
  let world: TestWorld
  let smtp: Awaited<ReturnType<typeof startSmtp>>
  let id: string
  let before: Record<string, string>
  const strangers = ['hana', 'ken', 'reiko', 'makoto', 'akira'] as const

  beforeAll(async () => {
    smtp = await startSmtp()
    world = await newWorld({ mail: { url: smtp.url, from: 'yui@work.example.jp' } })
    await prepareForStrict(world, [])
    await publishedPackage(world, { title: '店舗一覧の照合', courses: ['security'] })
    const hana = await world.as('hana')
    before = {}
    for (const path of pages) before[path] = await said(hana, path)
    await draftPackage(world, { ...secrets, title: `${canary}の下書き` })
    id = (await publish(world, '3B')).id
  }, 60_000)
  afterAll(async () => {
    await world.close()
    await smtp.close()
  })

  test.each(strangers)(
    '%s meets it on no page that there is',
    async (who) => {
      const visits = await crawl(await world.as(who))
      expect(visits.length).toBeGreaterThan(5)
      for (const { path, text } of visits) {
        expect([path, text.includes(canary)]).toEqual([path, false])
        // The auditors' records hold references; nobody else's pages do.
        if (who !== 'akira' && who !== 'makoto') expect([path, text.includes(id)]).toEqual([path, false])
      }
    },
    120_000,
  )

  test('who coordinates or manages it does, so that the canary sings', async () => {
    for (const who of ['yumi', 'daisuke'] as const)
      expect((await crawl(await world.as(who))).some(({ text }) => text.includes(canary))).toBe(true)
  }, 120_000)

  test('her pages are byte for byte as they were before it was there', async () => {
    const hana = await world.as('hana')
    for (const path of pages.filter((path) => path !== '/account' && path !== '/account/data'))
      expect([path, await said(hana, path)]).toEqual([path, before[path]])
  })

  test('every way to it leads nowhere, as to what there never was', async () => {
    const nothing = '01910000-0000-7000-8000-00000000ffff'
    for (const who of strangers) {
      const browser = await world.as(who)
      const ask = async (at: string) => {
        const get = await browser.get(`/work/${at}`)
        const post = await browser.post(`/work/${at}/application`, { lotsWished: '1', note: '' })
        const down = await browser.post(`/work/${at}/application/withdrawal`)
        const clean = async (answer: Response) => (await answer.text()).replaceAll(at, ':id')
        return [get.status, await clean(get), post.status, await clean(post), down.status]
      }
      expect([who, await ask(id)]).toEqual([who, await ask(nothing)])
      expect((await browser.get(`/openings/${id}?use=view&next=/`)).status).toBe(404)
    }
  })

  test('only those who may know are told: no notice, and no letter has a word of it', async () => {
    const heard = await world.engine.reader
      .selectFrom('notification')
      .select('personId')
      .where('act', '=', 'package.publish')
      .where('packageId', '=', id)
      .execute()
    expect(heard.map(({ personId }) => personId)).toEqual([world.cast.yumi.id])
    const transport = openTransport({ url: smtp.url, from: 'yui@work.example.jp' })
    expect(await sendDue(world, transport)).toBeGreaterThan(0)
    transport.close()
    const letters = JSON.stringify(smtp.letters.map(({ text, headers }) => [decode(text), headers]))
    expect(letters).not.toContain(canary)
    expect(letters).not.toContain(id)
  })

  test('the cleared worker of a consented town finds it, with what a guarded posting says', async () => {
    await clear(world, 'ken', '3B')
    const ken = await world.as('ken')
    expect(await ken.text('/work')).toContain(canary)
    expect((await ken.get(`/work/${id}`)).status).toBe(200)
    await clear(world, 'ken', '2')
    expect((await ken.get(`/work/${id}`)).status).toBe(404)
  })
})

/** Letters are quoted-printable or base64; both are read. */
const decode = (text: string) =>
  text +
  Buffer.from(text, 'base64').toString() +
  text.replace(/=\n/g, '').replace(/((?:=[0-9A-F]{2})+)/g, (run) => Buffer.from(run.replaceAll('=', ''), 'hex').toString())

describe('one world each', () => {
  let world: TestWorld
  beforeEach(async () => {
    world = await newWorld()
    await prepareForStrict(world, [])
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
          next = /rel="next"/.test(text)
            ? /href="(\/work\?[^"]*before=[^"]+)"/.exec(text)![1]!.replaceAll('&amp;', '&')
            : undefined
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
    expect(await reiko.text(saved.headers.get('location')!)).toContain('引き受けられる仕事が1件増えました')
  })

  test('class 3C tells of itself in outline: title, training, price, day, place and a band of volume', async () => {
    const pkg = await publish(world, '3C')
    const hana = await world.as('hana')
    const line = await hana.text('/work')
    for (const words of [canary, '全体で10〜49行', '厳重管理']) expect(line).toContain(words)
    expect(line).not.toContain('残り10作業')
    const text = await hana.text(`/work/${pkg.id}`)
    for (const words of [canary, '情報セキュリティと個人情報の基礎', '160円', '12月5日', 'テレワークセンター', '全体で10〜49行'])
      expect(text).toContain(words)
    for (const hidden of ['の目的', 'の課', 'の手順', 'の基準']) expect(text).not.toContain(`${canary}${hidden}`)
    for (const exact of ['全10作業', '40行', '>残りの作業<']) expect(text).not.toContain(exact)
  })

  test('with the terms accepted it says what it is for', async () => {
    await prepareForStrictKen(world)
    const pkg = await publish(world, '3C')
    const ken = await world.as('ken')
    const offer = await offeredTo(world, 'ken', pkg, 1)
    expect(await ken.text(`/work/${pkg.id}`)).not.toContain(`${canary}の課`)
    expect((await ken.post(`/assignments/${offer}/acceptance`, { read: 'yes' })).status).toBe(303)
    const text = await ken.text(`/work/${pkg.id}`)
    for (const words of ['の目的', 'の課', 'の基準']) expect(text).toContain(`${canary}${words}`)
  })

  test('raising, being offered and accepting ask the same rule: clearance, certificate, consent, freeze, hold', async () => {
    await prepareForStrictKen(world)
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
    await prepareForStrictKen(world)
    await clear(world, 'ken', '3B')
    await acceptedBy(world, 'ken', pkg, 1)
    await clear(world, 'ken', '2')
    expect(await ken.text('/notifications')).toContain(canary)
    expect(await ken.text(`/work/${pkg.id}`)).toContain(canary)
  })
})

/** 健 alone is cleared for class 3C and trained; the town's rules stand already. */
async function prepareForStrictKen(world: TestWorld) {
  const { writer } = world.engine
  const personId = world.cast.ken.id
  await writer
    .updateTable('workerProfile')
    .set({ clearance: '3C', places: '["home","centre"]' as never })
    .where('personId', '=', personId)
    .execute()
  const passed = { courseId: 'security', result: 'passed', completedOn: '2026-10-01', validUntil: '2027-10-01' } as const
  const recorded = { recordedBy: world.cast.reiko.id, recordedAt: world.clock() }
  await writer
    .insertInto('completion')
    .values({ ...passed, ...recorded, id: 'course-ken', personId, score: null, note: '' })
    .execute()
}
