// The first of the secretariat: of a hundred at once one, and nobody afterwards.
import { afterEach, beforeEach, expect, test } from 'vitest'
import { foundAlliance, isFounded } from '../../db/identity/people.ts'
import { Stale } from '../../db/kernel/database.ts'
import { newId } from '../../db/kernel/ids.ts'
import { decideFounding } from '../../policies/identity/people.ts'
import { isRefusal } from '../../policies/kernel/decision.ts'
import { newWorld, type TestWorld } from '../support/run/world.ts'

let world: TestWorld
beforeEach(async () => {
  world = await newWorld()
})
afterEach(() => world.close())

const secretariat = () => world.engine.reader.selectFrom('roleGrant').selectAll().where('role', '=', 'secretariat').execute()
const makoto = { name: '清水 誠', kana: 'シミズ マコト', romaji: 'Makoto Shimizu', email: null, locale: 'ja' as const }
/** As the console begins: the rule is asked first, then the write. */
async function found(): Promise<'founded' | 'refused' | 'stale'> {
  const at = world.clock()
  const decision = decideFounding(await isFounded(world.db), newId(at))
  if (isRefusal(decision)) return 'refused'
  try {
    await world.db.write({ actor: null, at }, (tx) => foundAlliance(tx, decision, makoto))
    return 'founded'
  } catch (error) {
    if (error instanceof Stale) return 'stale'
    throw error
  }
}

test('of a hundred foundings at once exactly one succeeds, and afterwards there is nothing to found', async () => {
  await world.engine.writer.deleteFrom('roleGrant').where('role', '=', 'secretariat').execute()
  const people = await world.engine.reader.selectFrom('person').select('id').execute()
  const answers = await Promise.all(Array.from({ length: 100 }, found))
  expect(answers.filter((answer) => answer === 'founded')).toHaveLength(1)
  expect(await secretariat()).toHaveLength(1)
  expect(await world.engine.reader.selectFrom('person').select('id').execute()).toHaveLength(people.length + 1)
  expect(await found()).toBe('refused')
})

test('there is no page that founds anything', async () => {
  const stranger = world.stranger()
  for (const path of ['/setup', '/set-up', '/install', '/founding']) {
    expect((await stranger.get(path)).status).toBe(404)
    expect((await stranger.post(path, { name: 'x' })).status).toBe(404)
  }
})
