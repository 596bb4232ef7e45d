// The console says of every file whether its bytes are there and are what came in.
import { mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { run } from '../../server/cli.ts'
import { jobsDone } from '../../server/kernel/jobs.ts'
import { farSide } from '../support/outside/s3.ts'
import { newWorld, type TestWorld } from '../support/run/world.ts'
import { draftPackage } from '../support/stories/package.ts'
import { add, filesOf, text } from '../support/stories/package-files.ts'

let world: TestWorld
beforeEach(async () => {
  world = await newWorld()
})
afterEach(async () => {
  await jobsDone()
  await world.close()
})

async function verify(settings: Record<string, string> = {}) {
  const out: string[] = []
  const { database, dataDir } = world.config
  const code = await run(['verify-files'], {
    out: (words) => out.push(words),
    err: (words) => out.push(words),
    env: { DATABASE_URL: database, DATA_DIR: dataDir, ...settings },
  })
  return { code, out }
}

test('whole, missing and changed files are told apart; what was refused or removed is not looked for', async () => {
  const draft = await draftPackage(world)
  const yumi = await world.as('yumi')
  const [gone, changed, removed] = [text('a', 'a.txt'), text('b', 'b.txt'), text('c', 'c.txt')]
  for (const file of [gone, changed, removed, new File(['x'], 'd.pdf')]) await add(world, yumi, `packages/${draft.id}`, file)
  const files = await filesOf(world)
  expect(files.map(({ state }) => state)).toEqual(['clean', 'clean', 'clean', 'refused'])
  expect((await yumi.post(`/packages/${draft.id}/files/${files[2]!.id}/removal`, {})).status).toBe(303)
  expect(await verify()).toEqual({ code: 0, out: ['3 files are whole, 0 are missing, 0 are changed or do not open.'] })

  const at = (key: string) => join(world.config.dataDir, 'kept', key)
  rmSync(at(files[0]!.storageKey))
  const bytes = readFileSync(at(files[1]!.storageKey))
  bytes[bytes.length - 20]! ^= 1
  writeFileSync(at(files[1]!.storageKey), bytes)
  const { code, out } = await verify()
  expect(code).toBe(1)
  expect(out).toContain(`MISSING file ${files[0]!.fileId} of package ${draft.id}`)
  expect(out).toContain(`CHANGED file ${files[1]!.fileId} of package ${draft.id}`)
  expect(out.at(-1)).toBe('1 files are whole, 1 are missing, 1 are changed or do not open.')
  expect(out.join(' '), 'no names').not.toMatch(/a\.txt|b\.txt/)
})

test('a store that cannot be read says nothing of the files: none is called missing or changed', async () => {
  const draft = await draftPackage(world)
  const { storageKey } = draft
  await add(world, await world.as('yumi'), `packages/${draft.id}`, text('b'))
  const place = join(world.config.dataDir, 'kept', storageKey)
  rmSync(place)
  mkdirSync(place)
  const onDisk = await verify()
  const secret = join(world.config.dataDir, 'secret')
  writeFileSync(secret, 'a-secret', { mode: 0o600 })
  const far = await farSide((_, answer) => answer.writeHead(403).end('<Error><Code>AccessDenied</Code></Error>'))
  const { endpoint, bucket } = far.settings
  const s3 = { S3_ENDPOINT: endpoint, S3_BUCKET: bucket, S3_ACCESS_KEY_ID: 'key', S3_SECRET_KEY_FILE: secret }
  const inBucket = await verify(s3)
  await far.close()
  for (const { code, out } of [onDisk, inBucket])
    expect([code, out]).toEqual([
      1,
      [expect.stringMatching(/^It did not work: the store of files could not be read, .*(EISDIR|answered 403)/)],
    ])
})
