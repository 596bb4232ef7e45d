// The list of people beside the rule of one person: of all roles over, to come, suspended and left, each says what the other says.
import { afterEach, beforeEach, expect, test } from 'vitest'
import { findActor } from '../../db/identity/people.ts'
import { findKnown } from '../../db/membership/directory.ts'
import type { CastKey } from '../../db/seeds/cast.ts'
import { decidePerson } from '../../policies/identity/people.ts'
import type { Day } from '../../policies/kernel/days.ts'
import { newWorld, type TestWorld } from '../support/run/world.ts'

let world: TestWorld
beforeEach(async () => {
  world = await newWorld()
})
afterEach(() => world.close())

const page = async (who: CastKey, path: string) => (await world.as(who)).text(path)
const profile = {
  clearance: '1' as const,
  places: '["home"]',
  weeklyHours: 5,
  vettedOn: '2026-11-01' as const,
  vettedBy: null,
  vettedUntil: '2027-10-31' as const,
}

test('the list shows each reader exactly the people that the rule would open, also those of whom no role counts today', async () => {
  const { writer } = world.engine
  const grant = { townId: '202151', fromOn: '2026-01-01', untilOn: null, grantedBy: null, reason: '' } as const
  const member = async (who: CastKey, standing: 'active' | 'suspended' | 'left', townId: string) => {
    await writer.deleteFrom('workerProfile').where('personId', '=', world.cast[who].id).execute()
    await writer
      .insertInto('workerProfile')
      .values({ ...profile, personId: world.cast[who].id, townId, status: standing })
      .execute()
  }
  const days = (who: CastKey, fromOn: Day, untilOn: Day | null) =>
    writer.updateTable('roleGrant').set({ fromOn, untilOn }).where('personId', '=', world.cast[who].id).execute()
  const seen = async () => {
    const found: Record<string, string[]> = {}
    for (const who of ['yumi', 'makoto'] as const) {
      const reader = (await findActor(world.db.read, world.cast[who].id, world.clock()))!
      const text = await page(who, '/people')
      found[who] = Object.keys(world.cast).filter((key) => text.includes(`/people/${world.cast[key as CastKey].id}"`))
      for (const [key, { id }] of Object.entries(world.cast)) {
        const person = (await findKnown(world.db.read, id, world.clock()))!
        expect(found[who].includes(key), `${who} ${key}`).toBe('act' in decidePerson(reader, person))
      }
    }
    return found
  }
  const staff = ['yumi', 'daisuke', 'reiko', 'makoto', 'akira']
  expect(await seen()).toEqual({ yumi: [], makoto: staff })
  await days('daisuke', '2026-01-01', '2026-11-20')
  await days('reiko', '2026-11-22', null)
  await days('akira', '2026-11-21', '2026-11-21')
  expect(await seen(), 'over, to come, and on the last day').toEqual({ yumi: [], makoto: staff })
  await member('hana', 'suspended', '202151')
  await member('ken', 'left', '202151')
  expect(await seen(), 'suspended and left').toEqual({ yumi: ['hana', 'ken'], makoto: staff })
  await member('ken', 'suspended', '203246')
  await member('daisuke', 'active', '202151')
  await writer
    .insertInto('roleGrant')
    .values({ ...grant, id: 'g', personId: world.cast.daisuke.id, role: 'worker' })
    .execute()
  expect(await seen()).toEqual({ yumi: ['hana', 'daisuke'], makoto: staff })
})

test('the list marks who is suspended, who has left and who has no role any more', async () => {
  const set = (who: CastKey, status: 'suspended' | 'left') =>
    world.engine.writer
      .updateTable('workerProfile')
      .set({ status, townId: '202151' })
      .where('personId', '=', world.cast[who].id)
      .execute()
  await set('hana', 'suspended')
  await set('ken', 'left')
  const text = await page('yumi', '/people')
  expect(text.match(/停止中|退会/g)?.sort()).toEqual(['停止中', '退会'].sort())
  await world.engine.writer
    .updateTable('roleGrant')
    .set({ untilOn: '2026-11-20' })
    .where('personId', '=', world.cast.akira.id)
    .execute()
  const staff = await page('makoto', '/people')
  expect(staff.match(/今の役割なし/g)).toHaveLength(1)
  expect(staff).not.toMatch(/停止中|退会/)
})
