/**
 * Nothing is left: strings that stood in a package's content are looked for in every byte that the platform
 * keeps, before its destruction and after it, in backups of either side, and in a backup that the app opens again.
 */
import { randomBytes } from 'node:crypto'
import { cpSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { addFile } from '../../db/files/files.ts'
import { newId } from '../../db/kernel/ids.ts'
import { toJson } from '../../db/kernel/schema.ts'
import { permit } from '../../policies/kernel/decision.ts'
import { inside } from '../../policies/safety/access.ts'
import { createApp } from '../../server/app.tsx'
import { jobsDone } from '../../server/kernel/jobs.ts'
import { openWorld } from '../../server/kernel/world.ts'
import { reconcileKeys } from '../../server/safety/destructions/carry-out.ts'
import { createBrowser } from '../support/run/browser.ts'
import { newWorld, type TestWorld } from '../support/run/world.ts'
import { backUp, databaseFiles, dropPutBack, findCanaries, makeCanary, putBack } from '../support/stories/canary.ts'
import { asked, declared, witnessed } from '../support/stories/ended.ts'
import { acceptedBy, csvFile, draftPackage, publishedPackage, reviewed } from '../support/stories/package.ts'

vi.setConfig({ testTimeout: 120_000 })
let world: TestWorld
let backups: string
beforeEach(async () => {
  world = await newWorld()
  backups = join(world.config.dataDir, '..', `backups-${randomBytes(4).toString('hex')}`)
  mkdirSync(backups, { mode: 0o700 })
})
afterEach(() => world.close())

const find = (canaries: readonly string[], more?: readonly string[]) => findCanaries({ world, backups }, canaries, more)

/** Where content can stand. */
const places = ['row', 'delivery', 'change', 'entry', 'file', 'problem'] as const
type Canaries = Record<(typeof places)[number], string>

/** A package with a canary in everything that it can hold. */
async function fullPackage() {
  const canaries = Object.fromEntries(places.map((place) => [place, makeCanary(place)])) as Canaries
  const { db, store, engine, cast } = world
  const pkg = await publishedPackage(world, { rows: 4, dataClass: '2' })
  const at = world.clock()
  // The rows: the list is sealed anew with the canary in its first row, and so is its sample.
  const list = await engine.reader
    .selectFrom('rowList')
    .innerJoin('file', 'file.id', 'rowList.fileId')
    .select(['fileId', 'storageKey', 'headerBytes'])
    .executeTakeFirstOrThrow()
  const plain: Uint8Array[] = []
  for await (const part of store.read(inside(pkg.id), list.storageKey)) plain.push(part)
  const text = Buffer.concat(plain).toString().replace('塩尻市大門1番地', canaries.row)
  const sink = await store.create(pkg.id)
  await sink.write(Buffer.from(text))
  const bytes = await sink.keep()
  await store.remove(list.storageKey)
  await engine.writer
    .updateTable('file')
    .set({ storageKey: bytes.storageKey, size: bytes.size, sha256: bytes.sha256 })
    .where('id', '=', list.fileId)
    .execute()
  await engine.writer.updateTable('lot').set({ byteTo: bytes.size }).execute()
  await engine.writer
    .updateTable('rowList')
    .set({ sample: await store.sealText(pkg.id, JSON.stringify([[canaries.row]])) })
    .execute()
  // A delivery through the app, which corrects a cell: the canary is in the file and in the list of changes.
  const id = await acceptedBy(world, 'hana', pkg, 1)
  const hana = await world.as('hana')
  const rows = await (await hana.get(`/assignments/${id}/rows`)).text()
  expect(rows, 'an opened answer holds it').toContain(canaries.row)
  const corrected = rows.replace('店舗1,', `${canaries.delivery},`).replace('店舗2,', `${canaries.change},`)
  expect((await hana.post(`/assignments/${id}/submission`, { file: csvFile(corrected), note: '' })).status).toBe(303)
  expect(await hana.text(`/assignments/${id}`)).toContain(canaries.change)
  // An entry of a page, and a file beside the list.
  await engine.writer
    .insertInto('entry')
    .values({ assignmentId: id, row: 1, columnIndex: 1, sealed: await store.sealText(pkg.id, canaries.entry), enteredAt: at })
    .execute()
  const beside = await store.create(pkg.id)
  await beside.write(Buffer.from(`${canaries.file}\n`.repeat(4_000)))
  const stored = await beside.keep()
  await db.write({ actor: cast.yumi, at }, async (tx) => {
    const fileId = await addFile(tx, { ...stored, packageId: pkg.id, name: '資料.pdf' })
    const known = {
      packageId: pkg.id,
      fileId,
      assignmentId: null,
      submissionId: null,
      kind: 'pdf',
      state: 'clean',
      begun: 0,
    } as const
    const rest = { problems: toJson([]), addedBy: cast.yumi.id, addedAt: at, checkedAt: at, scannedAt: at, removedAt: null }
    await tx.sql
      .insertInto('packageFile')
      .values({ id: newId(at), ...known, ...rest } as never)
      .execute()
    await tx.record(permit('package.edit', { id: pkg.id, townId: pkg.townId }))
  })
  await reviewed(world, id)
  await engine.writer.updateTable('package').set({ status: 'completed', lotsApproved: 1 }).where('id', '=', pkg.id).execute()
  await failingImport(canaries.problem)
  return { ...pkg, lots: [id], canaries }
}
/** A list that is refused, with the canary in what the page says is wrong with it. */
async function failingImport(canary: string) {
  const draft = await draftPackage(world, { title: '失敗した取り込み' })
  const yumi = await world.as('yumi')
  await yumi.post(`/packages/${draft.id}/steps/2`, { file: csvFile(`番号,${canary},${canary}\r\n1,2,3\r\n`) })
  await jobsDone()
  expect(await yumi.text(`/packages/${draft.id}/steps/2?imported`)).toContain(canary)
  expect(await find([canary]), 'sealed at rest, like the list').toEqual([])
  expect((await yumi.post(`/packages/${draft.id}/withdrawal`)).status).toBe(303)
  const { id } = draft
  await destroy({ id, lots: [] })
  return id
}
async function destroy({ id, lots }: { id: string; lots: readonly string[] }) {
  await declared(world, lots)
  for (const answer of [await asked(world, id), await witnessed(world, id)]) expect(answer.status).toBe(303)
}

test('the search finds what lies in the clear, wherever it is planted', async () => {
  const canary = makeCanary('planted')
  expect(await find([canary])).toEqual([])
  const pkg = await publishedPackage(world)
  await world.engine.writer.updateTable('package').set({ purpose: canary }).where('id', '=', pkg.id).execute()
  expect((await find([canary])).length, 'in the database').toBeGreaterThan(0)
  await world.engine.writer.updateTable('package').set({ purpose: '' }).where('id', '=', pkg.id).execute()
  await world.db.kit.forget(['package'])
  expect(await find([canary]), 'written over, and the log folded').toEqual([])
  for (const text of [canary, Buffer.from(`と${canary}と`).toString('base64')]) {
    const path = join(world.config.dataDir, 'kept', 'planted')
    writeFileSync(path, text)
    expect(await find([canary])).toEqual([path])
    rmSync(path)
  }
})

test('sealed at rest before, and nothing anywhere after: files, database, log, backups of either side', async () => {
  const pkg = await fullPackage()
  const all = Object.values(pkg.canaries)
  expect(await find(all), 'at rest').toEqual([])
  await backUp({ world, backups }, 'before.db')
  cpSync(join(world.config.dataDir, 'kept'), join(backups, 'kept'), { recursive: true })
  await destroy(pkg)
  await backUp({ world, backups }, 'after.db')
  expect(await find(all)).toEqual([])
  expect(readdirSync(join(world.config.dataDir, 'kept'))).toEqual([])
})

test('words that people wrote are gone from every page of the database too', async () => {
  const words = Object.fromEntries(
    ['brief', 'note', 'review', 'point', 'name', 'back', 'stopped', 'concluded'].map((place) => [place, makeCanary(place)]),
  )
  const pkg = await publishedPackage(world, { rows: 4, brief: words.brief! })
  const id = await acceptedBy(world, 'hana', pkg, 1)
  const hana = await world.as('hana')
  const rows = await (await hana.get(`/assignments/${id}/rows`)).text()
  await hana.post(`/assignments/${id}/submission`, {
    file: csvFile(rows, `${words.name}.csv`),
    note: words.note!,
    unchanged: 'yes',
  })
  await reviewed(world, id, [{ criterion: 1, row: 1, words: words.point! }])
  await hana.post(`/assignments/${id}/submission`, { file: csvFile(rows), note: '', unchanged: 'yes' })
  await reviewed(world, id)
  const { writer } = world.engine
  await writer.updateTable('review').set({ words: words.review! }).execute()
  // Long words lie on pages of their own, which the database would otherwise only put aside.
  await writer
    .updateTable('submission')
    .set({ note: words.note!.repeat(400) })
    .execute()
  await writer
    .updateTable('package')
    .set({ status: 'completed', sentBackWords: words.back!, stoppedWords: words.stopped!, concludedWords: words.concluded! })
    .where('id', '=', pkg.id)
    .execute()
  expect((await find(Object.values(words))).length).toBeGreaterThan(0)
  await destroy({ id: pkg.id, lots: [id] })
  await backUp({ world, backups }, 'after.db')
  expect(await find(Object.values(words))).toEqual([])
})

test('an older database put back shows it as destroyed, opens nothing of it, and says so in the audit', async () => {
  const pkg = await fullPackage()
  const all = Object.values(pkg.canaries)
  const file = await backUp({ world, backups }, 'before.db')
  cpSync(join(world.config.dataDir, 'kept'), join(backups, 'kept'), { recursive: true })
  await destroy(pkg)
  const destroyedAt = world.clock()
  world.later(60 * 24)
  // The database and the files of yesterday; the folder of keys stays as it is.
  cpSync(join(backups, 'kept'), join(world.config.dataDir, 'kept'), { recursive: true })
  const database = putBack(world, file)
  const restored = await openWorld({ ...world.config, database }, { clock: world.clock, assets: world.assets })
  try {
    const browser = createBrowser(createApp(restored))
    await browser.post('/demo/sign-in', { person: 'yumi' })
    const paths = [`/packages/${pkg.id}/result`, `/assignments/${pkg.lots[0]}/rows`, `/assignments/${pkg.lots[0]}/submissions/1`]
    for (const path of paths) {
      const answer = await browser.get(path)
      const text = await answer.text().catch(() => 'broken off')
      for (const canary of all) expect(text, 'before the start has put it right').not.toContain(canary)
    }
    expect(await reconcileKeys(restored)).toBe(1)
    expect(await reconcileKeys(restored), 'once').toBe(0)
    const row = await restored.engine.reader.selectFrom('package').selectAll().where('id', '=', pkg.id).executeTakeFirstOrThrow()
    expect(row).toMatchObject({ status: 'closed', destroyedAt, brief: '' })
    for (const path of paths) {
      const answer = await browser.get(path)
      expect([path, answer.status, await answer.text()]).toEqual([path, 410, expect.stringContaining('廃棄済み')])
    }
    expect(await browser.text(`/packages/${pkg.id}/destruction`)).toContain('古いバックアップのデータベースが戻された')
    expect((await browser.get(`/packages/${pkg.id}/certificate`)).status).toBe(404)
    const records = await restored.engine.reader
      .selectFrom('audit')
      .selectAll()
      .where('act', '=', 'destruction.reconcile')
      .execute()
    expect(records.map(({ subjectId, actorId, detail }) => [subjectId, actorId, JSON.parse(detail)])).toEqual([
      [pkg.id, null, { from: 'completed', destroyedAt }],
    ])
    expect(readdirSync(join(world.config.dataDir, 'kept'))).toEqual([])
    expect(await find(all, databaseFiles(database))).toEqual([])
  } finally {
    await restored.close()
    dropPutBack(world, database)
  }
})

test('an older folder of keys put back brings nothing back: the database knows better', async () => {
  const pkg = await fullPackage()
  const path = join(world.config.dataDir, 'keys', pkg.id)
  const old = readFileSync(path)
  cpSync(join(world.config.dataDir, 'kept'), join(backups, 'kept'), { recursive: true })
  await destroy(pkg)
  writeFileSync(path, old)
  cpSync(join(backups, 'kept'), join(world.config.dataDir, 'kept'), { recursive: true })
  expect((await (await world.as('yumi')).get(`/packages/${pkg.id}/result`)).status).toBe(410)
  expect(await reconcileKeys(world)).toBe(1)
  expect(readFileSync(path, 'utf8')).toMatch(/^destroyed /)
})
