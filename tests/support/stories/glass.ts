/** A package of class 3C with everybody who hears of broken glass: 誠 breaks it, 由美 may end it, 進 may review it. */
import { expect } from 'vitest'
import type { Browser } from '../run/browser.ts'
import type { TestWorld } from '../run/world.ts'
import { prepareForStrict, strictPackage } from './guarded.ts'
import { officer } from './vetting.ts'

export const proof = { _proof: 'demo' }

export async function glassWorld(world: TestWorld) {
  await prepareForStrict(world)
  const pkg = await strictPackage(world, { title: '転入者名簿', rows: 25, brief: '口外しない手順です。' })
  /** Another person of the secretariat, brought in by nobody of the cast: they would be of one hand. */
  const other = await officer(world, null as never, '奥原 進', 'secretariat')
  await world.engine.writer.updateTable('roleGrant').set({ grantedBy: null }).where('personId', '=', other.id).execute()
  return { pkg, other, makoto: await world.as('makoto'), yumi: await world.as('yumi') }
}

/** The form as it is filled in for a package. */
export async function glassWish(world: TestWorld, packageId: string, more: object = {}) {
  const pkg = world.engine.reader.selectFrom('package').select(['townId', 'number']).where('id', '=', packageId)
  const { townId: town, number } = await pkg.executeTakeFirstOrThrow()
  return { town, number, reason: '一覧表が開けないとの連絡', ticket: 'T-2041', minutes: '30', ...more }
}

/** Breaks it, and gives the address of its page. */
export async function broken(world: TestWorld, who: Browser, packageId: string, more: object = {}): Promise<string> {
  const answer = await who.post('/glass', { ...(await glassWish(world, packageId, more)), ...proof })
  expect(answer.status).toBe(303)
  return answer.headers.get('location')!
}

export const glassRows = (world: TestWorld) => world.engine.reader.selectFrom('breakGlass').selectAll().orderBy('id').execute()
export const glassRecords = async (world: TestWorld) =>
  (await world.audit())
    .filter(({ act }) => act.startsWith('glass.'))
    .map(({ act, actorId, chain, detail }) => [act, actorId, chain, JSON.parse(detail)])
export const heardOf = async (world: TestWorld, act: string) =>
  (
    await world.engine.reader
      .selectFrom('notification')
      .select('personId')
      .where('act', '=', act as never)
      .execute()
  )
    .map(({ personId }) => personId)
    .sort()
