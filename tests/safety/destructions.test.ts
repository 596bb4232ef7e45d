/** What a destruction takes away, what stays, and the certificate. */
import { mkdirSync, readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { partSize } from '../../db/files/files.ts'
import { sha256 } from '../../db/kernel/ids.ts'
import { verifyAudit } from '../../db/records/audit.ts'
import type { CastKey } from '../../db/seeds/cast.ts'
import { newWorld, type TestWorld } from '../support/run/world.ts'
import { findCanaries, heapsWith, makeCanary } from '../support/stories/canary.ts'
import { asked, completedPackage, declared, destroyedPackage, witnessed } from '../support/stories/ended.ts'
import { acceptedBy, deliverAgain, draftPackage, publishedPackage, reviewed } from '../support/stories/package.ts'
import { begin, pieces, sendPart, someBytes, upload } from '../support/stories/uploads.ts'
import { officer } from '../support/stories/vetting.ts'

let world: TestWorld
beforeEach(async () => {
  world = await newWorld()
})
afterEach(() => world.close())

const rowOf = async (id: string) =>
  world.engine.reader.selectFrom('package').selectAll().where('id', '=', id).executeTakeFirstOrThrow()
const destruction = () => world.engine.reader.selectFrom('destruction').selectAll().orderBy('id').execute()
const acts = async () => (await world.audit()).map(({ act }) => act).filter((act) => /^(destruction|package\.close)/.test(act))
const heard = async (act: string) =>
  (
    await world.engine.reader
      .selectFrom('notification')
      .selectAll()
      .where('act', '=', act as never)
      .execute()
  )
    .map(({ personId }) => Object.entries(world.cast).find(([, { id }]) => id === personId)?.[0])
    .sort()
const kept = () => readdirSync(join(world.config.dataDir, 'kept'))

test('asked for by one and witnessed by another, the content is gone at once, and there is a certificate', async () => {
  const pkg = await completedPackage(world, { takes: [true, false] })
  await declared(world, pkg.lots.slice(0, 1))
  await (await world.as('yumi')).get(`/packages/${pkg.id}/result`)
  const page = await (await world.as('yumi')).text(`/packages/${pkg.id}/destruction`)
  for (const words of ['廃棄されるもの', '8件と、その見本', '2件（うち未処分 0件）', '廃棄を申請する'])
    expect(page).toContain(words)
  expect((await asked(world, pkg.id)).headers.get('location')).toBe(`/packages/${pkg.id}/destruction`)
  expect(await heard('destruction.ask')).toEqual(['daisuke', 'makoto'])
  expect(kept().length).toBeGreaterThan(0)
  expect((await rowOf(pkg.id)).status, 'nothing happens yet').toBe('completed')

  world.later(5)
  expect((await witnessed(world, pkg.id)).status).toBe(303)
  expect(await rowOf(pkg.id)).toMatchObject({ status: 'closed', destroyedAt: world.clock(), brief: '' })
  expect(kept()).toEqual([])
  expect(await acts()).toEqual(['destruction.ask', 'destruction.witness', 'package.close', 'destruction.certify'])
  expect(await heard('package.close')).toEqual(['daisuke', 'yumi'])
  const [one] = await destruction()
  expect(one).toMatchObject({ askedBy: world.cast.yumi.id, witnessedBy: world.cast.daisuke.id, finalOn: '2026-11-28' })
  expect(one!.sha256).toBe(sha256(one!.certificate as string))
  const certificate = JSON.parse(one!.certificate as string)
  expect(certificate.package).toEqual({ id: pkg.id, number: 'R8-0001' })
  expect(certificate).toMatchObject({
    format: 'yui-destruction-2',
    town: { id: '202151', name: '塩尻市' },
    dataClass: '2',
    rows: 8,
    lots: 2,
    strays: 0,
    method: { cipher: 'AES-256-GCM', keysDestroyed: 1, objects: 'deleted', words: 'blanked' },
    asked: { by: { name: '上條 由美' }, reason: 'finished' },
    witnessed: { by: { name: '百瀬 大輔' } },
    ledger: { deleted: 1, 'never-left': 1 },
    destroyedAt: world.clock(),
    finalOn: '2026-11-28',
  })
  expect(certificate.files.map(({ kind }: { kind: string }) => kind)).toEqual(['list', 'delivery', 'delivery'])
  for (const file of certificate.files) {
    expect(file.sha256).toMatch(/^[0-9a-f]{64}$/)
    expect(file.objects).toMatchObject([{ sha256: expect.stringMatching(/^[0-9a-f]{64}$/) }])
    expect(file.objects[0].sha256).not.toBe(file.sha256)
  }
  const close = (await world.audit()).find(({ act }) => act === 'package.close')!
  expect(certificate.audit).toEqual({ chain: close.chain, seq: close.seq })
  const certify = (await world.audit()).find(({ act }) => act === 'destruction.certify')!
  expect([certify.seq, JSON.parse(certify.detail).sha256]).toEqual([close.seq + 1, one!.sha256])
  expect((await verifyAudit(world.db.read)).every(({ brokenAt }) => brokenAt === null)).toBe(true)
})

test('the fingerprints are those of the objects that lay there', async () => {
  const pkg = await completedPackage(world)
  await declared(world, pkg.lots)
  const before = kept().map((name) => sha256(readFileSync(join(world.config.dataDir, 'kept', name))))
  await asked(world, pkg.id)
  await witnessed(world, pkg.id)
  const certificate = JSON.parse((await destruction())[0]!.certificate as string)
  const told = certificate.files.flatMap(({ objects }: { objects: { sha256: string }[] }) => objects.map((one) => one.sha256))
  expect(told.sort()).toEqual(before.sort())
})

test('the certificate is a page with era dates to print, and the text that was hashed', async () => {
  const pkg = await destroyedPackage(world)
  const [one] = await destruction()
  for (const who of ['yumi', 'daisuke', 'makoto', 'akira'] satisfies CastKey[]) {
    const browser = await world.as(who)
    const text = await browser.text(`/packages/${pkg.id}/certificate`)
    for (const words of ['廃棄証明書', '令和8年11月21日', '令和8年11月28日', '暗号消去', '上條 由美', '百瀬 大輔', one!.sha256!])
      expect(text, who).toContain(words)
    const plain = await browser.get(`/packages/${pkg.id}/certificate/text`)
    expect(sha256(await plain.text())).toBe(one!.sha256)
    expect(await browser.text(`/packages/${pkg.id}/destruction`)).toContain('廃棄しました')
  }
  for (const who of ['hana', 'ken', 'reiko'] satisfies CastKey[])
    for (const path of ['certificate', 'certificate/text', 'destruction'])
      expect((await (await world.as(who)).get(`/packages/${pkg.id}/${path}`)).status, who).toBe(404)
  const neighbour = await officer(world, '203246')
  expect((await neighbour.browser.get(`/packages/${pkg.id}/certificate`)).status).toBe(404)
  const akira = await world.as('akira')
  await akira.post('/locale', { locale: 'en' })
  expect(await akira.text(`/packages/${pkg.id}/certificate`)).toContain('This certificate becomes final on')
  world.later(60 * 24 * 7)
  expect(await (await world.as('makoto')).text(`/packages/${pkg.id}/certificate`)).toContain('この証明書は確定しています')
})

test('the certificate tells the title to the town’s own people only, and its text tells it to nobody', async () => {
  const { id } = await destroyedPackage(world, { title: '困窮世帯の名簿' })
  const [one] = await destruction()
  expect(one!.certificate).not.toContain('困窮世帯')
  const place = `/packages/${id}/certificate`
  for (const who of ['yumi', 'daisuke'] satisfies CastKey[])
    expect(await (await world.as(who)).text(place), who).toContain('R8-0001　困窮世帯の名簿')
  for (const who of ['makoto', 'akira'] satisfies CastKey[]) {
    const browser = await world.as(who)
    for (const path of [place, `${place}/text`, `/packages/${id}/destruction`, '/', '/notifications'])
      expect(await browser.text(path), `${who} ${path}`).not.toContain('困窮世帯')
    expect(await browser.text(place)).toContain('R8-0001')
  }
})

test('an earlier certificate, whose text holds the title, keeps its bytes and is given to the town only', async () => {
  const { id } = await destroyedPackage(world, { title: '困窮世帯の名簿' })
  const now = JSON.parse((await destruction())[0]!.certificate as string)
  const earlier = { ...now, format: 'yui-destruction-1', package: { ...now.package, title: '困窮世帯の名簿' } }
  const text = JSON.stringify(earlier)
  await world.engine.writer
    .updateTable('destruction')
    .set({ certificate: text as never, sha256: sha256(text) })
    .execute()
  const place = `/packages/${id}/certificate`
  expect(await (await (await world.as('yumi')).get(`${place}/text`)).text()).toBe(text)
  for (const who of ['makoto', 'akira'] satisfies CastKey[]) {
    const browser = await world.as(who)
    const page = await browser.text(place)
    for (const words of [sha256(text), '原文を渡さず']) expect(page, who).toContain(words)
    for (const words of ['困窮世帯', `${place}/text`]) expect(page, who).not.toContain(words)
    const answer = await browser.get(`${place}/text`)
    expect([answer.status, await answer.text()]).toEqual([403, expect.not.stringContaining('困窮世帯')])
  }
})

test('nothing of it opens to anybody any more, and every way says that it is destroyed', async () => {
  const pkg = await destroyedPackage(world)
  const [lot] = pkg.lots
  for (const who of ['yumi', 'daisuke'] satisfies CastKey[]) {
    const staff = await world.as(who)
    for (const path of [`/packages/${pkg.id}/result`, `/assignments/${lot}/rows`, `/assignments/${lot}/submissions/1`]) {
      const answer = await staff.get(path)
      expect([path, answer.status, await answer.text()]).toEqual([path, 410, expect.stringContaining('廃棄済み')])
    }
    for (const path of [
      `/packages/${pkg.id}`,
      `/assignments/${lot}`,
      `/assignments/${lot}/review`,
      `/packages/${pkg.id}/custody`,
    ])
      expect((await staff.get(path)).status, path).toBe(200)
    const page = await staff.text(`/packages/${pkg.id}`)
    expect(page).toContain('廃棄ずみ')
    expect(page).not.toContain(`/packages/${pkg.id}/result"`)
  }
  const hana = await world.as('hana')
  expect((await hana.get(`/assignments/${lot}`)).status).toBe(200)
  expect((await hana.get(`/work/${pkg.id}`)).status).toBe(200)
  expect((await hana.get('/account/data')).status).toBe(200)
})

test('words that people wrote about the content are blanked, figures and fingerprints stay', async () => {
  const pkg = await publishedPackage(world, { rows: 4, dataClass: '2', brief: '秘密の手順' })
  const id = await acceptedBy(world, 'hana', pkg, 1)
  await deliverAgain(world, 'hana', id)
  const { writer, reader } = world.engine
  await writer.updateTable('submission').set({ note: '秘密の言葉' }).execute()
  await reviewed(world, id, [{ criterion: 1, row: 1, words: '秘密の点' }])
  await deliverAgain(world, 'hana', id)
  await reviewed(world, id)
  await writer.updateTable('review').set({ words: '秘密の検収' }).execute()
  await writer.updateTable('package').set({ status: 'completed' }).where('id', '=', pkg.id).execute()
  await asked(world, pkg.id)
  await witnessed(world, pkg.id)
  for (const table of ['package', 'submission', 'review', 'reviewPoint', 'rowList', 'file', 'job'] as const)
    expect(JSON.stringify(await reader.selectFrom(table).selectAll().execute()), table).not.toContain('秘密')
  const [submission] = await reader.selectFrom('submission').selectAll().execute()
  expect(submission).toMatchObject({ note: '', changes: '', changeCount: 1, version: 1 })
  expect(
    (await reader.selectFrom('file').selectAll().execute()).every(({ sha256: sum, name }) => sum.length === 64 && name === ''),
  ).toBe(true)
})

test('an upload that nobody finished goes with its package: its parts, its name, and what was begun', async () => {
  const draft = await draftPackage(world, { title: '取りやめた案件' })
  const yumi = await world.as('yumi')
  const bytes = someBytes(partSize + 10)
  const wish = { package: draft.id, purpose: 'material', name: `${makeCanary('upload')}.txt` }
  const { id } = (await (await begin(yumi, { ...wish, size: bytes.length })).json()) as { id: string }
  expect((await sendPart(yumi, id, 0, pieces(bytes)[0]!)).status).toBe(204)
  await upload(yumi, { ...wish, modified: 2 }, someBytes(100))
  expect((await yumi.post(`/packages/${draft.id}/withdrawal`)).status).toBe(303)
  expect((await sendPart(yumi, id, 1, pieces(bytes)[1]!)).status, 'a withdrawn draft takes in nothing more').toBe(409)
  const backups = join(world.config.dataDir, 'none')
  mkdirSync(backups)
  const named = async () => [
    ...(await findCanaries({ world, backups }, [wish.name])),
    ...(await heapsWith(world, ['upload', 'upload_part', 'opening'], wish.name)),
  ]
  expect((await named()).length).toBeGreaterThan(0)
  await asked(world, draft.id)
  expect((await witnessed(world, draft.id)).status).toBe(303)
  expect(kept()).toEqual([])
  expect(JSON.parse((await destruction())[0]!.certificate as string)).toMatchObject({ strays: 2 })
  expect((await yumi.get(`/uploads/${id}`)).status).toBe(404)
  expect(await named(), 'let go of by the database too').toEqual([])
})

test('objects that something left behind go with the package, and no other package’s', async () => {
  const pkg = await completedPackage(world)
  await declared(world, pkg.lots)
  const other = await publishedPackage(world, { title: '別の案件' })
  const stray = async (of: string) => {
    const sink = await world.store.create(of)
    await sink.write(Buffer.from('迷子'))
    return (await sink.keep()).storageKey
  }
  const [own, theirs] = [await stray(pkg.id), await stray(other.id)]
  await asked(world, pkg.id)
  await witnessed(world, pkg.id)
  expect(kept()).not.toContain(own)
  expect(kept()).toContain(theirs)
  expect(kept()).toContain(other.storageKey)
  expect(JSON.parse((await destruction())[0]!.certificate as string)).toMatchObject({ strays: 1 })
})
