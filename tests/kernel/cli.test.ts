// The console as its user meets it: each command in its own process, mistakes as sentences.
import { execFile } from 'node:child_process'
import { existsSync, mkdtempSync, rmSync, statSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { openEngine } from '../../db/kernel/engine.ts'
import { run } from '../../server/cli.ts'
import { ceremonies, createAuthenticator } from '../support/outside/authenticator.ts'
import { newWorld, now, type TestWorld } from '../support/run/world.ts'

let folder: string
let env: Record<string, string>
let world: TestWorld | undefined
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'yui-cli-'))
  env = { DATA_DIR: folder }
})
afterEach(async () => {
  await world?.close()
  world = undefined
  rmSync(folder, { recursive: true, force: true })
})

async function console_(...argv: string[]) {
  const [out, err]: [string[], string[]] = [[], []]
  const code = await run(argv, { out: (text) => out.push(text), err: (text) => err.push(text), env })
  return { code, out: out.join('\n'), err: err.join('\n') }
}
/** In a process of its own, as npm would start it. */
const spawned = (...argv: string[]) =>
  new Promise<{ code: number; out: string; err: string }>((done) =>
    execFile(
      process.execPath,
      ['--import', 'tsx', 'server/cli.ts', ...argv],
      { env: { PATH: process.env.PATH, ...env } },
      (error, out, err) => done({ code: Number(error?.code ?? 0), out, err }),
    ),
  )
const makoto = ['--name', '清水 誠', '--kana', 'シミズ マコト', '--romaji', 'Makoto Shimizu', '--role', 'secretariat']
const codeIn = (out: string) => /\/enrol#([\w-]+)/.exec(out)![1]!

test('runs as a process, prints to the right place and exits with the right code', async () => {
  expect(await spawned('migrate')).toMatchObject({ code: 0, out: expect.stringContaining('Migrated: 001-people') })
  expect(await spawned('nonsense')).toMatchObject({ code: 1, out: '', err: expect.stringMatching(/^Say what to do: migrate, /) })
})

test('migrate says what it did, and then that nothing is left', async () => {
  expect((await console_('verify-audit')).err).toContain('run npm run migrate first')
  expect((await console_('migrate')).out).toContain('003-records')
  expect(await console_('migrate')).toMatchObject({ code: 0, out: 'The database is up to date.' })
})

test('the first secretariat person is invited once, and the link makes their passkey', async () => {
  vi.useFakeTimers({ toFake: ['Date'], now: Date.parse(now) })
  await console_('migrate')
  const first = await console_('invite', ...makoto)
  expect(first).toMatchObject({ code: 0, err: '' })
  expect(first.out).toContain('http://localhost:3000/enrol#')
  expect(first.out).toMatch(/[█▀▄]/)
  expect(await console_('invite', ...makoto)).toMatchObject({
    code: 1,
    err: expect.stringContaining('has its secretariat already'),
  })
  world = await newWorld({ database: join(folder, 'yui.db') })
  const browser = world.stranger()
  expect((await ceremonies(browser, createAuthenticator()).enrol(codeIn(first.out))).status).toBe(200)
  expect(await browser.text('/people')).toContain('職員・担当者を招待する')
})

test('a link that ran out is renewed only while there is no passkey', async () => {
  await console_('migrate')
  expect((await console_('invite', '--again')).err).toContain('Nobody of the secretariat is without a passkey')
  const first = codeIn((await console_('invite', ...makoto)).out)
  const again = await console_('invite', '--again')
  expect(again.code).toBe(0)
  expect(codeIn(again.out)).not.toBe(first)
  const engine = openEngine(join(folder, 'yui.db'))
  const person = await engine.writer.selectFrom('person').select('id').executeTakeFirstOrThrow()
  await engine.writer
    .insertInto('passkey')
    .values({
      id: 'k',
      personId: person.id,
      publicKey: Buffer.from('k'),
      counter: 0,
      transports: '[]',
      backupEligible: 0,
      backedUp: 0,
      label: '',
      createdAt: '2026-11-21T00:00:00.000Z',
      lastUsedAt: null,
    })
    .execute()
  await engine.close()
  expect(await console_('invite', '--again')).toMatchObject({ code: 1 })
})

test('of four foundings at once one succeeds', async () => {
  await console_('migrate')
  const answers = await Promise.all(Array.from({ length: 4 }, () => spawned('invite', ...makoto)))
  expect(answers.map(({ code }) => code).sort()).toEqual([0, 1, 1, 1])
  const engine = openEngine(join(folder, 'yui.db'))
  expect(await engine.reader.selectFrom('person').select('id').execute()).toHaveLength(1)
  await engine.close()
})

const mistakes: [string, string[], RegExp][] = [
  ['no role', makoto.slice(0, 6), /The console brings in the secretariat only/],
  ['another role', [...makoto.slice(0, 7), 'coordinator'], /secretariat only/],
  ['no kana', [...makoto.slice(0, 2), ...makoto.slice(4)], /A name, its kana and its romaji are needed/],
  ['hiragana', [...makoto.slice(0, 3), 'しみず', ...makoto.slice(4)], /takes katakana/],
  ['a bad address', [...makoto, '--email', 'nobody'], /takes an address/],
  ['an unknown option', [...makoto, '--admin'], /Unknown option '--admin'/],
]
test.each(mistakes)('invite with %s is answered by a sentence', async (_, words, sentence) => {
  await console_('migrate')
  const answer = await console_('invite', ...words)
  expect(answer).toMatchObject({ code: 1, out: '' })
  expect(answer.err).toMatch(sentence)
})

test('a mistake in the settings is a sentence too', async () => {
  env.PORT = 'many'
  expect(await console_('migrate')).toEqual({ code: 1, out: '', err: 'PORT must be a number, such as 3000.' })
})

test('a backup is a whole database, and overwrites nothing', async () => {
  await console_('migrate')
  await console_('invite', ...makoto)
  const file = join(folder, 'backup.db')
  expect((await console_('backup', file)).code).toBe(0)
  const engine = openEngine(file)
  expect(await engine.reader.selectFrom('person').select('name').execute()).toEqual([{ name: '清水 誠' }])
  await engine.close()
  expect(await console_('backup', file)).toMatchObject({ code: 1, err: expect.stringContaining('exists already') })
  expect((await console_('backup')).err).toContain('Say where the backup goes')
  expect(existsSync(file)).toBe(true)
})

test('a backup is read by the service alone, and so is a folder that is made for it', async () => {
  await console_('migrate')
  const before = process.umask(0)
  try {
    const file = join(folder, 'backups', 'backup.db')
    expect((await console_('backup', file)).code).toBe(0)
    expect([statSync(file).mode & 0o777, statSync(join(folder, 'backups')).mode & 0o777]).toEqual([0o600, 0o700])
  } finally {
    process.umask(before)
  }
})

test('verify-audit tells of every chain, and fails when one is broken', async () => {
  await console_('migrate')
  expect((await console_('verify-audit')).out).toBe('There are no records yet.')
  await console_('invite', ...makoto)
  expect(await console_('verify-audit')).toMatchObject({ code: 0, out: expect.stringMatching(/^whole {2}alliance: 1 records/) })
  const engine = openEngine(join(folder, 'yui.db'))
  await engine.writer.updateTable('audit').set({ detail: '{}' }).execute()
  await engine.close()
  expect(await console_('verify-audit')).toMatchObject({
    code: 1,
    out: expect.stringMatching(/^BROKEN alliance: .*broken at record 1$/),
  })
})
