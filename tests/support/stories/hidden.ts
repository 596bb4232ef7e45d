/** Postings that not everybody may know of, with a canary in every word that could give them away. */
import { expect } from 'vitest'
import type { CastKey } from '../../../db/seeds/cast.ts'
import { type DataClass, handling } from '../../../policies/safety/classes.ts'
import type { Browser } from '../run/browser.ts'
import type { TestWorld } from '../run/world.ts'
import { readyPackage } from './package.ts'
import { towns } from './vetting.ts'

export const all = Object.values(towns)
export const canary = '秘匿台帳ZQX77'
export const secrets = {
  title: canary,
  purpose: `${canary}の目的`,
  client: `${canary}の課`,
  brief: `${canary}の手順`,
  criteria: [`${canary}の基準`],
}

export const clear = (world: TestWorld, who: CastKey, clearance: DataClass) =>
  world.engine.writer.updateTable('workerProfile').set({ clearance }).where('personId', '=', world.cast[who].id).execute()
/** Every hop by two persons, so that any class may be published. */
export async function consents(world: TestWorld, packageId: string, wished: readonly string[] = all) {
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
export async function publish(world: TestWorld, dataClass: DataClass, wish = {}) {
  const pkg = await readyPackage(world, { ...secrets, dataClass, places: ['centre'], courses: ['security'], rows: 40, ...wish })
  if (handling[dataClass].consents > 0) await consents(world, pkg.id)
  const answer = await (await world.as('daisuke')).post(`/packages/${pkg.id}/publication`)
  expect(answer.status).toBe(303)
  return pkg
}
/** What a page says once its one-time tokens and the seconds left to the session are taken out. */
export const said = async (browser: Browser, path: string) =>
  (await browser.text(path)).replace(/name="_once" value="[^"]*"| data-left="\d+"/g, '')
