/** The console, for whoever runs the platform: migrate, invite the first people, back up, verify the audit. */
import { existsSync, mkdirSync } from 'node:fs'
import { pathToFileURL } from 'node:url'
import { parseArgs } from 'node:util'
import QRCode from 'qrcode'
import { issueEnrolment, listPasskeys } from '../db/identity/passkeys.ts'
import { foundAlliance, isFounded, listSecretariat, listSecretariatWithoutKey } from '../db/identity/people.ts'
import { countSecretariatWithKey, findOpenRecovery, recoverByConsole } from '../db/identity/recoveries.ts'
import { createDatabase, type Database, Stale } from '../db/kernel/database.ts'
import { type Engine, migrate, openEngine, pendingMigrations } from '../db/kernel/engine.ts'
import { newId } from '../db/kernel/ids.ts'
import { countLetters, resendAll } from '../db/kernel/outbox.ts'
import { wallClock } from '../db/kernel/time.ts'
import { listTowns } from '../db/membership/towns.ts'
import { verifyAudit } from '../db/records/audit.ts'
import { holdHours } from '../policies/identity/hold.ts'
import { decideConsoleRenewal, decideFounding, enrolmentMinutes } from '../policies/identity/people.ts'
import { decideConsole, shownTo } from '../policies/identity/recovery.ts'
import { dayOf } from '../policies/kernel/days.ts'
import { isRefusal } from '../policies/kernel/decision.ts'
import { keyBackupDays } from '../policies/safety/destructions.ts'
import { type Config, ConfigError, readConfig } from './config.ts'
import { openStores } from './files/file-stores.ts'
import { verifyFiles } from './files/verify-files.ts'
import { openTransport } from './kernel/sender.ts'

type Env = Readonly<Record<string, string | undefined>>
type Console = { readonly out: (text: string) => void; readonly err: (text: string) => void; readonly env?: Env }
type Context = { config: Config; engine: Engine; db: Database; words: string[]; out: Console['out'] }

/** A mistake of the person at the console: told as a sentence, without a stack. */
class Mistake extends Error {
  override name = 'Mistake'
}

const commands: Readonly<Record<string, (context: Context) => Promise<number>>> = {
  migrate: async ({ engine, out }) => {
    const ran = await migrate(engine)
    out(ran.length === 0 ? 'The database is up to date.' : `Migrated: ${ran.join(', ')}.`)
    return 0
  },
  invite,
  recover,
  backup: async ({ engine, words, out }) => {
    const [file] = words
    if (!file || words.length > 1) throw new Mistake('Say where the backup goes: npm run backup -- /safe/place/yui-2026-11-21.db')
    if (existsSync(file)) throw new Mistake(`${file} exists already; a backup never overwrites anything.`)
    await engine.kit.backup(file)
    out(
      `Backed up to ${file}. The files of packages lie in DATA_DIR/kept: copy that folder too. KEY_FILE and DATA_DIR/keys go to other places, and copies of keys are kept for ${keyBackupDays} days only: what was destroyed must not come back.`,
    )
    return 0
  },
  letters: async ({ config, db, words, out }) => {
    const [what, address] = words
    if (what === 'test') return testLetter(config, address, out)
    if (what !== undefined && what !== 'resend') throw new Mistake('Say letters, letters resend, or letters test ADDRESS.')
    if (what === 'resend') out(`${await resendAll(db, wallClock())} pieces of news go out once more.`)
    const { waiting, since, failed } = await countLetters(db.read)
    out(`${waiting} pieces of news wait to be sent${since ? `, the oldest since ${since}` : ''}.`)
    for (const { why, n } of failed) out(`${n} were given up: ${why}.`)
    return failed.length > 0 ? 1 : 0
  },
  'verify-files': async ({ config, db, out }) => {
    const { store } = await openStores(config, db, wallClock)
    const counts = { whole: 0, missing: 0, changed: 0 }
    for await (const { id, packageId, is } of verifyFiles(db, store)) {
      counts[is]++
      if (is !== 'whole') out(`${is.toUpperCase()} file ${id} of package ${packageId}`)
    }
    out(`${counts.whole} files are whole, ${counts.missing} are missing, ${counts.changed} are changed or do not open.`)
    return counts.missing + counts.changed === 0 ? 0 : 1
  },
  'verify-audit': async ({ db, out }) => {
    const reports = await verifyAudit(db.read)
    for (const { chain, records, head, brokenAt } of reports)
      out(
        `${brokenAt === null ? 'whole ' : 'BROKEN'} ${chain}: ${records} records, last hash ${head}${brokenAt === null ? '' : `, broken at record ${brokenAt}`}`,
      )
    if (reports.length === 0) out('There are no records yet.')
    return reports.every(({ brokenAt }) => brokenAt === null) ? 0 : 1
  },
}

/** One letter to an address, so that whoever set up mail sees at once whether it works. */
async function testLetter({ mail, origin }: Config, address: string | undefined, out: Console['out']): Promise<number> {
  if (!mail) throw new Mistake('No letters are sent: set SMTP_URL and MAIL_FROM.')
  if (!address) throw new Mistake('Say to whom: letters test you@example.jp.')
  const transport = openTransport(mail)
  try {
    await transport.sendMail({ from: mail.from, to: { name: '', address }, subject: 'Yui', text: `${origin}\n` })
  } finally {
    transport.close()
  }
  out(`The mail server took a letter to ${address}. Look whether it has arrived.`)
  return 0
}

/** Runs one command; gives the exit code. */
export async function run(argv: readonly string[], { out, err, env }: Console): Promise<number> {
  const [name = '', ...words] = argv
  const command = Object.hasOwn(commands, name) ? commands[name] : undefined
  try {
    if (!command) throw new Mistake(`Say what to do: ${Object.keys(commands).join(', ')}.`)
    const config = readConfig('live', env)
    mkdirSync(config.dataDir, { recursive: true, mode: 0o700 })
    const engine = openEngine(config.database)
    try {
      if (name !== 'migrate') await mustBeMigrated(engine)
      return await command({ config, engine, db: createDatabase(engine), words, out })
    } finally {
      await engine.close()
    }
  } catch (error) {
    err(sentenceOf(error))
    return 1
  }
}

async function mustBeMigrated(engine: Engine): Promise<void> {
  if ((await pendingMigrations(engine)).length > 0)
    throw new Mistake('The database is not up to date: run npm run migrate first.')
}

const sentenceOf = (error: unknown): string =>
  error instanceof Mistake || error instanceof ConfigError
    ? error.message
    : error instanceof Stale
      ? founded
      : `It did not work: ${error instanceof Error ? error.message : error}`

const founded =
  'The alliance has its secretariat already: they invite people on the page “People”. (A link that ran out is renewed with --again.)'
const usage =
  'npm run admin -- invite --name "清水 誠" --kana "シミズ マコト" --romaji "Makoto Shimizu" [--email m@example.jp] --role secretariat'

/** The first person, or a new link for one who has no passkey yet. The link is printed once and kept nowhere. */
async function invite({ config, db, words, out }: Context): Promise<number> {
  const options = readOptions(words)
  const code = options.again ? await renew(db, options.name) : await begin(db, options)
  await printLink(config, code, out)
  return 0
}

/** The way back for the one of the secretariat who lost every passkey, while nobody else of it can sign in. */
async function recover({ config, db, words, out }: Context): Promise<number> {
  const { name } = readOptions(words)
  const at = wallClock()
  const today = dayOf(at)
  const known = (await listSecretariat(db, today)).filter((person) => person.name === name || person.romaji === name)
  if (known.length !== 1) throw new Mistake('Say who of the secretariat: npm run admin -- recover --name "清水 誠"')
  const id = known[0]!.id
  const keys = await listPasskeys(db.read, id)
  const open = await findOpenRecovery(db.read, id, at)
  const person = {
    id,
    grants: [{ role: 'secretariat' as const, townId: null }],
    passkeys: keys.length,
    recovering: Boolean(open),
  }
  const decision = decideConsole(person, { secretariatWithKey: await countSecretariatWithKey(db.read, id, today) })
  if (isRefusal(decision)) throw new Mistake(unrecoverable)
  const towns = await listTowns(db.read)
  const shown = towns.map((town) => shownTo(town.id))
  const code = await db
    .write({ actor: null, at }, (tx) => recoverByConsole(tx, decision, shown, enrolmentMinutes.console))
    .catch((error: unknown) => {
      throw error instanceof Stale ? new Mistake(unrecoverable) : error
    })
  await printLink(config, code, out)
  out(`Every town is told. For ${holdHours} hours sensitive data stay closed, and a key that was used before can stop this.`)
  return 0
}
const unrecoverable =
  'The console recovers somebody only while nobody else of the secretariat can sign in, and no recovery of theirs is under way. Otherwise two officers do it on the page “People”; who never had a passkey gets a link by: invite --again.'

async function printLink({ origin }: Config, code: string, out: Console['out']): Promise<void> {
  const link = `${origin}/enrol#${code}`
  out(await QRCode.toString(link, { type: 'utf8', errorCorrectionLevel: 'L' }))
  out(`Open this link within ${enrolmentMinutes.console} minutes; it works once:\n${link}`)
}

async function begin(db: Database, { name, kana, romaji, email, role }: Options): Promise<string> {
  if (role !== 'secretariat')
    throw new Mistake(`The console brings in the secretariat only, which then invites everybody else. Usage: ${usage}`)
  if (!name || !kana || !romaji) throw new Mistake(`A name, its kana and its romaji are needed. Usage: ${usage}`)
  if (!/^[ァ-ヺー・ 　]+$/.test(kana)) throw new Mistake('--kana takes katakana, such as "シミズ マコト".')
  if (email && !/^[^\s@]+@[^\s@]+$/.test(email)) throw new Mistake('--email takes an address, such as m@example.jp.')
  const at = wallClock()
  const decision = decideFounding(await isFounded(db), newId(at))
  if (isRefusal(decision)) throw new Mistake(founded)
  return db.write({ actor: null, at }, async (tx) => {
    await foundAlliance(tx, decision, { name, kana, romaji, email: email ?? null, locale: 'ja' })
    return issueEnrolment(tx, decision, enrolmentMinutes.console)
  })
}

async function renew(db: Database, name: string | undefined): Promise<string> {
  const waiting = (await listSecretariatWithoutKey(db, dayOf(wallClock()))).filter(
    (person) => !name || person.name === name || person.romaji === name,
  )
  if (waiting.length === 0)
    throw new Mistake('Nobody of the secretariat is without a passkey: new links are issued on the page “People”.')
  if (waiting.length > 1) throw new Mistake(`Say whose link, with --name: ${waiting.map((person) => person.name).join(', ')}.`)
  const person = { id: waiting[0]!.id, grants: [{ role: 'secretariat' as const, townId: null }], passkeys: 0 }
  const decision = decideConsoleRenewal(person)
  if (isRefusal(decision)) throw new Mistake(founded)
  return db.write({ actor: null, at: wallClock() }, (tx) => issueEnrolment(tx, decision, enrolmentMinutes.console))
}

type Options = ReturnType<typeof readOptions>
function readOptions(args: string[]) {
  const text = { type: 'string' } as const
  try {
    return parseArgs({
      args,
      options: { name: text, kana: text, romaji: text, email: text, role: text, again: { type: 'boolean' } },
    }).values
  } catch (error) {
    throw new Mistake(`${(error as Error).message}\nUsage: ${usage}`)
  }
}

if (process.argv[1] && import.meta.url === pathToFileURL(process.argv[1]).href)
  process.exitCode = await run(process.argv.slice(2), {
    out: (text) => process.stdout.write(`${text}\n`),
    err: (text) => process.stderr.write(`${text}\n`),
  })
