// The last way back: the server's operator recovers the one of the secretariat when nobody else of it can sign in.
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { openEngine } from '../../db/kernel/engine.ts'
import { run } from '../../server/cli.ts'
import { ceremonies, createAuthenticator } from '../support/outside/authenticator.ts'
import { enrolled } from '../support/outside/keys.ts'
import { newWorld, type TestWorld } from '../support/run/world.ts'
import { newOfficer } from '../support/stories/recovery.ts'

let world: TestWorld
let folder: string
beforeEach(async () => {
  folder = mkdtempSync(join(tmpdir(), 'yui-console-'))
  world = await newWorld()
})
afterEach(async () => {
  await world.close()
  rmSync(folder, { recursive: true, force: true })
})

async function recover(name = '清水 誠') {
  const [out, err]: [string[], string[]] = [[], []]
  const env = { DATA_DIR: folder, DATABASE_URL: world.config.database }
  const code = await run(['recover', '--name', name], { out: (text) => out.push(text), err: (text) => err.push(text), env })
  return { code, err: err.join('\n'), link: /\/enrol#([\w-]+)/.exec(out.join('\n'))?.[1] }
}
const records = async () => (await world.audit()).filter(({ act }) => act === 'recovery.console').map(({ chain }) => chain)

test('who lost every key comes back by a one-time link; every town’s chain shows it and its coordinators are told', async () => {
  const old = await enrolled(world, 'makoto')
  const { code, link } = await recover()
  expect([code, typeof link]).toEqual([0, 'string'])
  const towns = await world.engine.reader.selectFrom('town').select('id').orderBy('id').execute()
  expect((await records()).sort()).toEqual(towns.map(({ id }) => id))
  expect(await (await world.as('yumi')).text('/notifications')).toContain('サーバーの管理者によって再発行されました')
  const browser = world.stranger()
  expect((await ceremonies(browser, createAuthenticator()).enrol(link!)).status).toBe(200)
  expect(await browser.text('/')).toContain('取扱い注意の情報は見られません')
  expect(await (await old.does.signIn()).json()).toEqual({ stop: true })
  expect((await ceremonies(world.stranger(), createAuthenticator()).enrol(link!)).status).toBe(400)
})

test('it is refused while somebody else of the secretariat has a living key, while one is under way, and for anybody else', async () => {
  expect(await recover(), 'no key yet').toMatchObject({
    code: 1,
    link: undefined,
    err: expect.stringContaining('invite --again'),
  })
  await enrolled(world, 'makoto')
  expect(await recover('上條 由美')).toMatchObject({ code: 1, err: expect.stringContaining('Say who of the secretariat') })
  const other = await newOfficer(world, 'secretariat', null)
  const { id } = (await world.engine.reader.selectFrom('passkey').select('id').executeTakeFirst())!
  const key = await world.engine.reader.selectFrom('passkey').selectAll().where('id', '=', id).executeTakeFirstOrThrow()
  const engine = openEngine(world.config.database)
  await engine.writer
    .insertInto('passkey')
    .values({ ...key, id: 'other', personId: other })
    .execute()
  expect(await recover()).toMatchObject({ code: 1, link: undefined })
  await engine.writer.updateTable('passkey').set({ suspendedAt: world.clock() }).where('id', '=', 'other').execute()
  expect(await recover()).toMatchObject({ code: 0 })
  expect(await recover(), 'under way').toMatchObject({ code: 1, link: undefined })
  await engine.close()
})
