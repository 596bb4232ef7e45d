// Quarantine: what is being checked or is held is had by nobody, whatever the scanner says or does not say.
import { afterEach, beforeEach, expect, test } from 'vitest'
import { beginCheck } from '../../db/files/file-checks.ts'
import { clamd } from '../../server/files/clamd.ts'
import { countPages } from '../../server/files/drawing/index.ts'
import { mostTime } from '../../server/files/file-checks/time.ts'
import { scanFile, scanWaiting } from '../../server/files/file-scan.ts'
import { jobsDone, oneAtATime } from '../../server/kernel/jobs.ts'
import { eicar, installed, nameOfEicar, startClamd } from '../support/outside/clamd.ts'
import type { Browser } from '../support/run/browser.ts'
import { newWorld, type TestWorld } from '../support/run/world.ts'
import { prepareForStrict } from '../support/stories/guarded.ts'
import { acceptedBy, csvFile, csvOf, draftPackage, publishedPackage } from '../support/stories/package.ts'
import { add, fakeClamd, filesOf, stored, text, ways } from '../support/stories/package-files.ts'

let world: TestWorld
let yumi: Browser
let daisuke: Browser
let answer: string | null
let scanner: Awaited<ReturnType<typeof fakeClamd>>
beforeEach(async () => {
  answer = null
  scanner = await fakeClamd(() => answer)
  world = await newWorld({ clamd: scanner.address })
  yumi = await world.as('yumi')
  daisuke = await world.as('daisuke')
})
afterEach(async () => {
  await jobsDone()
  await world.close()
  await scanner.stop()
})
const stateOf = async () => (await filesOf(world))[0]!.state

test('what is being checked or is held is had by nobody, by no route', async () => {
  const open = await publishedPackage(world)
  const lot = await acceptedBy(world, 'ken', open, 1)
  const ken = await world.as('ken')
  const id = await add(world, ken, `assignments/${lot}`, text('あやしい', 'あやしい.txt'))
  const readers = [ken, daisuke, yumi, await world.as('hana'), await world.as('makoto'), await world.as('akira')]
  const closed = async () => {
    for (const browser of readers)
      for (const way of ways(open.id, [lot], id)) {
        const said = await browser.get(way)
        expect([way, said.status >= 400, (await said.text()).includes('あやしい')]).toEqual([way, true, false])
      }
  }
  expect(await stateOf(), 'the scanner cannot be asked').toBe('scanning')
  expect(await ken.text(`/assignments/${lot}`)).toContain('確かめています')
  await closed()
  answer = 'stream: Eicar-Test-Signature FOUND'
  await scanFile(world, id)
  expect(await stateOf()).toBe('held')
  await closed()
  // It goes out with nothing, and stays shut once the lot was delivered.
  await ken.post(`/assignments/${lot}/submission`, { file: csvFile(csvOf(1, 4)), note: '' })
  expect((await filesOf(world))[0]!.submissionId).toBeNull()
  await closed()
})

test('a held file is named to its town and the manager only; they hear of it, and may remove it', async () => {
  answer = 'stream: Eicar-Test-Signature FOUND'
  const open = await publishedPackage(world)
  const lot = await acceptedBy(world, 'ken', open, 1)
  const ken = await world.as('ken')
  const id = await add(world, ken, `assignments/${lot}`, text('あやしい', 'あやしい.txt'))
  expect(await ken.text(`/assignments/${lot}`)).toContain('追加できませんでした')
  const staff = await yumi.text(`/packages/${open.id}/files`)
  for (const words of ['あやしい.txt', '利用を止めています', 'Eicar-Test-Signature']) expect(staff).toContain(words)
  const hana = await world.as('hana')
  for (const path of [`/work/${open.id}`, '/notifications', '/']) expect(await hana.text(path)).not.toMatch(/あやしい|利用を止め/)
  for (const browser of [yumi, daisuke]) {
    const news = await browser.text('/notifications')
    expect([news.includes('利用を止めています'), news.includes('あやしい')]).toEqual([true, false])
    const [, followed] = /href="(\/notifications\/[\w-]+)">[^<]*利用を止めています/.exec(news)!
    expect((await browser.get(followed!)).headers.get('location')).toBe(`/packages/${open.id}/files`)
  }
  expect(await yumi.text(`/packages/${open.id}/history`)).toContain('安全を確認できないファイルの利用を止めました')
  const before = stored(world)
  expect((await hana.post(`/packages/${open.id}/files/${id}/removal`, {})).status).toBe(403)
  expect((await daisuke.post(`/packages/${open.id}/files/${id}/removal`, {})).status).toBe(303)
  expect([stored(world), (await filesOf(world))[0]!.removedAt !== null]).toEqual([before - 1, true])
})

test('what the scanner does not look at whole is held; what it finds clean says so', async () => {
  const draft = await draftPackage(world)
  answer = 'stream: Heuristics.Limits.Exceeded.MaxFileSize FOUND'
  await add(world, yumi, `packages/${draft.id}`, text('大きい'))
  expect(await stateOf()).toBe('held')
  answer = 'stream: OK'
  await add(world, yumi, `packages/${draft.id}`, text('よい'))
  expect((await filesOf(world))[1]).toMatchObject({ state: 'clean', scannedAt: expect.any(String) })
  expect(await yumi.text(`/packages/${draft.id}/files`)).toContain('形式と中身、ウイルスを確かめました')
})

test.for([null, 'stream: something else ERROR', 'UNKNOWN COMMAND', ''])(
  'the answer %j leaves a file where nobody opens it',
  async (said) => {
    answer = said
    const draft = await draftPackage(world)
    const id = await add(world, yumi, `packages/${draft.id}`, text('手順'))
    expect(await stateOf()).toBe('scanning')
    expect((await yumi.get(`/packages/${draft.id}/files/${id}`)).status).toBe(404)
  },
)

test('what a killed process left unchecked is checked by the clock, at once by another process', async () => {
  answer = 'stream: OK'
  const draft = await draftPackage(world)
  const id = await add(world, yumi, `packages/${draft.id}`, text('手順'))
  const reset = { state: 'scanning', checkedAt: null } as const
  await world.engine.writer.updateTable('packageFile').set(reset).where('id', '=', id).execute()
  expect(await scanWaiting(world)).toBe(1)
  await jobsDone()
  expect(await stateOf()).toBe('clean')
})

test('a file whose checks began three times and came to no end is looked at by nobody any more: people decide', async () => {
  answer = 'stream: OK'
  const draft = await draftPackage(world)
  const id = await add(world, yumi, `packages/${draft.id}`, text('手順'))
  await world.engine.writer.updateTable('packageFile').set({ state: 'scanning' }).where('id', '=', id).execute()
  for (const times of [1, 2, 3]) {
    // What a process that is killed in the middle leaves.
    expect(await beginCheck(world.db, id, world.clock())).toBe(times)
    expect(await scanWaiting(world), 'somebody may be at it').toBe(0)
    await scanFile(world, id)
    expect(await stateOf()).toBe('scanning')
    world.later(20)
  }
  expect(await scanWaiting(world)).toBe(1)
  await jobsDone()
  expect((await filesOf(world))[0]).toMatchObject({ state: 'held', problems: '[{"kind":"unfinished"}]' })
  yumi = await world.as('yumi')
  expect(await yumi.text(`/packages/${draft.id}/files`)).toContain('安全の確認が終わりませんでした')
  expect((await yumi.post(`/packages/${draft.id}/files/${id}/removal`, {})).status).toBe(303)
})

test('a scanner that is out of reach for long makes no beginning count', async () => {
  const draft = await draftPackage(world)
  const id = await add(world, yumi, `packages/${draft.id}`, text('手順'))
  for (let i = 0; i < 5; i++) await scanFile(world, id)
  expect((await filesOf(world))[0]).toMatchObject({ state: 'scanning', begun: 0, begunAt: null })
  answer = 'stream: OK'
  await scanFile(world, id)
  expect(await stateOf()).toBe('clean')
})

test('what could not be looked at to its end in time is held', async () => {
  const draft = await draftPackage(world)
  const id = await add(world, yumi, `packages/${draft.id}`, text('手順'))
  await scanFile(world, id, { ...mostTime, file: 0 })
  expect((await filesOf(world))[0]).toMatchObject({ state: 'held', problems: '[{"kind":"unfinished"}]' })
})

test('towns take turns: one file of a town does not wait for all of another’s', async () => {
  const inTurn = oneAtATime()
  const order: string[] = []
  let now = 0
  const work = (of: string) =>
    inTurn(async () => {
      expect(++now).toBe(1)
      await new Promise((done) => setTimeout(done, 1))
      now--
      order.push(of)
    }, of)
  const failing = inTurn(() => Promise.reject(new Error('one')), 'a').catch((error: Error) => error.message)
  await Promise.all([...['a', 'a', 'a', 'a', 'b', 'b', 'c'].map(work)])
  await work('d')
  expect([order.join(''), await failing]).toEqual(['abcabaad', 'one'])
})

test('two processes that check one file at once leave one record', async () => {
  answer = 'stream: OK'
  const draft = await draftPackage(world)
  const id = await add(world, yumi, `packages/${draft.id}`, text('手順'))
  await world.engine.writer.updateTable('packageFile').set({ state: 'scanning' }).where('id', '=', id).execute()
  const before = (await world.audit()).length
  await Promise.all([scanFile(world, id), scanFile({ ...world, scanner: clamd(scanner.address) }, id)])
  expect((await world.audit()).length).toBe(before + 1)
})

test('what is only shown and could not be tried out, because too much is drawn, waits: neither refused nor passed', {
  timeout: 90_000,
}, async () => {
  answer = 'stream: OK'
  await prepareForStrict(world)
  const draft = await draftPackage(world, { dataClass: '3C', places: ['centre', 'vdi'], courses: ['security'] })
  const id = await add(world, yumi, `packages/${draft.id}`, text('手順'))
  await world.engine.writer.updateTable('packageFile').set({ state: 'scanning' }).where('id', '=', id).execute()
  const line = Array.from({ length: 102 }, () => countPages('txt', Buffer.from('x')))
  await scanFile(world, id)
  expect(await stateOf()).toBe('scanning')
  await Promise.all(line)
  await scanFile(world, id)
  expect(await stateOf()).toBe('clean')
})

test.skipIf(!installed)('a real clamd holds a test virus that the built-in checks let by, and clears what is clean', async () => {
  const real = await startClamd()
  await world.close()
  world = await newWorld({ clamd: real.address })
  yumi = await world.as('yumi')
  try {
    const draft = await draftPackage(world)
    const held = await add(world, yumi, `packages/${draft.id}`, text(eicar, 'eicar.txt'))
    await add(world, yumi, `packages/${draft.id}`, text('手順です'))
    expect((await filesOf(world)).map(({ state }) => state)).toEqual(['held', 'clean'])
    expect(await yumi.text(`/packages/${draft.id}/files`)).toContain(nameOfEicar)
    for (const way of ways(draft.id, [], held)) expect([way, (await yumi.get(way)).status]).toEqual([way, 404])
    // Larger than it looks at: not clean, but held.
    await add(world, yumi, `packages/${draft.id}`, text('あ'.repeat(1_200_000), '大きい.txt'))
    expect((await filesOf(world))[2]!.state).toBe('held')
  } finally {
    real.stop()
  }
})
