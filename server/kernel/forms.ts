/** Reads a form through its schema. A bad form comes back with everything that was typed and what to say beside each field. */
import { z } from 'zod'
import { type By, findAnswer, onceOf, type Tx } from '../../db/kernel/database.ts'
import { wallClock } from '../../db/kernel/time.ts'
import { findMyNumber } from '../../policies/files/my-number.ts'
import { type Day, dayOf, isDay, isMeant } from '../../policies/kernel/days.ts'
import { plainText, withoutCrowds } from '../../policies/kernel/marks.ts'
import type { Problem } from '../../views/kernel/forms.tsx'
import type { Messages } from '../../views/messages/index.ts'
import { readText } from './body.ts'
import type { Ctx } from './context.ts'
import { BadRequest } from './errors.tsx'

export type Typed = Readonly<Record<string, string | readonly string[]>>
type Read<T> = { ok: true; data: T; typed: Typed } | { ok: false; typed: Typed; problems: Problem[] }

const mostBytes = 256 * 1024

/**
 * Fields of an urlencoded body; a name that comes twice is a list only where the schema wants a list.
 * `rows`: cells of a town's own list are compared with it byte for byte, so that what is hidden in them is told, not removed.
 */
export async function readTyped(c: Ctx, { rows = false } = {}): Promise<Typed> {
  if (!/^application\/x-www-form-urlencoded/.test(c.req.header('content-type') ?? '')) throw new BadRequest('not a form')
  const typed = parseTyped(await readText(c, mostBytes), { rows })
  noteTyped(c, typed)
  return typed
}

export function parseTyped(text: string, { rows = false } = {}): Typed {
  const typed: Record<string, string | string[]> = Object.create(null)
  for (const [name, sent] of new URLSearchParams(text)) {
    if (sent.includes('\u0000')) throw new BadRequest('NUL in a form')
    const value = rows ? withoutCrowds(sent) : plainText(sent)
    const earlier = typed[name]
    if (Array.isArray(earlier)) earlier.push(value)
    else typed[name] = earlier === undefined ? value : [earlier, value]
  }
  return typed
}

/** What was sent, and what one sending of a form is told apart by: its address and all its words, with the hashes of its files where it has any. */
export function noteTyped(c: Ctx, typed: Typed, files: readonly string[] = []): void {
  c.set('typed', typed)
  const { _once, _proof, ...said } = typed
  if (typeof _once !== 'string') return
  const words = Object.entries(said).sort(([a], [b]) => (a < b ? -1 : 1))
  c.set('once', onceOf(_once, JSON.stringify([c.req.path, words, files])))
}

export async function readForm<T>(c: Ctx, schema: z.ZodType<T>): Promise<Read<T>> {
  return checkForm(c, await readTyped(c), schema)
}

/** Problems in the order of the schema's fields, one for each field, in the reader's language. */
export function checkForm<T>(c: Ctx, typed: Typed, schema: z.ZodType<T>): Read<T> {
  const parsed = schema.safeParse(typed)
  if (parsed.success) return { ok: true, data: parsed.data, typed }
  const problems = new Map<string, string>()
  for (const issue of parsed.error.issues) {
    const field = String(issue.path[0] ?? '')
    if (!problems.has(field)) problems.set(field, wordsFor(issue, c.var.t.problems))
  }
  return { ok: false, typed, problems: [...problems].map(([field, words]) => ({ field, words })) }
}

/** A schema may name a problem itself (`message` is then a key of messages.problems.named); all else follows from the kind. */
function wordsFor(issue: z.core.$ZodIssue, t: Messages['problems']): string {
  if (issue.message in t.named) return t.named[issue.message as keyof typeof t.named]
  if (issue.code === 'too_big')
    return issue.origin === 'string' ? t.tooLong(Number(issue.maximum)) : t.tooBig(Number(issue.maximum))
  if (issue.code === 'too_small' && issue.origin !== 'string' && issue.origin !== 'array')
    return t.tooSmall(Number(issue.minimum))
  return t.required
}

/** Whatever people type freely is refused where it holds an individual number (個人番号): the platform keeps none. */
const hasNoMyNumber = (text: string): boolean => findMyNumber(text) === undefined

const isMeantNow = (day: Day): boolean => isMeant(day, dayOf(wallClock()))

/** The pieces of which forms are made. Each trims, bounds and names its problems; nothing else reaches the database. */
export const fields = {
  text: (most: number) => z.string().trim().min(1).max(most).refine(hasNoMyNumber, 'myNumber'),
  optional: (most: number) => z.string().trim().max(most).refine(hasNoMyNumber, 'myNumber').default(''),
  /** Digits, also full-width and with thousands commas, as people type them. */
  whole: (least: number, most: number) =>
    z.preprocess(
      (value) => {
        const digits = String(value ?? '')
          .normalize('NFKC')
          .replace(/[,\s]/g, '')
        return digits === '' ? undefined : /^-?\d{1,15}$/.test(digits) ? Number(digits) : digits
      },
      z
        .number({ error: (issue) => (issue.code === 'invalid_type' && issue.input !== undefined ? 'number' : undefined) })
        .int()
        .min(least)
        .max(most),
    ),
  day: () => z.string().trim().min(1).refine(isDay, { error: 'day', abort: true }).refine(isMeantNow, 'farDay'),
  /** Empty where it lasts without an end. */
  dayOrNone: () =>
    z
      .string()
      .trim()
      .default('')
      .refine((day): day is Day | '' => day === '' || isDay(day), { error: 'day', abort: true })
      .refine((day) => day === '' || isMeantNow(day), 'farDay'),
  choice: <const T extends readonly [string, ...string[]]>(options: T) => z.enum(options, 'choose'),
  /** Ticked boxes: none, one or many. */
  ticks: <const T extends readonly [string, ...string[]]>(options: T) =>
    z.preprocess((value) => (value === undefined ? [] : Array.isArray(value) ? value : [value]), z.array(z.enum(options))),
  /** Names as English pages show them: Latin letters, also with marks (ō, é). */
  romaji: (most: number) =>
    z
      .string()
      .normalize('NFKC')
      .trim()
      .min(1)
      .max(most)
      .regex(/^[\p{Script=Latin}' .-]+$/u, 'romaji'),
  kana: (most: number) =>
    z.preprocess(
      (value) => (typeof value === 'string' ? toKatakana(value) : value),
      z
        .string()
        .trim()
        .min(1)
        .max(most)
        .regex(/^[ァ-ヺー・ 　]+$/, 'kana'),
    ),
}

/** Hiragana and half-width kana are turned into the full-width katakana that is stored, not refused. */
const toKatakana = (text: string) =>
  text.normalize('NFKC').replace(/[ぁ-ゖ]/g, (letter) => String.fromCharCode(letter.charCodeAt(0) + 0x60))

/** Where this very form led when the same was sent before. Asked before any rule: who presses twice is not told that it is too late. */
export async function answeredBefore(c: Ctx): Promise<string | undefined> {
  await readTyped(c).catch(() => undefined)
  return c.var.once && findAnswer(c.var.db.read, c.var.actor.id, c.var.once)
}

/** Writes, then redirects: the whole second half of a handler. Sending the same form again leads to the same place and does nothing. */
export async function commit(c: Ctx, to: string, work: (tx: Tx) => Promise<unknown>): Promise<Response> {
  await c.var.db.write(by(c, to), work)
  return c.redirect(to, 303)
}

/** An act of the form that was sent: `answer` is where sending it again leads. */
export const by = (c: Ctx, answer: string): By => ({ actor: c.var.actor, at: c.var.at, once: c.var.once, answer })
