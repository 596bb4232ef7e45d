import { readdirSync } from 'node:fs'
import { join } from 'node:path'
import { Hono } from 'hono'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { readFormFile } from '../../server/files/form-files.ts'
import { newWorld, type TestWorld } from '../support/run/world.ts'
import { emptyPackage } from '../support/stories/package.ts'

let world: TestWorld
let packageId: string
beforeEach(async () => {
  world = await newWorld()
  packageId = await emptyPackage(world)
})
afterEach(() => world.close())

function receiver() {
  const app = new Hono()
  app.post('/', async (c) => {
    c.set('store' as never, world.store as never)
    c.set('actor' as never, { id: 'hana' } as never)
    c.set('limits' as never, world.limits as never)
    c.set('db' as never, world.db as never)
    c.set('at' as never, world.clock() as never)
    return c.json(await readFormFile(c as never, { field: 'file', most: 1000, packageId, purpose: 'import', assignmentId: null }))
  })
  app.onError((error, c) => c.text(error.name, 400))
  return app
}
const form = (file?: File) => {
  const data = new FormData()
  data.append('note', 'やあ')
  data.append('_once', 'abc')
  if (file) data.append('file', file)
  return data
}
const send = (body: FormData) => receiver().request('/', { method: 'POST', body })
const stored = () => ['kept', 'coming'].map((folder) => readdirSync(join(world.config.dataDir, folder)).length)

test('a file comes in with its form, its hash and a name that is no path', async () => {
  const answer = (await (await send(form(new File(['hello'], '../../é\u202E日本.csv')))).json()) as {
    file: { bytes: { sha256: string } }
  }
  expect(answer).toMatchObject({ typed: { note: 'やあ' }, file: { name: 'é日本.csv', bytes: { size: 5 } } })
  expect(answer.file.bytes.sha256).toBe('2cf24dba5fb0a30e26e83b2ac5b9e29e1b161e5c1fa7425e73043362938b9824')
  expect(stored()).toEqual([1, 0])
})

test.for([
  ['no file', form(), 'missing'],
  ['an empty file', form(new File([], 'a.csv')), 'empty'],
  ['a file over the limit', form(new File(['x'.repeat(5000)], 'a.csv')), 'too-large'],
] as const)('%s leaves nothing in the store and keeps what was typed', async ([, body, problem]) => {
  expect(await (await send(body)).json()).toMatchObject({ file: null, problem, typed: { note: 'やあ' } })
  expect(stored()).toEqual([0, 0])
})

test('an upload that breaks off at any place is refused and leaves nothing behind', async () => {
  const whole = new Response(form(new File(['x'.repeat(500)], 'a.csv')))
  const bytes = new Uint8Array(await whole.arrayBuffer())
  for (let cut = 20; cut < bytes.length - 10; cut += 97) {
    const answer = await receiver().request('/', {
      method: 'POST',
      body: bytes.slice(0, cut),
      headers: { 'content-type': whole.headers.get('content-type')! },
    })
    expect([cut, answer.status]).toEqual([cut, 400])
  }
  expect(stored()).toEqual([0, 0])
})

test('what is no multipart form is refused', async () => {
  const answer = await receiver().request('/', {
    method: 'POST',
    body: 'file=1',
    headers: { 'content-type': 'application/x-www-form-urlencoded' },
  })
  expect([answer.status, await answer.text()]).toEqual([400, 'BadRequest'])
})
