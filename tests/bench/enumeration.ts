/**
 * Whether time tells who has an account: an unknown key against a bad signature, an unknown code against a used one
 * (OWASP ASVS v5.0.0-6.3.8). Pairs in random order over the real app, Mann–Whitney U: `tsx tests/bench/enumeration.ts [PAIRS]`
 */
import { createHash, generateKeyPairSync, randomBytes, randomInt, sign } from 'node:crypto'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { migrate } from '../../db/kernel/engine.ts'
import { newCode, newId, plainCode, sha256 } from '../../db/kernel/ids.ts'
import { minutesAfter, wallClock } from '../../db/kernel/time.ts'
import { cast } from '../../db/seeds/cast.ts'
import { seed } from '../../db/seeds/index.ts'
import { createApp } from '../../server/app.tsx'
import { openWorld } from '../../server/kernel/world.ts'

const pairs = Number(process.argv[2] ?? 2_000)
const folder = mkdtempSync(join(tmpdir(), 'yui-enumeration-'))
const origin = 'http://localhost:3000'
const world = await openWorld(
  {
    ...{ mode: 'demo', host: '127.0.0.1', port: 3000, origin, database: join(folder, 'yui.db'), ownDatabase: false },
    ...{ dataDir: folder, keyFile: join(folder, 'key'), trustProxy: false, mail: null, logLevel: 'silent' },
    ...{ clamd: null, s3: null },
  },
  { assets: { css: '', js: '', icon: '', find: () => undefined } },
)
await migrate(world.engine)
await seed(world.engine, wallClock())

// Every request comes from an address of its own: the brakes would slow the measurement down, not the answer.
let addresses = 0
const app = createApp(world, () => `192.0.2.${addresses++}`)
const send = (path: string, body: unknown, cookie = '') =>
  app.request(`${origin}${path}`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', 'sec-fetch-site': 'same-origin', cookie },
    body: JSON.stringify(body),
  })

const keyPair = () => generateKeyPairSync('ec', { namedCurve: 'P-256' })
const digest = (bytes: Uint8Array | string) => createHash('sha256').update(bytes).digest()
const stranger = keyPair().privateKey
const { engine } = world
const { userHandle } = await engine.reader
  .selectFrom('person')
  .select('userHandle')
  .where('id', '=', cast.hana.id)
  .executeTakeFirstOrThrow()

/** A key of hana's, as registration would have stored it. */
async function addKey(): Promise<string> {
  const { x, y } = keyPair().publicKey.export({ format: 'jwk' })
  const coordinates = [x, y].map((part) => Buffer.from(part!, 'base64url'))
  const publicKey = Buffer.concat([
    Buffer.from('a5010203262001215820', 'hex'),
    coordinates[0]!,
    Buffer.from('225820', 'hex'),
    coordinates[1]!,
  ])
  const id = randomBytes(32).toString('base64url')
  await engine.writer
    .insertInto('passkey')
    .values({
      ...{ id, personId: cast.hana.id, publicKey, counter: 0, transports: '["internal"]', backupEligible: 0, backedUp: 0 },
      ...{ label: '', createdAt: wallClock(), lastUsedAt: null },
    })
    .execute()
  return id
}
const known = await addKey()

/** One refused sign-in; what is timed is the answer to the assertion, not the ceremony before it. */
async function signIn(id: string): Promise<number> {
  const options = await send('/passkeys/sign-in/options', {})
  const cookie = options.headers.getSetCookie()[0]!.split(';')[0]!
  const { challenge } = (await options.json()) as { challenge: string }
  const clientDataJSON = Buffer.from(JSON.stringify({ type: 'webauthn.get', challenge, origin, crossOrigin: false }))
  const authenticatorData = Buffer.concat([digest('localhost'), Buffer.from([5, 0, 0, 0, 1])])
  const signature = sign('sha256', Buffer.concat([authenticatorData, digest(clientDataJSON)]), stranger)
  const text = (bytes: Buffer) => bytes.toString('base64url')
  const response = {
    ...{ clientDataJSON: text(clientDataJSON), authenticatorData: text(authenticatorData) },
    ...{ signature: text(signature), userHandle },
  }
  const body = { id, rawId: id, type: 'public-key', clientExtensionResults: {}, response }
  return timed(() => send('/passkeys/sign-in', body, cookie))
}

/** A code that was made and used up, as the table keeps it. */
async function addCode(): Promise<string> {
  const code = newCode()
  const at = wallClock()
  await engine.writer
    .insertInto('enrolment')
    .values({
      ...{ id: newId(at), codeHash: sha256(plainCode(code)), personId: cast.hana.id, issuedBy: null },
      ...{ issuedAt: at, expiresAt: minutesAfter(at, 10), usedAt: at },
    })
    .execute()
  return code
}
// As many as are asked for, and made beforehand: a code that comes again, or is made just now, would take another time for that alone.
const [used, unknown]: [string[], string[]] = [[], []]
for (let i = 0; i < pairs + 100; i++) {
  used.push(await addCode())
  unknown.push(newCode())
}
const tryCode = (code: string) => timed(() => send('/passkeys/enrolment/options', { code }))

async function timed(ask: () => Response | Promise<Response>): Promise<number> {
  const began = performance.now()
  const answer = await ask()
  await answer.text()
  const took = performance.now() - began
  if (answer.status !== 400) throw new Error(`refused is 400, this was ${answer.status}`)
  return took
}

/** Two-sided p of the Mann–Whitney U test, by the normal approximation (ties hardly occur among times). */
function mannWhitney(a: readonly number[], b: readonly number[]): number {
  const all = [...a.map((ms) => ({ ms, first: true })), ...b.map((ms) => ({ ms, first: false }))].sort((x, y) => x.ms - y.ms)
  const rankSum = all.reduce((sum, { first }, i) => (first ? sum + i + 1 : sum), 0)
  const [n, m] = [a.length, b.length]
  const u = rankSum - (n * (n + 1)) / 2
  const z = Math.abs(u - (n * m) / 2) / Math.sqrt((n * m * (n + m + 1)) / 12)
  return Math.min(1, 2 * upperTail(z))
}
/** Of the normal distribution, by Abramowitz and Stegun 26.2.17. */
function upperTail(z: number): number {
  const t = 1 / (1 + 0.2316419 * z)
  const poly = t * (0.31938153 + t * (-0.356563782 + t * (1.781477937 + t * (-1.821255978 + t * 1.330274429))))
  return (Math.exp((-z * z) / 2) / Math.sqrt(2 * Math.PI)) * poly
}

const median = (values: readonly number[]) => [...values].sort((a, b) => a - b)[Math.floor(values.length / 2)]!
const round = (value: number, digits = 4) => Number(value.toPrecision(digits))

async function compare(figure: string, one: () => Promise<number>, other: () => Promise<number>): Promise<void> {
  for (let i = 0; i < 200; i++) await (i % 2 ? one() : other())
  const [a, b]: [number[], number[]] = [[], []]
  for (let i = 0; i < pairs; i++) {
    const firstGoes = randomInt(2) === 0
    if (firstGoes) a.push(await one())
    b.push(await other())
    if (!firstGoes) a.push(await one())
  }
  const [p, ratio] = [mannWhitney(a, b), median(a) / median(b)]
  // Passed: a difference under 5 %, or none that can be told from chance.
  const ok = p > 0.01 || Math.abs(ratio - 1) < 0.05
  const figures = { figure, pairs, p: round(p), ratio: round(ratio), medianMs: [round(median(a)), round(median(b))], ok }
  process.stdout.write(`${JSON.stringify(figures)}\n`)
}

await compare(
  'sign-in refused: unknown key against a bad signature',
  () => signIn(randomBytes(32).toString('base64url')),
  () => signIn(known),
)
await compare(
  'enrolment refused: unknown code against a used one',
  () => tryCode(unknown.pop()!),
  () => tryCode(used.pop()!),
)
await world.close()
rmSync(folder, { recursive: true, force: true })
