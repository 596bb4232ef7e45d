// Files and corrections that come in while their package freezes, its consent is taken back, or their lot is delivered.
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { addPackageFile, removePackageFile } from '../../db/files/package-files.ts'
import { Stale, type Tx } from '../../db/kernel/database.ts'
import { newId } from '../../db/kernel/ids.ts'
import { submitDelivery } from '../../db/telework/assignments/move.ts'
import { type Entry, listEntries, putEntries, removeEntry, submitEntries } from '../../db/telework/entries.ts'
import { permit } from '../../policies/kernel/decision.ts'
import { jobsDone } from '../../server/kernel/jobs.ts'
import type { Browser } from '../support/run/browser.ts'
import { newWorld, type TestWorld } from '../support/run/world.ts'
import { atCentre, centreMark, corrections, prepareForStrict, strictPackage, touch } from '../support/stories/guarded.ts'
import { inHalves } from '../support/stories/halves.ts'
import { report } from '../support/stories/incident.ts'
import { acceptedBy, csvOf, draftPackage, publishedPackage, type TestPackage, write } from '../support/stories/package.ts'
import { add, filesOf, stored, text } from '../support/stories/package-files.ts'

let world: TestWorld
let yumi: Browser
beforeEach(async () => {
  world = await newWorld()
  yumi = await world.as('yumi')
})
afterEach(async () => {
  await jobsDone()
  await world.close()
})
const acts = async (act: string) => (await world.audit()).filter((record) => record.act === act).length

describe('a leak is told while a file is on its way', () => {
  test('no material is added, and what was to be taken out stays', async () => {
    const draft = await draftPackage(world)
    const there = await add(world, yumi, `packages/${draft.id}`, text('手順'))
    const before = stored(world)
    const at = `/packages/${draft.id}/files`
    const freeze = () => report(world, yumi, draft.id)
    expect((await inHalves(yumi, at, { file: text('遅れて来た') }, freeze)).status).toBe(409)
    expect((await yumi.post(at, { file: text('後から来た') })).status).toBe(403)
    const removal = permit('file.remove', { id: there, townId: draft.townId })
    await expect(write(world, 'yumi', (tx) => removePackageFile(tx, removal))).rejects.toThrow(Stale)
    expect([(await filesOf(world)).map(({ removedAt }) => removedAt), stored(world)]).toEqual([[null], before])
  })

  test('nothing is added to a lot, nor taken back from it', async () => {
    const pkg = await publishedPackage(world)
    const id = await acceptedBy(world, 'ken', pkg, 1)
    const ken = await world.as('ken')
    const there = await add(world, ken, `assignments/${id}`, text('報告'))
    const before = stored(world)
    const at = `/assignments/${id}/files`
    const freeze = () => report(world, yumi, pkg.id)
    expect((await inHalves(ken, at, { attached: text('遅れて来た') }, freeze)).status).toBe(409)
    expect((await ken.post(at, { attached: text('後から来た') })).status).toBe(403)
    const removal = permit('file.remove', { id: there, townId: pkg.townId })
    await expect(write(world, 'ken', (tx) => removePackageFile(tx, removal, id))).rejects.toThrow(Stale)
    expect([(await filesOf(world)).map(({ removedAt }) => removedAt), stored(world)]).toEqual([[null], before])
  })
})

describe('a lot that is only shown', () => {
  let pkg: TestPackage
  let id: string
  let ken: Browser
  beforeEach(async () => {
    await prepareForStrict(world)
    pkg = await strictPackage(world)
    id = await acceptedBy(world, 'ken', pkg, 1)
    ken = await atCentre(world, 'ken', await centreMark(world))
    await touch(ken, pkg.id, id)
    await ken.post(`/assignments/${id}/entries`, corrections(1, [[1, 2, '新しい店']]))
  })

  const closings = {
    'a leak is told': () => report(world, yumi, pkg.id),
    'the consent is taken back': () =>
      yumi.post(`/packages/${pkg.id}/consents/withdrawal`, { towns: ['152161'], words: '見直すため' }),
    'the consent is taken back and given anew': async () => {
      await closings['the consent is taken back']()
      world.later(1)
      await yumi.post(`/packages/${pkg.id}/consents`, { towns: ['152161'], _proof: 'demo' })
    },
  }
  const each = Object.keys(closings) as (keyof typeof closings)[]
  const on = () => ({ id, townId: pkg.townId })

  test.for(each)('%s: a file on its way comes too late', async (closing) => {
    const before = stored(world)
    const at = `/assignments/${id}/files`
    expect((await inHalves(ken, at, { attached: text('報告') }, closings[closing])).status).toBe(409)
    expect([await filesOf(world), stored(world)]).toEqual([[], before])
    expect(await acts('file.add')).toBe(0)
  })

  test('with nothing in between it is taken', async () => {
    const at = `/assignments/${id}/files`
    expect((await inHalves(ken, at, { attached: text('報告') }, async () => undefined)).status).toBe(303)
  })

  /** Decided upon before, written after it. */
  test.for(each)('%s: corrections are neither kept nor taken back nor delivered', async (closing) => {
    const at = world.clock()
    const seen = await listEntries(world.db.read, id)
    const [entry] = seen as [Entry]
    const sink = await world.store.create(pkg.id)
    const bytes = await sink.keep()
    const rest = { packageId: pkg.id, name: '', note: '', paymentOn: '2026-12-25', changeCount: 0, changes: '' } as const
    const ways: ((tx: Tx) => Promise<void>)[] = [
      (tx) => putEntries(tx, permit('entry.put', on()), [{ ...entry, row: 2 }]),
      (tx) => removeEntry(tx, permit('entry.remove', on()), entry),
      (tx) => submitEntries(tx, permit('assignment.submit', on()), { ...rest, bytes }, seen),
    ]
    await closings[closing]()
    const { ken } = world.cast
    for (const way of ways) await expect(world.db.write({ actor: ken, at }, way)).rejects.toThrow(Stale)
    expect(await listEntries(world.db.read, id)).toEqual(seen)
    expect(await world.db.read.selectFrom('submission').selectAll().execute()).toEqual([])
  })
})

describe('a file and the delivery of its lot', () => {
  let pkg: TestPackage
  let id: string
  beforeEach(async () => {
    pkg = await publishedPackage(world)
    id = await acceptedBy(world, 'ken', pkg, 1)
  })
  const bytesOf = async (words: string) => {
    const sink = await world.store.create(pkg.id)
    await sink.write(Buffer.from(words))
    return sink.keep()
  }
  const adding = async () => {
    const bytes = await bytesOf('報告')
    const added = { packageId: pkg.id, assignmentId: id, name: '報告書.txt', bytes }
    const allowed = permit('file.add', { id: newId(world.clock()), townId: pkg.townId })
    return (tx: Tx) => addPackageFile(tx, allowed, added)
  }
  const delivering = async () => {
    const bytes = await bytesOf(csvOf(1, 4))
    const rest = { packageId: pkg.id, name: 'lot.csv', note: '', paymentOn: '2026-12-25', changeCount: 0, changes: '' } as const
    return (tx: Tx) => submitDelivery(tx, permit('assignment.submit', { id, townId: pkg.townId }), { ...rest, bytes })
  }
  const removing = async () => {
    const [file] = await filesOf(world)
    return (tx: Tx) => removePackageFile(tx, permit('file.remove', { id: file!.id, townId: pkg.townId }), id)
  }
  /** The first has done everything but commit when the second begins. */
  async function inTurn(first: (tx: Tx) => Promise<unknown>, second: (tx: Tx) => Promise<unknown>) {
    let begin = () => {}
    const begun = new Promise<void>((done) => {
      begin = done
    })
    const one = write(world, 'ken', async (tx) => {
      await first(tx)
      begin()
      await new Promise((done) => setTimeout(done, 300))
    })
    await begun
    const two = write(world, 'ken', second).catch((error: unknown) => error)
    await one
    return two
  }

  test('what was added a moment before goes out with it', async () => {
    expect(await inTurn(await adding(), await delivering())).toBeUndefined()
    const [{ id: submission }] = (await world.engine.reader.selectFrom('submission').select('id').execute()) as [{ id: string }]
    expect((await filesOf(world)).map(({ submissionId }) => submissionId)).toEqual([submission])
  })

  test('what is added a moment after is too late', async () => {
    expect(await inTurn(await delivering(), await adding())).toBeInstanceOf(Stale)
    expect(await filesOf(world)).toEqual([])
  })

  test('what has gone out is not taken back, not even once the lot was returned', async () => {
    await add(world, await world.as('ken'), `assignments/${id}`, text('報告'))
    expect(await inTurn(await delivering(), await removing())).toBeInstanceOf(Stale)
    await world.engine.writer.updateTable('assignment').set({ status: 'returned' }).execute()
    await expect(write(world, 'ken', await removing())).rejects.toThrow(Stale)
    expect((await filesOf(world)).map(({ removedAt }) => removedAt)).toEqual([null])
  })

  test('what was taken back a moment before does not go out', async () => {
    await add(world, await world.as('ken'), `assignments/${id}`, text('報告'))
    expect(await inTurn(await removing(), await delivering())).toBeUndefined()
    expect((await filesOf(world)).map(({ submissionId }) => submissionId)).toEqual([null])
  })
})

test('material is not taken out behind the back of who has published', async () => {
  const draft = await draftPackage(world)
  const there = await add(world, yumi, `packages/${draft.id}`, text('手順'))
  await world.engine.writer.updateTable('package').set({ status: 'published' }).where('id', '=', draft.id).execute()
  const removal = permit('file.remove', { id: there, townId: draft.townId })
  await expect(write(world, 'yumi', (tx) => removePackageFile(tx, removal))).rejects.toThrow(Stale)
  expect((await filesOf(world)).map(({ removedAt }) => removedAt)).toEqual([null])
})
