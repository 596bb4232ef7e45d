/** What was typed into a form that did not come through is kept for its writer, and stands in the form again when its page opens. */
import { Busboy } from '@fastify/busboy'
import { newSecret } from '../../db/kernel/ids.ts'
import type { Owner, Span } from '../../db/kernel/kept-forms.ts'
import { findMyNumber } from '../../policies/files/my-number.ts'
import type { Ctx } from './context.ts'
import { parseTyped, readTyped, type Typed } from './forms.ts'
import { ownPath } from './own-path.ts'

/**
 * `action`: where the form is sent. `version`: what it was drawn from. `wrong`: it was sent, and came back. `told`: its reader is
 * told that it is back; `files`: and that its files are not. `left`: its writer went on elsewhere on purpose, and finds it whenever they return.
 */
export type Kept = {
  readonly action: string
  readonly typed: Typed
  readonly version?: string | undefined
  readonly wrong?: boolean
  readonly told?: boolean
  readonly files?: boolean
  readonly left?: boolean
}
/** `filled`: the form was drawn with it, so that the browser has nothing to do. */
export type KeptHere = { readonly kept: Kept | undefined; filled: boolean }

/** Cells of a town's list are sealed by the key of their package, or not at all. */
const ofList = /\/entries(\/|$)/
/** Tokens, proofs and uploads count once, and are no words of anybody's. */
const passing = new Set(['_once', '_proof', '_go', 'upload', 'more'])

/** The page on which the form stands that was sent: its own, or the one that the browser names. */
export function pageOfForm({ req, var: { config, formAt } }: Ctx): string {
  const from = req.header('referer') ?? ''
  const named = from.startsWith(`${config.origin}/`) ? ownPath(from.slice(config.origin.length)) : undefined
  return formAt && pathIn(named ?? '') !== formAt ? formAt : (named ?? '/')
}
const pathIn = (address: string): string => address.split('?')[0]!
const withKept = (address: string, secret = ''): string => {
  const { pathname, searchParams } = new URL(address, 'http://localhost')
  searchParams.set('kept', secret)
  return `${pathname}?${searchParams}`
}

type About = { action?: string; wrong?: boolean; told?: boolean; files?: boolean; left?: boolean }
/** Keeps what was typed; gives the address at which it stands again, or of the bare page where there is nothing to keep. */
export async function keepTyped(c: Ctx, typed: Typed | undefined, { action, ...how }: About = {}): Promise<string> {
  const at = pageOfForm(c)
  const said = Object.entries(typed ?? {}).filter(([name]) => !passing.has(name))
  const sentTo = action ?? c.req.path
  if (said.length === 0 || at === '/' || ofList.test(sentTo)) return at
  const personId = c.var.actor?.id ?? c.var.lapsed
  const owner: Owner = personId ? { personId } : { secret: newSecret() }
  const kept: Kept = {
    action: sentTo,
    typed: Object.fromEntries(said.map(([name, value]) => [name, withoutNumbers(value)])),
    version: String(typed!._once ?? '').split('.')[1],
    ...how,
  }
  const content = JSON.stringify(kept)
  if ('secret' in owner && content.length > mostOfStranger) return at
  await c.var.forms.keep({ owner, page: pathIn(at) }, content, c.var.at, spanOf(owner, how.left))
  c.set('kept', { kept, filled: true })
  return withKept(at, 'secret' in owner ? owner.secret : '')
}
const spanOf = (owner: Owner, left = false): Span => ('secret' in owner ? 'moment' : left ? 'draft' : 'hour')
const mostOfStranger = 20_000
/** The platform keeps no individual number, for no hour. */
const withoutNumbers = (value: string | readonly string[]) => (typeof value === 'string' ? without(value) : value.map(without))
const without = (text: string): string => (findMyNumber(text) === undefined ? text : '')

/** The form that was being filled when somebody changed the language, as static/kept.js hands it over. */
export const keepForLanguage = (c: Ctx, { action, said }: Typed): Promise<string> | string =>
  typeof action === 'string' && typeof said === 'string' && action !== ''
    ? keepTyped(c, parseTyped(said), { action: ownPath(action) })
    : pageOfForm(c)

/** What is kept for the page that is asked for: where its address says so, or with `always` what was left there. A stranger's is given out once. */
export async function keptHere(c: Ctx, always = false): Promise<KeptHere> {
  if (c.var.kept) return c.var.kept
  const secret = c.req.query('kept')
  const isAsked = c.req.method === 'GET' && (always || secret !== undefined)
  const content = isAsked ? await give(c, secret ?? '') : undefined
  const kept = content === undefined ? undefined : (JSON.parse(content) as Kept)
  const here = { kept: secret === undefined && !kept?.left ? undefined : kept, filled: false }
  c.set('kept', here)
  return here
}
async function give(c: Ctx, secret: string): Promise<string | undefined> {
  const owner: Owner | undefined = secret ? { secret } : c.var.actor && { personId: c.var.actor.id }
  if (!owner) return undefined
  const place = { owner, page: c.req.path }
  const content = await c.var.forms.find(place, c.var.at)
  if (secret && content !== undefined) await c.var.forms.drop(place)
  return content
}

/** What is kept of the form that is sent to `action`, for a page that draws it filled. */
export async function keptOf(c: Ctx, action: string, always = false): Promise<Kept | undefined> {
  const here = await keptHere(c, always)
  if (here.kept?.action !== action) return undefined
  here.filled = true
  return here.kept
}

/** The form came through, or nothing is left of it. */
export async function dropKept(c: Ctx, always = false): Promise<void> {
  const isKept = always || /[?&]kept=/.test(c.req.header('referer') ?? '')
  // What this very request keeps stays.
  if (isKept && c.var.actor && !c.var.kept?.kept)
    await c.var.forms.drop({ owner: { personId: c.var.actor.id }, page: pathIn(pageOfForm(c)) })
}

/** A form that came after the session of its writer had ended; gives where they go on once they have signed in again. */
export async function keepOfLapsed(c: Ctx): Promise<string> {
  if (!c.var.lapsed) return pageOfForm(c)
  const type = c.req.header('content-type') ?? ''
  const isMultipart = type.startsWith('multipart/form-data')
  const typed = await (isMultipart ? readWords(c, type) : readTyped(c)).catch(() => undefined)
  return keepTyped(c, typed, { told: true, ...(isMultipart ? { files: true } : {}) })
}

/** The words of a form with files, which are let by. */
async function readWords({ req }: Ctx, type: string): Promise<Typed> {
  const said = new URLSearchParams()
  const parser = new Busboy({ headers: { 'content-type': type }, limits: { fields: 50, fieldSize: 20_000, fieldNameSize: 100 } })
  parser.on('field', (name, value) => said.append(name, value))
  parser.on('file', (_, stream) => stream.resume())
  const whole = new Promise((done, fail) => parser.on('finish', done).on('error', fail))
  for await (const chunk of (req.raw.body ?? []) as AsyncIterable<Uint8Array>) parser.write(Buffer.from(chunk))
  parser.end()
  await whole
  return parseTyped(said.toString())
}
