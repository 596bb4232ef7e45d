/** The one place that reads the environment. A mistake is answered with a sentence, not with a stack. */
import { existsSync, statSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { z } from 'zod'

export type Config = {
  readonly mode: 'live' | 'demo'
  readonly host: string
  readonly port: number
  /** The one address by which browsers reach the platform; passkeys are bound to its host for good. */
  readonly origin: string
  readonly database: string
  /** Nobody named a database: it is ours, under `dataDir`, and the demo makes it anew each time. */
  readonly ownDatabase: boolean
  readonly dataDir: string
  /** The file with the key that wraps the keys of all packages. */
  readonly keyFile: string
  readonly trustProxy: boolean
  readonly mail: { readonly url: string; readonly from: string } | null
  readonly logLevel: string
}

/** A setting that must be mended before anything starts. */
export class ConfigError extends Error {
  override name = 'ConfigError'
}

const Env = z.object({
  HOST: z.string().default('127.0.0.1'),
  PORT: z.coerce.number('PORT must be a number, such as 3000.').int().min(0).max(65_535).default(3000),
  ORIGIN: z.url('ORIGIN must be the full address of the platform, such as https://work.example.jp').optional(),
  DATABASE_URL: z.string().optional(),
  DATA_DIR: z.string().optional(),
  KEY_FILE: z.string().optional(),
  TRUST_PROXY: z.enum(['0', '1'], 'TRUST_PROXY is 1 behind a proxy of yours, else 0.').default('0'),
  SMTP_URL: z
    .string()
    .regex(/^smtps?:\/\//, 'SMTP_URL must begin with smtp:// or smtps://')
    .optional(),
  MAIL_FROM: z.string().optional(),
  LOG_LEVEL: z
    .enum(['debug', 'info', 'warn', 'error', 'silent'], 'LOG_LEVEL is debug, info, warn, error or silent.')
    .default('info'),
})

/** Reads and checks the settings. Throws a ConfigError that says what to change. */
export function readConfig(mode: Config['mode'], environment: Record<string, string | undefined> = process.env): Config {
  const given = Object.fromEntries(Object.entries(environment).filter(([, value]) => value !== ''))
  const parsed = Env.safeParse(given)
  if (!parsed.success) throw new ConfigError(parsed.error.issues.map(({ message }) => message).join('\n'))
  const env = parsed.data
  const dataDir = resolve(env.DATA_DIR ?? (mode === 'demo' ? '.data/demo' : '.data/live'))
  const config: Config = {
    mode,
    host: env.HOST,
    port: env.PORT,
    origin: new URL(env.ORIGIN ?? `http://localhost:${env.PORT}`).origin,
    database: databaseOf(env.DATABASE_URL) ?? join(dataDir, 'yui.db'),
    ownDatabase: env.DATABASE_URL === undefined,
    dataDir,
    keyFile: resolve(env.KEY_FILE ?? join(dataDir, 'key')),
    trustProxy: env.TRUST_PROXY === '1',
    mail: env.SMTP_URL ? { url: env.SMTP_URL, from: env.MAIL_FROM ?? '' } : null,
    logLevel: env.LOG_LEVEL,
  }
  const unsafe = unsafeSetting(config)
  if (unsafe) throw new ConfigError(unsafe)
  return config
}

function databaseOf(url: string | undefined): string | undefined {
  if (!url || /^postgres(ql)?:/.test(url)) return url
  if (/^[a-z]+:\/\//.test(url)) throw new ConfigError('DATABASE_URL is a postgres:// address or the path of an SQLite file.')
  return resolve(url.replace(/^(sqlite|file):/, ''))
}

const loopback = (host: string) => ['localhost', '127.0.0.1', '::1', '[::1]'].includes(host)

function unsafeSetting({ mode, host, origin, dataDir, mail, database }: Config): string | undefined {
  const { protocol, hostname } = new URL(origin)
  if (mode === 'demo' && !loopback(host))
    return 'The demo lets anyone in as anyone, so it listens on this machine only: leave HOST out.'
  if (mode === 'demo' && !loopback(hostname)) return 'The demo serves http://localhost only: leave ORIGIN out.'
  if (protocol !== 'https:' && hostname !== 'localhost')
    return `ORIGIN must begin with https:// (it is ${origin}): passkeys and secure cookies work on nothing else but http://localhost.`
  if (mail && !mail.from) return 'SMTP_URL is set, so MAIL_FROM must say who the letters come from.'
  if (
    /:\/\/[^/]*@(?!localhost|127\.|\[::1\])/.test(database) &&
    !/sslmode=(require|verify)/.test(database) &&
    !database.includes('host=/')
  )
    return 'DATABASE_URL names another machine, so it must end with ?sslmode=verify-full (or require): residents’ data do not cross a network in the clear.'
  if (existsSync(dataDir) && (statSync(dataDir).mode & 0o007) !== 0)
    return `DATA_DIR (${dataDir}) is open to every user of this machine: run chmod o-rwx on it.`
  return undefined
}
