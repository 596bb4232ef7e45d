/** Packages that have ended: every lot approved, files taken or not, and what it takes to destroy them. */

import { movePackage } from '../../../db/packages/edit.ts'
import { findPackage } from '../../../db/packages/find.ts'
import { witnessDestruction } from '../../../db/safety/destructions/decide.ts'
import { findDestruction } from '../../../db/safety/destructions/find.ts'
import { takeInventory } from '../../../db/safety/destructions/inventory.ts'
import type { CastKey } from '../../../db/seeds/cast.ts'
import { closePostings, countApproved } from '../../../db/telework/assignments/move.ts'
import { decide } from '../../../policies/packages/packages.ts'
import { decideWitness } from '../../../policies/safety/destructions.ts'
import type { TestWorld } from '../run/world.ts'
import { acceptedBy, actorOf, allowed, deliverAgain, type PackageWish, publishedPackage, reviewed, write } from './package.ts'

type Wish = PackageWish & {
  /** Who takes the files of which lot, in order; `false`: delivers without ever taking any. */
  readonly takes?: readonly boolean[]
}

/** A package of 花's, all of it approved and so completed; gives it with its assignments. */
export async function completedPackage(world: TestWorld, { takes = [true], ...wish }: Wish = {}) {
  const pkg = await publishedPackage(world, { rows: takes.length * 4, dataClass: '2', ...wish })
  const hana = await world.as('hana')
  const lots: string[] = []
  for (const [i, isTaken] of takes.entries()) {
    const id = await acceptedBy(world, 'hana', pkg, i + 1)
    if (isTaken && (await hana.get(`/assignments/${id}/rows`)).status !== 200) throw new Error('the rows do not open')
    await deliverAgain(world, 'hana', id)
    await reviewed(world, id)
    await counted(world, 'daisuke', pkg.id)
    lots.push(id)
  }
  return { ...pkg, lots }
}

/** As the review of the app does it: the last approved lot completes the package. */
async function counted(world: TestWorld, who: CastKey, packageId: string): Promise<void> {
  const pkg = (await findPackage(world.db.read, packageId, world.cast[who].id))!
  const permit = allowed(decide('package.complete', await actorOf(world, who), pkg.facts))
  const done = await write(world, who, async (tx) => {
    const isLast = await countApproved(tx, packageId)
    if (isLast) {
      await movePackage(tx, permit)
      await closePostings(tx, packageId)
    } else await tx.record(permit, { counted: true })
    return isLast
  })
  return void done
}

export const proof = { _proof: 'demo' }

/** 花 says that everything is deleted. */
export const declared = async (world: TestWorld, lots: readonly string[]) => {
  const hana = await world.as('hana')
  for (const id of lots) await hana.post(`/assignments/${id}/deletion`)
}

/** Asked for by 由美. */
export async function asked(world: TestWorld, packageId: string, reason = 'finished') {
  return (await world.as('yumi')).post(`/packages/${packageId}/destruction`, { reason, ...proof })
}
/** Witnessed by somebody else. */
export async function witnessed(world: TestWorld, packageId: string, who: CastKey = 'daisuke') {
  const { id } = await world.engine.reader
    .selectFrom('destruction')
    .select('id')
    .where('packageId', '=', packageId)
    .where('cancelledAt', 'is', null)
    .executeTakeFirstOrThrow()
  return (await world.as(who)).post(`/packages/${packageId}/destruction/witness`, { request: id, ...proof })
}

/** Decided by two, with nothing done yet: the process stopped right after the second person's write. */
export async function decidedPackage(world: TestWorld, wish: Wish = {}) {
  const pkg = await completedPackage(world, wish)
  await declared(world, pkg.lots)
  await asked(world, pkg.id)
  const { facts } = (await findDestruction(world.db.read, pkg.id))!
  const permit = allowed(decideWitness(await actorOf(world, 'daisuke'), facts))
  const inventory = await takeInventory(world.db.read, world.store, pkg.id)
  await write(world, 'daisuke', (tx) => witnessDestruction(tx, permit, inventory))
  return pkg
}

/** Completed, declared, asked for and witnessed: gone. */
export async function destroyedPackage(world: TestWorld, wish: Wish = {}) {
  const pkg = await completedPackage(world, wish)
  await declared(world, pkg.lots)
  for (const answer of [await asked(world, pkg.id), await witnessed(world, pkg.id)])
    if (answer.status !== 303) throw new Error(`destruction: ${answer.status}`)
  return pkg
}
