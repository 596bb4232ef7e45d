/** A process that carries out a decided destruction and kills itself at a given step, as a power cut or an operator would. */
import fs from 'node:fs'
import { syncBuiltinESMExports } from 'node:module'
import type { Config } from '../../../server/config.ts'

const [settings, packageId, step] = process.argv.slice(2) as [string, string, string]
const die = (): never => {
  process.kill(process.pid, 'SIGKILL')
  for (;;);
}

// Between writing the key over and the mark that takes its place there is no way in but the file system's own.
const { rename } = fs.promises
fs.promises.rename = async (from, to) => {
  if (step === 'key-blank' && /keys/.test(String(to))) die()
  await rename(from, to)
}
syncBuiltinESMExports()

const { openWorld } = await import('../../../server/kernel/world.ts')
const { carryOut } = await import('../../../server/safety/destructions/carry-out.ts')
const assets = { css: '', js: '', icon: '', find: () => undefined }
const world = await openWorld(JSON.parse(settings) as Config, { assets })
const { store, db } = world

let removed = 0
const dying = {
  ...store,
  async destroyKey(...args: Parameters<typeof store.destroyKey>) {
    if (step === 'before-key') die()
    await store.destroyKey(...args)
    if (step === 'key-marked') die()
  },
  async remove(key: string) {
    await store.remove(key)
    if (step === `object-${++removed}`) die()
  },
  async sweep(...args: Parameters<typeof store.sweep>) {
    if (step === 'before-sweep') die()
    return store.sweep(...args)
  },
}
const write: typeof db.write = async (by, work) => {
  const result = await db.write(by, async (tx) => {
    const done = await work(tx)
    if (step === 'inside-write') die()
    return done
  })
  if (step === 'after-write') die()
  return result
}
await carryOut({ ...world, store: dying, db: { ...db, write } }, packageId)
await world.close()
process.stdout.write('finished')
