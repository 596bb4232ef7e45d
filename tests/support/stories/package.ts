/** Packages and assignments as people would have made them: the real rules, the real writes, no HTTP. */

import type { StoredBytes } from '../../../db/files/files.ts'
import { findActor, findWorker } from '../../../db/identity/people.ts'
import type { Tx } from '../../../db/kernel/database.ts'
import { newId } from '../../../db/kernel/ids.ts'
import { createPackage, editPackage, movePackage, planPackage, publishPackage, putRows } from '../../../db/packages/edit.ts'
import { findPackage } from '../../../db/packages/find.ts'
import { findLot, putLots } from '../../../db/packages/lots.ts'
import { paidOn } from '../../../db/packages/payment.ts'
import type { CastKey } from '../../../db/seeds/cast.ts'
import { findAssignment, listSubmissions } from '../../../db/telework/assignments/find.ts'
import { acceptTerms, offerLot, reviewDelivery, submitDelivery } from '../../../db/telework/assignments/move.ts'
import { findPosting } from '../../../db/telework/postings.ts'
import { nextSessions } from '../../../db/training/training.ts'
import { addDays, type Day, dayOf } from '../../../policies/kernel/days.ts'
import { isRefusal, type Permit, type Refusal } from '../../../policies/kernel/decision.ts'
import { type Deed, decide, decideCreate, type Move } from '../../../policies/packages/packages.ts'
import { items } from '../../../policies/packages/terms.ts'
import type { Point } from '../../../policies/review/reviews.ts'
import { inside } from '../../../policies/safety/access.ts'
import type { DataClass, Place } from '../../../policies/safety/classes.ts'
import { decideAccept, decide as decideAssignment, decideOffer, type Live } from '../../../policies/telework/assignments.ts'
import { importCsv } from '../../../server/packages/csv/import.ts'
import { lotRanges } from '../../../server/packages/csv/lots.ts'
import type { TestWorld } from '../run/world.ts'

export type PackageWish = {
  title?: string
  purpose?: string
  client?: string
  brief?: string
  criteria?: string[]
  dataClass?: DataClass
  /** How many rows the list has; lots are cut by `rowsPerLot`. */
  rows?: number
  /** A list of the test's own instead, with its header; `key`: the column that tells its rows apart. */
  csv?: string
  key?: string
  rowsPerLot?: number
  unitPrice?: number
  minutesPerRow?: number
  dueOn?: Day
  places?: Place[]
  courses?: string[]
  towns?: string[]
}
export type TestPackage = { id: string; townId: string; storageKey: string }

export const header = ['番号', '名称', '住所', '電話番号']
export const rowOf = (n: number) => [String(n).padStart(3, '0'), `店舗${n}`, `塩尻市大門${n}番地`, `0263-00-${1000 + n}`]
/** Rows `from` to `to` as a worker's file would hold them; `change` gives new cells for a row. */
export const csvOf = (from: number, to: number, change: (row: string[], n: number) => string[] = (row) => row): string =>
  [header, ...Array.from({ length: to - from + 1 }, (_, i) => change(rowOf(from + i), from + i))]
    .map((cells) => `${cells.join(',')}\r\n`)
    .join('')
export const csvFile = (text: string | Uint8Array<ArrayBuffer>, name = 'lot.csv') => new File([text], name, { type: 'text/csv' })

/** A package of 塩尻市 by 由美, split and published by 大輔: 10 rows in lots of 4 at 40 yen a row, open to all three towns. */
export async function publishedPackage(world: TestWorld, wish: PackageWish = {}): Promise<TestPackage> {
  const pkg = await readyPackage(world, wish)
  const towns = wish.towns ?? ['202151', '203246', '152161']
  await act(world, 'daisuke', pkg.id, 'package.publish', (tx, permit) => publishPackage(tx, permit, towns))
  return pkg
}

/** The same before it is published: split and planned, with everything that publishing demands. */
export async function readyPackage(world: TestWorld, wish: PackageWish = {}): Promise<TestPackage> {
  const pkg = await draftPackage(world, wish)
  await act(world, 'yumi', pkg.id, 'package.hand-over', movePackage)
  const unitPrice = wish.unitPrice ?? 40
  const rowsPerLot = wish.rowsPerLot ?? 4
  const { headerBytes } = (await findPackage(world.db.read, pkg.id, world.cast.daisuke.id))!
  const ranges = await lotRanges(() => world.store.read(inside(pkg.id), pkg.storageKey), {
    headerBytes: headerBytes!,
    rowsPerLot,
  })
  await act(world, 'daisuke', pkg.id, 'package.split', (tx, permit) => putLots(tx, permit, rowsPerLot, ranges, unitPrice))
  await act(world, 'daisuke', pkg.id, 'package.plan', (tx, permit) =>
    planPackage(tx, permit, {
      unitPrice,
      minutesPerRow: wish.minutesPerRow ?? 2,
      dueOn: wish.dueOn ?? addDays(dayOf(world.clock()), 14),
      places: wish.places ?? ['home', 'centre'],
      courses: wish.courses ?? [],
      towns: wish.towns ?? ['202151', '203246', '152161'],
      expenses: '',
      keyColumn: wish.key ?? '番号',
    }),
  )
  return pkg
}

/** A complete draft by 由美, its rows imported, its manager 大輔. */
export async function draftPackage(world: TestWorld, wish: PackageWish = {}): Promise<TestPackage> {
  const id = newId(world.clock())
  const townId = world.cast.yumi.townId
  const yumi = await actorOf(world, 'yumi')
  const permit = allowed(decideCreate(yumi, townId, id))
  await write(world, 'yumi', (tx) => createPackage(tx, permit, { title: wish.title ?? '店舗一覧の照合' }))
  await act(world, 'yumi', id, 'package.edit', (tx, permit) =>
    editPackage(tx, permit, {
      purpose: wish.purpose ?? '町の店舗案内を正しくするため',
      client: wish.client ?? '塩尻市 産業政策課',
      brief: wish.brief ?? '公式サイトを開き、名称と住所と電話番号を確かめて直してください。',
      criteria: wish.criteria ?? ['名称が公式サイトと同じである', '電話番号がつながる形である'],
      dataClass: wish.dataClass ?? '1',
      managerId: world.cast.daisuke.id,
    }),
  )
  const sink = await world.store.create(id)
  const text = Buffer.from(wish.csv ?? csvOf(1, wish.rows ?? 10))
  const list = await importCsv({ open: () => once(text), write: (chunk) => sink.write(chunk) })
  if ('problems' in list) throw new Error('the test list is not sound')
  const bytes = await sink.keep()
  const sample = await world.store.sealText(id, JSON.stringify(list.sample))
  await act(world, 'yumi', id, 'package.import', (tx, permit) =>
    putRows(tx, permit, { ...list, name: '店舗一覧.csv', bytes, sample }),
  )
  return { id, townId, storageKey: bytes.storageKey }
}

/** Offers a lot to a worker by 大輔 under complete terms; gives the assignment's id. */
export async function offeredTo(world: TestWorld, who: CastKey, pkg: TestPackage, lotNumber: number): Promise<string> {
  const { db } = world
  const today = dayOf(world.clock())
  const lot = (await findLot(db.read, pkg.id, lotNumber))!
  const worker = (await findWorker(db.read, world.cast[who].id))!
  const posting = (await findPosting(db.read, pkg.id, await nextSessions(db.read, today)))!
  const subject = { id: lot.id, townId: pkg.townId, taken: lot.assignmentId !== null }
  const permit = allowed(decideOffer(await actorOf(world, 'daisuke'), subject, worker, posting, today))
  const id = newId(world.clock())
  const { dueOn } = (await findPackage(db.read, pkg.id, world.cast.daisuke.id))!
  const clauses = items.map((item) => ({ item, ja: `${item}の条件です。`, en: `Terms of ${item}.` }))
  await write(world, 'daisuke', (tx) =>
    offerLot(tx, permit, {
      id,
      packageId: pkg.id,
      workerId: worker.id,
      reason: 'least-recent',
      offerEndsOn: addDays(today, 7),
      dueOn: dueOn!,
      price: lot.price,
      clauses,
    }),
  )
  return id
}

/** An offer that the worker has accepted. */
export async function acceptedBy(world: TestWorld, who: CastKey, pkg: TestPackage, lotNumber: number): Promise<string> {
  const id = await offeredTo(world, who, pkg, lotNumber)
  const { db } = world
  const today = dayOf(world.clock())
  const posting = (await findPosting(db.read, pkg.id, await nextSessions(db.read, today)))!
  const worker = (await findWorker(db.read, world.cast[who].id))!
  const { facts } = (await findAssignment(db.read, id))!
  const permit = allowed(decideAccept(await actorOf(world, who), facts, worker, posting, today))
  await write(world, who, (tx) => acceptTerms(tx, permit))
  return id
}

/** An accepted lot whose first row was corrected (名称 gets 「本店」) and delivered. */
export async function deliveredBy(world: TestWorld, who: CastKey, pkg: TestPackage, lotNumber: number): Promise<string> {
  const id = await acceptedBy(world, who, pkg, lotNumber)
  await deliverAgain(world, who, id)
  return id
}

/** Reviews the latest delivery by 大輔: returned with points, or approved without. */
export async function reviewed(world: TestWorld, id: string, points: readonly Point[] = []): Promise<void> {
  const verdict = points.length > 0 ? 'return' : 'approve'
  const { facts } = (await findAssignment(world.db.read, id))!
  const [last] = await listSubmissions(world.db.read, id)
  const permit = allowed(decideAssignment(`assignment.${verdict}`, await actorOf(world, 'daisuke'), facts))
  await write(world, 'daisuke', (tx) => reviewDelivery(tx, permit, { submissionId: last!.id, verdict, words: '', points }))
}

/** Delivers an assignment that is in work or was returned. */
export async function deliverAgain(world: TestWorld, who: CastKey, id: string): Promise<void> {
  const assignment = (await findAssignment(world.db.read, id))!
  const { firstRow, lastRow, packageId } = assignment
  const rows = csvOf(firstRow, lastRow, (row, n) => (n === firstRow ? row.with(1, `${row[1]}本店`) : row)).replaceAll('\r', '')
  const bytes = await stored(world, packageId, rows.slice(rows.indexOf('\n') + 1))
  const permit = allowed(decideAssignment('assignment.submit', await actorOf(world, who), assignment.facts))
  const name = rowOf(firstRow)[1]!
  const changes = [{ row: firstRow, column: '名称', before: name, after: `${name}本店` }]
  const sealed = await world.store.sealText(packageId, JSON.stringify(changes))
  await write(world, who, (tx) =>
    submitDelivery(tx, permit, {
      bytes,
      packageId,
      name: 'lot.csv',
      note: '',
      paymentOn: paidOn({ closing: 31, months: 1, pay: 25 }, dayOf(world.clock())),
      changeCount: 1,
      changes: sealed,
    }),
  )
}

/** One worker's lots 1 to 5 of a package, one in each state that has something to hide; `words`: why one was returned. */
export async function inEveryState(
  world: TestWorld,
  who: CastKey,
  pkg: Parameters<typeof offeredTo>[2],
  words: string,
): Promise<Record<Live, string>> {
  const returned = await deliveredBy(world, who, pkg, 4)
  await reviewed(world, returned, [{ criterion: 1, row: null, words }])
  const approved = await deliveredBy(world, who, pkg, 5)
  await reviewed(world, approved)
  return {
    offered: await offeredTo(world, who, pkg, 1),
    active: await acceptedBy(world, who, pkg, 2),
    submitted: await deliveredBy(world, who, pkg, 3),
    returned,
    approved,
  }
}

/** A package that has nothing yet but an id; gives it. */
export async function emptyPackage(world: TestWorld): Promise<string> {
  const id = newId(world.clock())
  const permit = allowed(decideCreate(await actorOf(world, 'yumi'), '202151', id))
  await write(world, 'yumi', (tx) => createPackage(tx, permit, { title: '空の案件' }))
  return id
}

export const actorOf = async (world: TestWorld, who: CastKey) =>
  (await findActor(world.db.read, world.cast[who].id, world.clock()))!

/** The permit; a refusal is a fault of the test. */
export function allowed<Act extends string, Why extends string>(decision: Permit<Act> | Refusal<Why>): Permit<Act> {
  if (isRefusal<Why>(decision)) throw new Error(`refused: ${decision.refused} ${JSON.stringify(decision.unmet)}`)
  return decision
}

export const write = <T>(world: TestWorld, who: CastKey, work: (tx: Tx) => Promise<T>) =>
  world.db.write({ actor: world.cast[who], at: world.clock() }, work)

export async function act<A extends Move | Deed>(
  world: TestWorld,
  who: CastKey,
  packageId: string,
  name: A,
  work: (tx: Tx, permit: Permit<A>) => Promise<unknown>,
): Promise<void> {
  const pkg = (await findPackage(world.db.read, packageId, world.cast[who].id))!
  const permit = allowed(decide(name, await actorOf(world, who), pkg.facts))
  await write(world, who, (tx) => work(tx, permit))
}

async function stored(world: TestWorld, packageId: string, text: string): Promise<StoredBytes> {
  const sink = await world.store.create(packageId)
  await sink.write(Buffer.from(text))
  return sink.keep()
}

async function* once(bytes: Uint8Array): AsyncIterable<Uint8Array> {
  yield bytes
}
