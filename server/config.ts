/** The one place that reads the environment. A mistake is answered with a sentence, not with a stack. */
import { existsSync, readFileSync, statSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { z } from 'zod'
import { type S3Settings, s3Blobs } from '../db/files/blobs/s3.ts'

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
  /** Where sealed files lie, if not in `dataDir`. */
  readonly s3: S3Settings | null
  /** The virus scanner, tcp://host:port or unix:/path. */
  readonly clamd: string | null
  readonly trustProxy: boolean
  readonly mail: { readonly url: string; readonly from: string } | null
  readonly logLevel: string
}

/** A setting that must be mended before anything starts. */
export class ConfigError extends Error {
  override name = 'ConfigError'
}

const clamdPlace = /^(tcp:\/\/[^\s/:]+:\d{1,5}|tcp:\/\/\[[0-9a-fA-F:]+\]:\d{1,5}|unix:\/\S+)$/

const Env = z.object({
  HOST: z.string().default('127.0.0.1'),
  PORT: z.coerce.number('PORT must be a number, such as 3000.').int().min(0).max(65_535).default(3000),
  ORIGIN: z.url('ORIGIN must be the full address of the platform, such as https://work.example.jp').optional(),
  DATABASE_URL: z.string().optional(),
  DATA_DIR: z.string().optional(),
  KEY_FILE: z.string().optional(),
  S3_ENDPOINT: z.string().optional(),
  S3_BUCKET: z.string().optional(),
  S3_REGION: z.string().default('us-east-1'),
  S3_PREFIX: z.string().optional(),
  S3_ACCESS_KEY_ID: z.string().optional(),
  S3_SECRET_KEY_FILE: z.string().optional(),
  CLAMD: z
    .string()
    .regex(clamdPlace, 'CLAMD is where clamd listens: tcp://127.0.0.1:3310 or unix:/run/clamav/clamd.ctl')
    .optional(),
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
    s3: s3Of(env),
    clamd: env.CLAMD ?? null,
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

type S3Env = Pick<z.infer<typeof Env>, Extract<keyof z.infer<typeof Env>, `S3_${string}`>>
/** All or nothing: half a storage is a mistake, and would be noticed at the first file. */
function s3Of(env: S3Env): S3Settings | null {
  const { S3_ENDPOINT: endpoint, S3_BUCKET: bucket, S3_ACCESS_KEY_ID: accessKeyId, S3_SECRET_KEY_FILE: keyFile } = env
  const said = { S3_ENDPOINT: endpoint, S3_BUCKET: bucket, S3_ACCESS_KEY_ID: accessKeyId, S3_SECRET_KEY_FILE: keyFile }
  const missing = Object.entries(said).filter(([, value]) => value === undefined)
  if (missing.length === 4) return null
  if (missing.length > 0) throw new ConfigError(`S3 storage also needs ${missing.map(([name]) => name).join(', ')}.`)
  const settings = {
    ...{ endpoint: endpoint!, bucket: bucket!, accessKeyId: accessKeyId!, secretAccessKey: readSecret(keyFile!) },
    ...{ region: env.S3_REGION, prefix: env.S3_PREFIX },
  }
  try {
    s3Blobs(settings)
  } catch (error) {
    throw new ConfigError(`${(error as Error).message.replace('S3: ', 'S3 storage cannot be used: ')}.`)
  }
  return settings
}

/** A secret in a file that only the service may read, as KEY_FILE. */
function readSecret(path: string): string {
  if (!existsSync(path)) throw new ConfigError(`S3_SECRET_KEY_FILE (${path}) is not there.`)
  if ((statSync(path).mode & 0o077) !== 0)
    throw new ConfigError(`S3_SECRET_KEY_FILE (${path}) may be read by others: run chmod 600 on it.`)
  return readFileSync(path, 'utf8').trim()
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
