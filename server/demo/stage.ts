/** The demo's stage: people act on it as they would in the app, by the real rules and the real writes, at times of the past. */

import type { FileStore, StoredBytes } from '../../db/files/files.ts'
import { findActor, findWorker } from '../../db/identity/people.ts'
import type { Database, Tx } from '../../db/kernel/database.ts'
import { newId } from '../../db/kernel/ids.ts'
import { type Instant, instant } from '../../db/kernel/time.ts'
import { paymentTermsOn } from '../../db/membership/facts.ts'
import { findOperatingBody } from '../../db/membership/towns.ts'
import {
  createPackage,
  type Draft,
  editPackage,
  movePackage,
  type Plan,
  planPackage,
  publishPackage,
  putRows,
} from '../../db/packages/edit.ts'
import { findPackage } from '../../db/packages/find.ts'
import { findLot, putLots } from '../../db/packages/lots.ts'
import { paidFor } from '../../db/packages/payment.ts'
import { raiseHand } from '../../db/telework/applications.ts'
import { findAssignment, listSubmissions } from '../../db/telework/assignments/find.ts'
import {
  acceptTerms,
  closePostings,
  countApproved,
  moveAssignment,
  offerLot,
  reviewDelivery,
  submitDelivery,
} from '../../db/telework/assignments/move.ts'
import { findPosting } from '../../db/telework/postings.ts'
import { addCompletion, nextSessions } from '../../db/training/training.ts'
import { addDays, type Day, dayOf } from '../../policies/kernel/days.ts'
import { isRefusal, type Permit, type Refusal } from '../../policies/kernel/decision.ts'
import { type Deed, decide, decideCreate, type Move } from '../../policies/packages/packages.ts'
import type { Point } from '../../policies/review/reviews.ts'
import { inside } from '../../policies/safety/access.ts'
import { decideRaise } from '../../policies/telework/applications.ts'
import {
  type Move as AssignmentMove,
  decideAccept,
  decide as decideAssignment,
  decideOffer,
  offerDays,
} from '../../policies/telework/assignments.ts'
import { decideRecord, type Result, validUntil } from '../../policies/training/training.ts'
import { encodeRow } from '../packages/csv/encode.ts'
import { importCsv } from '../packages/csv/import.ts'
import { lotRanges, lotRows } from '../packages/csv/lots.ts'
import { composeTerms } from '../packages/terms.ts'

export type Stage = { readonly db: Database; readonly store: FileStore; readonly now: Instant }

/** `ago`: days before the present. Each later act of a day comes a minute later. */
export type When = { readonly who: string; readonly ago: number }

let acts = 0
export const atOf = (stage: Stage, ago: number): Instant =>
  instant(Date.parse(stage.now) - ago * 86_400_000 - 3_600_000 + ++acts * 1_000)

/** The permit; a refusal here is a mistake in the story. */
export function allowed<Act extends string, Why extends string>(decision: Permit<Act> | Refusal<Why>): Permit<Act> {
  if (isRefusal<Why>(decision)) throw new Error(`the story is refused: ${decision.refused} ${JSON.stringify(decision.unmet)}`)
  return decision
}
export const actorOf = async (stage: Stage, who: string) => (await findActor(stage.db.read, who, stage.now))!

export async function write<T>(stage: Stage, { who, ago }: When, work: (tx: Tx) => Promise<T>): Promise<T> {
  return stage.db.write({ actor: { id: who }, at: atOf(stage, ago) }, work)
}

export async function act<A extends Move | Deed>(
  stage: Stage,
  when: When,
  packageId: string,
  name: A,
  work: (tx: Tx, permit: Permit<A>) => Promise<unknown>,
): Promise<void> {
  const pkg = (await findPackage(stage.db.read, packageId, when.who))!
  const permit = allowed(decide(name, await actorOf(stage, when.who), pkg.facts))
  await write(stage, when, (tx) => work(tx, permit))
}

type Story = Draft & { title: string; csv: string; fileName: string }

/** A draft with its list; gives the package's id. */
export async function draft(stage: Stage, when: When, townId: string, { title, csv, fileName, ...rest }: Story): Promise<string> {
  const id = newId(atOf(stage, when.ago))
  const permit = allowed(decideCreate(await actorOf(stage, when.who), townId, id))
  await write(stage, when, (tx) => createPackage(tx, permit, { title }))
  await act(stage, when, id, 'package.edit', (tx, edit) => editPackage(tx, edit, rest))
  const sink = await stage.store.create(id)
  const list = await importCsv({ open: () => once(Buffer.from(csv)), write: (chunk) => sink.write(chunk) })
  if ('problems' in list) throw new Error('the list of the story is not sound')
  const bytes = await sink.keep()
  const sample = await stage.store.sealText(id, JSON.stringify(list.sample))
  await act(stage, when, id, 'package.import', (tx, taken) => putRows(tx, taken, { ...list, name: fileName, bytes, sample }))
  return id
}

export const move = (stage: Stage, when: When, packageId: string, name: Exclude<Move, 'package.publish'>) =>
  act(stage, when, packageId, name, (tx, permit) => movePackage(tx, permit))

/** Split, planned and published. */
export async function publish(stage: Stage, when: When, packageId: string, rowsPerLot: number, plan: Plan): Promise<void> {
  await prepare(stage, when, packageId, rowsPerLot, plan)
  await post(stage, when, packageId, plan.towns)
}

export const post = (stage: Stage, when: When, packageId: string, towns: readonly string[]): Promise<void> =>
  act(stage, when, packageId, 'package.publish', (tx, permit) => publishPackage(tx, permit, towns))

/** Split and planned: what may wait for consents before it is published. */
export async function prepare(stage: Stage, when: When, packageId: string, rowsPerLot: number, plan: Plan): Promise<void> {
  const { headerBytes, storageKey } = (await findPackage(stage.db.read, packageId, when.who))!
  const ranges = await lotRanges(() => stage.store.read(inside(packageId), storageKey!), {
    headerBytes: headerBytes!,
    rowsPerLot,
  })
  await act(stage, when, packageId, 'package.split', (tx, permit) => putLots(tx, permit, rowsPerLot, ranges, plan.unitPrice))
  await act(stage, when, packageId, 'package.plan', (tx, permit) => planPackage(tx, permit, plan))
}

/** What the rules of eligibility look at, on the day of the story. */
async function standing(stage: Stage, packageId: string, who: string, ago: number) {
  const today = dayOf(atOf(stage, ago))
  const posting = (await findPosting(stage.db.read, packageId, await nextSessions(stage.db.read, today)))!
  return { today, posting, worker: (await findWorker(stage.db.read, who))! }
}

export async function raise(stage: Stage, when: When, packageId: string, lotsWished: number, note = ''): Promise<void> {
  const { today, posting, worker } = await standing(stage, packageId, when.who, when.ago)
  const permit = allowed(decideRaise(worker, posting, today, newId(atOf(stage, when.ago))))
  await write(stage, when, (tx) => raiseHand(tx, permit, { packageId, personId: when.who, lotsWished, note }))
}

/** Offers a lot under full terms; gives the assignment's id. */
export async function offer(stage: Stage, when: When, packageId: string, lotNumber: number, workerId: string): Promise<string> {
  const { read } = stage.db
  const { today, posting, worker } = await standing(stage, packageId, workerId, when.ago)
  const pkg = (await findPackage(read, packageId, when.who))!
  const lot = (await findLot(read, packageId, lotNumber))!
  const permit = allowed(
    decideOffer(
      await actorOf(stage, when.who),
      { id: lot.id, townId: pkg.townId, taken: lot.assignmentId !== null },
      worker,
      posting,
      today,
    ),
  )
  const at = atOf(stage, when.ago)
  const id = newId(at)
  const orderer = (await findOperatingBody(read, pkg.townId))!
  const receiver = (await findActor(read, workerId, at))!
  const payment = await paymentTermsOn(read, pkg.townId, dayOf(at))
  const clauses = composeTerms({ orderer, payment, worker: receiver, pkg, lot, dueOn: pkg.dueOn!, orderedOn: dayOf(at) })
  const offerEndsOn: Day = addDays(dayOf(stage.now), offerDays)
  await write(stage, when, (tx) =>
    offerLot(tx, permit, {
      id,
      packageId,
      workerId,
      reason: 'least-recent',
      offerEndsOn,
      dueOn: pkg.dueOn!,
      price: lot.price,
      clauses,
    }),
  )
  return id
}

export async function accept(stage: Stage, when: When, assignmentId: string): Promise<void> {
  const { facts, packageId } = (await findAssignment(stage.db.read, assignmentId))!
  const { today, posting, worker } = await standing(stage, packageId, when.who, when.ago)
  const permit = allowed(decideAccept(await actorOf(stage, when.who), facts, worker, posting, today))
  await write(stage, when, (tx) => acceptTerms(tx, permit))
}

async function permitFor<A extends AssignmentMove>(stage: Stage, name: A, who: string, assignmentId: string): Promise<Permit<A>> {
  const { facts } = (await findAssignment(stage.db.read, assignmentId))!
  return allowed(decideAssignment(name, await actorOf(stage, who), facts))
}

export async function step(
  stage: Stage,
  when: When,
  assignmentId: string,
  name: 'assignment.decline' | 'assignment.hand-back',
): Promise<void> {
  const permit = await permitFor(stage, name, when.who, assignmentId)
  await write(stage, when, (tx) => moveAssignment(tx, permit))
}

/** Delivers the lot as `mend` changes its rows. */
export async function deliver(
  stage: Stage,
  when: When,
  assignmentId: string,
  mend: (row: string[]) => string[],
  note: string,
): Promise<void> {
  const lot = (await findAssignment(stage.db.read, assignmentId))!
  const changes: { row: number; column: string; before: string; after: string }[] = []
  const lines: string[] = []
  let row = lot.firstRow
  for await (const before of lotRows(() => stage.store.read(inside(lot.packageId), lot.storageKey!, lot.byteFrom, lot.byteTo))) {
    const after = mend(before)
    for (const [i, cell] of after.entries())
      if (cell !== before[i]) changes.push({ row, column: lot.header[i]!, before: before[i]!, after: cell })
    lines.push(encodeRow(after))
    row++
  }
  const bytes = await keep(stage, lot.packageId, lines.join(''))
  const permit = await permitFor(stage, 'assignment.submit', when.who, assignmentId)
  const paymentOn = await paidFor(stage.db.read, lot, dayOf(atOf(stage, when.ago)))
  const name = `${lot.packageNumber}-${lot.lotNumber}.csv`
  const sealed = await stage.store.sealText(lot.packageId, JSON.stringify(changes.slice(0, 500)))
  await write(stage, when, (tx) =>
    submitDelivery(tx, permit, {
      bytes,
      packageId: lot.packageId,
      name,
      note,
      paymentOn,
      changeCount: changes.length,
      changes: sealed,
    }),
  )
}

export async function sendBack(
  stage: Stage,
  when: When,
  assignmentId: string,
  words: string,
  points: readonly Point[],
): Promise<void> {
  const permit = await permitFor(stage, 'assignment.return', when.who, assignmentId)
  const submissionId = (await listSubmissions(stage.db.read, assignmentId))[0]!.id
  await write(stage, when, (tx) => reviewDelivery(tx, permit, { submissionId, verdict: 'return', words, points }))
}

/** Approves; the last lot completes the package. */
export async function approve(stage: Stage, when: When, assignmentId: string, words = ''): Promise<void> {
  const permit = await permitFor(stage, 'assignment.approve', when.who, assignmentId)
  const submissionId = (await listSubmissions(stage.db.read, assignmentId))[0]!.id
  const { packageId } = (await findAssignment(stage.db.read, assignmentId))!
  const pkg = (await findPackage(stage.db.read, packageId, when.who))!
  const complete = decide('package.complete', await actorOf(stage, when.who), pkg.facts)
  await write(stage, when, async (tx) => {
    await reviewDelivery(tx, permit, { submissionId, verdict: 'approve', words, points: [] })
    if (!(await countApproved(tx, packageId))) return
    await movePackage(tx, allowed(complete))
    await closePostings(tx, packageId)
  })
}

export async function completed(
  stage: Stage,
  when: When,
  learner: { id: string; townId: string },
  course: { id: string; validMonths: number | null },
  result: Result,
): Promise<void> {
  const at = atOf(stage, when.ago)
  const completedOn = dayOf(at)
  const permit = allowed(decideRecord(await actorOf(stage, when.who), learner, newId(at)))
  const until = result === 'passed' ? validUntil(completedOn, course.validMonths) : null
  await write(stage, when, (tx) =>
    addCompletion(tx, permit, {
      courseId: course.id,
      personId: learner.id,
      result,
      score: null,
      completedOn,
      validUntil: until,
      note: '',
    }),
  )
}

async function keep(stage: Stage, packageId: string, text: string): Promise<StoredBytes> {
  const sink = await stage.store.create(packageId)
  await sink.write(Buffer.from(text))
  return sink.keep()
}

async function* once(bytes: Uint8Array): AsyncIterable<Uint8Array> {
  yield bytes
}
