/** What class 3C asks for: the town's rules, consents, a cleared and trained worker, and somebody who sits at the centre. */

import { publishDocument } from '../../../db/membership/town-documents.ts'
import type { CastKey } from '../../../db/seeds/cast.ts'
import { decideTownDocument, loosestTownRules, type TownRules } from '../../../policies/membership/towns.ts'
import { markName } from '../../../server/identity/shared-mark.ts'
import type { Browser } from '../run/browser.ts'
import type { TestWorld } from '../run/world.ts'
import { actorOf, allowed, type PackageWish, publishedPackage, type TestPackage, write } from './package.ts'

/** 健 may see class 3C and has completed the course that it demands; 塩尻市 takes such packages in. */
export async function prepareForStrict(world: TestWorld, who: readonly CastKey[] = ['ken'], rules: TownRules = loosestTownRules) {
  const { writer } = world.engine
  for (const one of who) {
    const personId = world.cast[one].id
    await writer
      .updateTable('workerProfile')
      .set({ clearance: '3C', places: '["home","centre"]' })
      .where('personId', '=', personId)
      .execute()
    const passed = { courseId: 'security', result: 'passed', completedOn: '2026-10-01', validUntil: '2027-10-01' } as const
    await writer
      .insertInto('completion')
      .values({
        ...passed,
        id: `course-${one}`,
        personId,
        score: null,
        note: '',
        recordedBy: world.cast.reiko.id,
        recordedAt: world.clock(),
      })
      .execute()
  }
  const town = { id: '202151', leftOn: null }
  const permit = allowed(decideTownDocument('town-rules.publish', await actorOf(world, 'yumi'), town))
  await write(world, 'yumi', (tx) => publishDocument(tx, permit, rules, 0))
}

/** Hops of the consent chain, as 由美 gives them. */
export async function consentTo(world: TestWorld, packageId: string, towns: readonly string[] = ['202151', '203246', '152161']) {
  const none = { secondedBy: null, secondedAt: null, withdrawnBy: null, withdrawnAt: null, withdrawnWords: null }
  await world.engine.writer
    .insertInto('consent')
    .values(towns.map((townId) => ({ packageId, townId, givenBy: world.cast.yumi.id, givenAt: world.clock(), ...none })))
    .execute()
}

/** A published package of class 3C, consented to, which 健 may work on at the centre. */
export async function strictPackage(world: TestWorld, wish: PackageWish = {}): Promise<TestPackage> {
  const strict = { dataClass: '3C', places: ['centre', 'vdi'], courses: ['security'] } as const
  const pkg = await publishedPackage(world, { ...strict, places: [...strict.places], courses: [...strict.courses], ...wish })
  await consentTo(world, pkg.id)
  return pkg
}

/** The mark of a shared PC that 由美 has registered. */
export async function centreMark(world: TestWorld): Promise<string> {
  const yumi = await world.as('yumi')
  await yumi.post('/shared-pcs', { label: `センター ${world.clock()}`, town: '202151', _proof: 'demo' })
  return yumi.cookies.get(markName)!
}

/** Somebody of the cast signed in at that machine. */
export async function atCentre(world: TestWorld, who: CastKey, mark: string): Promise<Browser> {
  const browser = world.stranger()
  browser.cookies.set(markName, mark)
  await browser.post('/demo/sign-in', { person: who })
  return browser
}

/** Touches the passkey for a package, as the page of the opening asks. */
export async function touch(browser: Browser, packageId: string, assignment: string, use = 'open'): Promise<number> {
  const next = `/assignments/${assignment}`
  return (await browser.post(`/openings/${packageId}`, { use, assignment, next, _proof: 'demo' })).status
}

export type Correction = readonly [row: number, column: number, value: string]
/** The form of corrections as the page of rows sends it; columns count from 1. */
export const corrections = (page: number, lines: readonly Correction[], more: Record<string, string> = {}) => ({
  page: String(page),
  lines: String(Math.max(3, lines.length)),
  ...Object.fromEntries(
    lines.flatMap(([row, column, value], i) => [
      [`row-${i + 1}`, String(row)],
      [`column-${i + 1}`, String(column)],
      [`value-${i + 1}`, value],
    ]),
  ),
  ...more,
})
