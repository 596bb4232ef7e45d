/** A destruction killed at every step: everything is still there, or it is finished at the next start; no certificate without either. */
import { spawn } from 'node:child_process'
import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { verifyAudit } from '../../db/records/audit.ts'
import { findDestruction } from '../../db/safety/destructions/find.ts'
import { inside } from '../../policies/safety/access.ts'
import { finishDecided, reconcileKeys } from '../../server/safety/destructions/carry-out.ts'
import { newWorld, type TestWorld } from '../support/run/world.ts'
import { type completedPackage, decidedPackage } from '../support/stories/ended.ts'

vi.setConfig({ testTimeout: 120_000 })
let world: TestWorld
beforeEach(async () => {
  world = await newWorld()
})
afterEach(() => world.close())

type Ended = Awaited<ReturnType<typeof completedPackage>>
const run = (packageId: string, step: string) =>
  new Promise<string>((done) => {
    const settings = JSON.stringify(world.config)
    const child = spawn(process.execPath, ['--import', 'tsx', 'tests/support/stories/destroyer.ts', settings, packageId, step], {
      stdio: ['ignore', 'pipe', 'inherit'],
    })
    let out = ''
    child.stdout.on('data', (text) => {
      out += text
    })
    child.on('close', (_, signal) => done(signal ?? out))
  })

async function stateOf(pkg: Ended) {
  const one = (await findDestruction(world.db.read, pkg.id))!
  const opens = async () => {
    for await (const part of world.store.read(inside(pkg.id), pkg.storageKey)) if (part.length > 0) return true
    return false
  }
  return {
    stage: one.facts.stage,
    certified: one.sha256 !== null,
    opens: await opens().catch(() => false),
    key: readFileSync(join(world.config.dataDir, 'keys', pkg.id), 'utf8').startsWith('destroyed '),
    objects: readdirSync(join(world.config.dataDir, 'kept')).length,
    destroyedAt: one.destroyedAt,
  }
}

const steps = ['before-key', 'key-blank', 'key-marked', 'object-1', 'object-2', 'before-sweep', 'inside-write', 'after-write']
test.each(steps)('killed at %s, the next start finds it whole or finishes it', async (step) => {
  const pkg = await decidedPackage(world)
  expect(await run(pkg.id, step)).toBe('SIGKILL')
  const between = await stateOf(pkg)
  if (step === 'before-key') expect(between).toMatchObject({ stage: 'decided', opens: true, certified: false, key: false })
  else expect(between.opens).toBe(false)
  // A certificate stands only where key, objects and words are gone.
  if (between.certified) expect(between).toMatchObject({ key: true, objects: 0, stage: 'done' })
  expect(between.certified).toBe(step === 'after-write')
  expect(await world.keyring.fits(), 'the platform starts').toBe(true)
  await reconcileKeys(world)
  const after = await stateOf(pkg)
  expect(after).toMatchObject({ stage: 'done', certified: true, opens: false, key: true, objects: 0 })
  expect(after.destroyedAt).not.toBeNull()
  expect(await finishDecided(world)).toBe(0)
  const closings = (await world.audit()).filter(({ act }) => act === 'destruction.certify')
  expect(closings).toHaveLength(1)
  expect((await verifyAudit(world.db.read)).every(({ brokenAt }) => brokenAt === null)).toBe(true)
})

test('left alone, the process finishes', async () => {
  const pkg = await decidedPackage(world)
  expect(await run(pkg.id, 'never')).toBe('finished')
  expect(await stateOf(pkg)).toMatchObject({ stage: 'done', certified: true, key: true, objects: 0 })
  expect(existsSync(join(world.config.dataDir, 'keys', pkg.id))).toBe(true)
})

test('two processes that go on with one destruction issue one certificate', async () => {
  const pkg = await decidedPackage(world)
  await Promise.all([finishDecided(world), finishDecided(world), run(pkg.id, 'never')])
  expect(await stateOf(pkg)).toMatchObject({ stage: 'done', certified: true, objects: 0 })
  expect((await world.audit()).filter(({ act }) => act === 'destruction.certify')).toHaveLength(1)
})
