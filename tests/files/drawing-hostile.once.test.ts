import { execFileSync, spawn } from 'node:child_process'
import { once } from 'node:events'
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { type AddressInfo, createServer } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { text } from 'node:stream/consumers'
import { setTimeout } from 'node:timers/promises'
import { fileURLToPath } from 'node:url'
import { createCanvas } from '@napi-rs/canvas'
import { expect, test, vi } from 'vitest'
import { Busy, countPages, drawPage, sandbox, Undrawable } from '../../server/files/drawing/index.ts'
import { run } from '../../server/files/drawing/processes.ts'
import { confined, type Sandbox, sandboxes } from '../../server/files/drawing/sandbox.ts'
import { encryptedPdf, endlessPdf, japanese, latin, pdf } from '../support/outside/pdf.ts'

const hana = { reader: '佐藤 花', town: '立科町', minute: '2026-11-21 10:42' }
const letter = pdf({ pages: [latin(60, 760, 24, 'Standard')] })
const reasonOf = (work: Promise<unknown>) =>
  work.then(
    () => 'drawn',
    (error) => (error instanceof Undrawable ? error.reason : String(error)),
  )
const be32 = (...numbers: number[]) => Buffer.from(numbers.flatMap((n) => [n >>> 24, (n >> 16) & 255, (n >> 8) & 255, n & 255]))
const pngOf = (width: number, height: number) =>
  Buffer.concat([
    Buffer.from('89504e470d0a1a0a0000000d49484452', 'hex'),
    be32(width, height),
    Buffer.from('0806000000', 'hex'),
    be32(0),
  ])
const jpegOf = (width: number, height: number) =>
  Buffer.from(
    `ffd8ffe000104a46494600010100000100010000ffc00011 08${[height, width].map((n) => n.toString(16).padStart(4, '0')).join('')}03012200021101031101`.replace(
      ' ',
      '',
    ),
    'hex',
  )
const processes = () => readFileSync(`/proc/self/task/${process.pid}/children`, 'utf8').split(' ').filter(Boolean).length

test.for<[string, 'pdf' | 'png' | 'jpeg', Uint8Array, string]>([
  ['no PDF at all', 'pdf', Buffer.from('hello'), 'damaged'],
  ['a PDF cut off in its head', 'pdf', letter.subarray(0, 12), 'damaged'],
  ['nothing', 'png', new Uint8Array(), 'damaged'],
  ['an encrypted PDF', 'pdf', encryptedPdf(), 'encrypted'],
  ['a PNG of 65,535 x 65,535', 'png', pngOf(65_535, 65_535), 'too-large'],
  ['a PNG of more pixels than a number holds', 'png', pngOf(0xffffffff, 0xffffffff), 'too-large'],
  ['a JPEG of 65,535 x 65,535', 'jpeg', jpegOf(65_535, 65_535), 'too-large'],
  ['a PNG without pixels', 'png', pngOf(10, 10), 'damaged'],
  ['a PNG that is a JPEG', 'png', createCanvas(9, 9).toBuffer('image/jpeg'), 'damaged'],
  ['a PNG that is SVG', 'png', Buffer.from('<svg xmlns="http://www.w3.org/2000/svg" width="9" height="9"/>'), 'damaged'],
  ['a JPEG that is a PNG', 'jpeg', createCanvas(9, 9).toBuffer('image/png'), 'damaged'],
])('%s is refused with its reason', async ([, kind, bytes, reason]) => {
  expect(await reasonOf(drawPage(kind, bytes, 1, hana))).toBe(reason)
  expect(await reasonOf(countPages(kind, bytes))).toBe(reason)
})

test('pages of any shape come out as pictures that can be looked at', async () => {
  for (const box of ['0 0 14400 14400', '0 0 10 14400', '0 0 0.1 0.1', '0 0 0 0', '0 0 1e30 1e30']) {
    const drawn = await drawPage('pdf', pdf({ pages: [latin(0, 0, 10, 'x')], box }), 1, hana)
    const [width, height] = [16, 20].map((at) => Buffer.from(drawn).readUInt32BE(at))
    expect([box, width! >= 600, height! >= 400, width! <= 2000, width! * height! <= 40_000_000]).toEqual([
      box,
      true,
      true,
      true,
      true,
    ])
  }
})

test('a document that never ends is ended, and hurts no other', async () => {
  const started = performance.now()
  const [endless, other, another] = await Promise.all([
    reasonOf(drawPage('pdf', endlessPdf(), 1, hana, 2500)),
    reasonOf(drawPage('pdf', letter, 1, hana)),
    reasonOf(countPages('pdf', letter)),
  ])
  expect([endless, other, another]).toEqual(['too-slow', 'drawn', 'drawn'])
  expect(performance.now() - started).toBeLessThan(15_000)
})

test('a picture in a PDF that is too large to decode is not left out in silence', async () => {
  const picture =
    '<< /Type /XObject /Subtype /Image /Width 60000 /Height 60000 /ColorSpace /DeviceGray /BitsPerComponent 8 /Length 0 >>\nstream\n\nendstream'
  const hostile = pdf({ pages: ['q 500 0 0 500 0 0 cm /X0 Do Q'], objects: [picture], resources: '/XObject << /X0 10 0 R >>' })
  expect(await reasonOf(drawPage('pdf', hostile, 1, hana))).toBe('too-large')
})

test('scripts and actions of a PDF are not run and change nothing', async () => {
  const script = '<< /S /JavaScript /JS (app.alert\\(1\\); while\\(true\\){}; this.submitForm\\("http://127.0.0.1/"\\)) >>'
  const live = pdf({
    pages: [latin(60, 760, 24, 'Standard')],
    catalogue: `/OpenAction ${script} /AA << /WC ${script} >> /Names << /JavaScript << /Names [(a) ${script}] >> >>`,
  })
  expect(Buffer.from(await drawPage('pdf', live, 1, hana)).equals(await drawPage('pdf', letter, 1, hana))).toBe(true)
})

test.runIf(existsSync('/proc/self/task'))('two processes at most draw at once, the others wait, none stays', async () => {
  await sandbox()
  let most = 0
  let done = false
  const work = Promise.all(Array.from({ length: 6 }, () => countPages('pdf', letter))).finally(() => {
    done = true
  })
  while (!done) {
    most = Math.max(most, processes())
    await setTimeout(5)
  }
  expect(await work).toEqual([1, 1, 1, 1, 1, 1])
  expect([most, processes()]).toEqual([2, 0])
})

test.runIf(existsSync('/proc/self/task'))(
  'one reader has one process, a few pages in line, and nobody else waits for them',
  async () => {
    await sandbox()
    const [slow, other] = ['花', '健']
    const line = Array.from({ length: 21 }, () => countPages('txt', Buffer.from('x'), { by: slow }))
    await expect(countPages('txt', Buffer.from('x'), { by: slow })).rejects.toBeInstanceOf(Busy)
    let left = line.length
    for (const one of line) void one.then(() => left--)
    expect(processes()).toBe(1)
    expect(await countPages('txt', Buffer.from('x'), { by: other })).toBe(1)
    expect(left).toBeGreaterThan(15)
    expect(await Promise.all(line)).toEqual(line.map(() => 1))
  },
)

test('one that is ended in its first moments ends at once, whatever it had begun', async () => {
  for (let i = 0; i < 40; i++)
    expect(await reasonOf(run(confined(await sandbox())!, { op: 'hello' }, new Uint8Array(), 1 + (i % 20)))).toBe('too-slow')
})

test('a machine that has no room for a process says nothing of the content', async () => {
  const nowhere = { file: '/nowhere', args: [] }
  await expect(run(nowhere, { op: 'hello' }, new Uint8Array(), 30_000)).rejects.toBeInstanceOf(Busy)
  const full = `
    import { openSync } from 'node:fs'
    import { countPages } from './server/files/drawing/index.ts'
    await countPages('txt', Buffer.from('x'))
    try { for (;;) openSync('/dev/null') } catch {}
    await countPages('txt', Buffer.from('x')).catch((error) => process.stdout.write(error.name))`
  const node = `ulimit -n 100; exec "$@"`
  const args = ['-c', node, 'sh', process.execPath, '--import', 'tsx', '--input-type=module', '-e', full]
  expect(await text(spawn('/bin/sh', args, { stdio: ['ignore', 'pipe', 'inherit'] }).stdout)).toBe('Busy')
})

test('a sandbox that is only slow to say that it works is asked again, and its place is not taken by none', async () => {
  vi.resetModules()
  const fresh = await import('../../server/files/drawing/processes.ts')
  const told: Sandbox[] = []
  fresh.watchSandbox((place) => told.push(place))
  await expect(fresh.sandbox(1)).rejects.toMatchObject({ name: 'Busy' })
  expect([await fresh.sandbox(), told]).toEqual([await sandbox(), [await sandbox()]])
})

test.for(sandboxes)('what a document that took over its process could do: %s', async (place) => {
  const command = confined(place, fileURLToPath(new URL('../support/outside/drawing-probe.mjs', import.meta.url)))
  if (!command) return
  const folder = mkdtempSync(join(tmpdir(), 'yui-drawing-'))
  writeFileSync(join(folder, 'secret'), '塩尻市')
  const server = createServer((socket) => socket.destroy()).listen(0, '127.0.0.1')
  await once(server, 'listening')
  const child = spawn(command.file, command.args, { cwd: '/', env: { A: '1' }, stdio: ['pipe', 'pipe', 'ignore'] })
  child.stdin.end(JSON.stringify({ folder, secret: join(folder, 'secret'), port: (server.address() as AddressInfo).port }))
  const said = await text(child.stdout)
  server.close()
  const written = existsSync(join(folder, 'written')) ? statSync(join(folder, 'written')).size : 0
  rmSync(folder, { recursive: true })
  // Where user namespaces are switched off bubblewrap says nothing, and the platform takes the next one.
  if (place === 'bubblewrap' && said === '' && (await sandbox()) !== 'bubblewrap') return
  const open = {
    bubblewrap: [],
    permissions: ['connected'],
    process: ['connected', 'readSecret', 'readPasswords', 'sawHome', 'sawProcesses'],
  }
  const { variables, taken, ...could } = JSON.parse(said)
  for (const act of Object.keys(could))
    if (could[act]) expect([place, open[place]]).toEqual([place, expect.arrayContaining([act])])
  expect(taken).toBeLessThan(2_600_000_000)
  expect({ written, variables, evaluated: could.evaluated }).toEqual({ written: 0, variables: ['A'], evaluated: false })
})

test('a page looks the same in every sandbox, whatever fonts the machine has', async () => {
  const words = pdf({ pages: [japanese(60, 700, 20, '塩尻市の業務案件')] })
  const request = { op: 'page', kind: 'pdf', page: 1, mark: hana } as const
  const draw = async (place: Sandbox) => Buffer.from((await run(confined(place)!, request, words, 30_000)).png)
  const [best, permissions, plain] = [await draw(await sandbox()), await draw('permissions'), await draw('process')]
  expect([best.equals(plain), permissions.equals(plain)]).toEqual([true, true])
})

test('nothing of a page is left on the disk', async () => {
  const canary = `canary${process.pid}x${letter.length}`
  const before = new Set(readdirSync(tmpdir()))
  await drawPage('pdf', pdf({ pages: [latin(60, 760, 24, canary)] }), 1, hana)
  await drawPage('txt', Buffer.from(canary), 1, hana)
  const left = readdirSync(tmpdir(), { withFileTypes: true }).filter((file) => !before.has(file.name) && file.isFile())
  expect(left.filter((file) => readFileSync(join(tmpdir(), file.name)).includes(canary))).toEqual([])
})

test('the types of the drawing process hold', () => {
  const flags = '--ignoreConfig --noEmit --allowJs --checkJs --strict --noUncheckedIndexedAccess --skipLibCheck --types node'
  const language = '--target es2023 --lib es2023 --module nodenext'
  const run = () =>
    execFileSync('node_modules/.bin/tsc', [...flags.split(' '), ...language.split(' '), 'server/files/drawing/child/main.mjs'], {
      encoding: 'utf8',
    })
  expect(run).not.toThrow()
})
