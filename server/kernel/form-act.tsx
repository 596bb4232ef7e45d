/** An act that somebody does through a form, declared once: loaded, decided, read, checked, proved, written, and led on. */
import { raw } from 'hono/html'
import type { Child } from 'hono/jsx'
import { z } from 'zod'
import { noteLeft, Stale, type Tx } from '../../db/kernel/database.ts'
import { type Act, type acts, declaredOf, type GraveAct, isGrave } from '../../policies/kernel/acts.ts'
import { isRefusal, type Permit, type Refusal, type Why } from '../../policies/kernel/decision.ts'
import type { Problem } from '../../views/kernel/forms.tsx'
import type { Width } from '../../views/kernel/layout.tsx'
import type { Say } from '../../views/kernel/say.tsx'
import { Changed } from '../../views/parts/changed.tsx'
import type { Fact } from '../../views/parts/facts.tsx'
import type { Filled, Limit } from '../../views/parts/form-page.tsx'
import type { Crumb } from '../../views/parts/navigation.tsx'
import { askProof } from '../identity/proof.tsx'
import type { Ctx } from './context.ts'
import { BadRequest, insist, proofOf } from './errors.tsx'
import { by, checkForm, readTyped, type Typed } from './forms.ts'
import { dropKept, keepTyped, keptOf } from './kept.ts'
import type { LimitName } from './limits.ts'
import { ownPath } from './own-path.ts'
import { isPart, page } from './page.tsx'
import { inPath, type routes } from './routes.ts'
import { hasChanged, newOnce, ofChange, versionOf } from './seen.ts'

type Maybe<T> = T | Promise<T>
/** What a grave act shows above the passkey; `on`: what the proof is bound to where the subject has no id before the act is done. */
type Proof = { on?: string; title: string; lead?: string; facts: readonly Fact[]; back: string }

/** The form stands on a page of its own. */
type OwnPage<Thing> = {
  /** Where the form stands; it is sent there too, or to `to`. */
  readonly at: string
  readonly to?: string
  /** What the form begins with. */
  readonly begin?: (c: Ctx, thing: Thing) => Maybe<Typed>
  /** The part of the page that is drawn anew while the form is filled. */
  readonly part?: (c: Ctx, thing: Thing) => Child
  readonly title: (say: Say, thing: Thing) => string
  readonly width?: Width
  readonly under: (c: Ctx, thing: Thing) => readonly Crumb[]
  /** It may be left half filled, for days: what is not good yet is kept as it was typed (`_go`: where its writer goes on). */
  readonly unfinished?: true
  /** What is said once, as where the step before was saved. */
  readonly announce?: (c: Ctx) => string | undefined
  readonly body: (c: Ctx, say: Say, thing: Thing, form: Filled) => Maybe<Child>
}
/** The form stands on a page that shows more than it. */
type PageOfMore<Thing> = {
  readonly to: string
  /** The page on which the form stands, once more; one button alone, which nothing can be wrong with, has none. */
  readonly again?: (c: Ctx, thing: Thing, form: Filled) => Maybe<Response>
  /** The same where somebody else's write came between: told on the page, with all that was typed. */
  readonly stale?: (c: Ctx, thing: Thing, form: Filled) => Maybe<Response>
  /** A form of many lines has a button `more`: it comes back longer, and nothing is done. */
  readonly grows?: true
}
type Write<A extends Act, Thing, Ready, Written> = {
  readonly write: (tx: Tx, permit: Permit<A>, ready: Ready, thing: Thing) => Promise<Written>
  /**
   * What follows once it is committed: it may fail without undoing it, and what it answers is shown instead of the place that `done`
   * names.
   */
  readonly after?: (c: Ctx, written: Written, permit: Permit<A>, ready: Ready, thing: Thing) => Promise<unknown>
}
/** Long work, which goes on behind the page that follows and writes when it is through. */
type Start<A extends Act, Thing, Ready> = {
  readonly start: (c: Ctx, permit: Permit<A>, ready: Ready, thing: Thing) => Promise<unknown>
}

type FormAct<A extends Act, Thing, Data, Ready, Written> = (OwnPage<Thing> | PageOfMore<Thing>) &
  (Write<A, Thing, Ready, Written> | Start<A, Thing, Ready>) & {
    readonly load: (c: Ctx) => Maybe<Thing>
    /** Asked before the form is read, and once more with what it says. */
    readonly decide: (c: Ctx, thing: Thing, ready?: Ready) => Maybe<Permit<A> | Refusal<Why>>
    /** Where somebody is led who has no business with the form any more. */
    readonly unless?: (c: Ctx, thing: Thing) => string | undefined
    /** A refusal that is told on the form, beside what it concerns; nothing where it is told as any other. */
    readonly refused?: (c: Ctx, refusal: Refusal<Why>, thing: Thing) => Maybe<readonly Problem[] | undefined>
    readonly fields?: z.ZodType<Data> | ((c: Ctx, thing: Thing) => Maybe<z.ZodType<Data>>)
    /** What the schema cannot know; `data` only where the schema found nothing wrong. */
    readonly check?: (c: Ctx, thing: Thing, said: { typed: Typed; data: Data | undefined }) => Maybe<readonly Problem[]>
    /** What was typed, turned into what is decided, proved and written: as it is, where this is left out. */
    readonly ready?: (c: Ctx, thing: Thing, data: Data) => Maybe<Ready>
    /** Nothing where what was typed takes none. */
    readonly proof?: (c: Ctx, say: Say, thing: Thing, ready: Ready) => Maybe<Proof | undefined>
    /** What a broken uniqueness means to who typed it. */
    readonly clash?: (say: Say) => Problem
    /**
     * What the reader sees of the thing, and decides on or edits; where it is left out, what the form begins with, or when the thing was
     * last changed. Of a form on a page of more this is given to its `fillForm` too. Nothing for a form that begins something.
     */
    readonly seen?: (thing: Thing, c: Ctx) => Maybe<unknown>
    readonly done: (thing: Thing, permit: Permit<A>, ready: Ready) => string
    /** What sending the form counts as. */
    readonly brake?: LimitName
  }

/** A grave act (policies/kernel/act.ts) has a proof, and no other has one. */
type Proving<A extends Act> = (typeof acts)[A] extends { readonly grave: true }
  ? { readonly proof: unknown }
  : A extends GraveAct
    ? unknown
    : { readonly proof?: never }

export function formAct<A extends Act, Thing, Data = object, Ready = Data, Written = unknown>(
  { get, post }: Pick<ReturnType<typeof routes>, 'get' | 'post'>,
  act: A,
  form: FormAct<A, Thing, Data, Ready, Written> & Proving<A>,
): void {
  declaredForms.push({
    act,
    to: 'at' in form ? (form.to ?? form.at) : form.to,
    saysSeen: form.seen !== undefined || ('begin' in form && form.begin !== undefined),
  })
  const fieldsOf = async (c: Ctx, thing: Thing) =>
    (typeof form.fields === 'function' ? await form.fields(c, thing) : form.fields) ?? (nothing as unknown as z.ZodType<Data>)

  const begins = declaredOf(act).from
  const beginsThing = Array.isArray(begins) && begins.length === 0
  async function standing(c: Ctx, thing: Thing): Promise<string | undefined> {
    if (form.seen) return versionOf(await form.seen(thing, c))
    if (beginsThing) return undefined
    const begun = 'begin' in form ? await form.begin?.(c, thing) : undefined
    return versionOf(begun ?? (thing as { updatedAt?: unknown } | undefined)?.updatedAt)
  }

  /** `now`: what stands, where it is another than the form was drawn from. `drawn`: from what it was, where it comes back. */
  async function show(
    c: Ctx,
    thing: Thing,
    typed: Typed,
    { problems, now, drawn: before }: { problems?: readonly Problem[] | undefined; now?: Typed; drawn?: string | undefined } = {},
  ): Promise<Response> {
    const filled = fillForm(await fieldsOf(c, thing), typed, problems, before ?? (await standing(c, thing)))
    if (!('at' in form)) return form.again ? form.again(c, thing, filled) : refuse()
    const { say } = c.var
    const title = form.title(say, thing)
    const announce = form.announce?.(c)
    // Drawn first: what changed is told by the labels of its fields.
    const drawn = raw(String(await form.body(c, say, thing, filled)))
    const body = now ? (
      <Changed say={say} now={now} form={filled} again={form.to && form.to !== form.at ? undefined : c.req.path} page={drawn} />
    ) : (
      drawn
    )
    const whole = { title, width: form.width ?? 'narrow', breadcrumb: form.under(c, thing), body, announce }
    return page(c, whole, c.req.method === 'GET' ? 200 : now ? 409 : problems ? 422 : 200)
  }

  /** Both stand beside each other, and sending the form once more is meant. */
  async function changed(c: Ctx, thing: Thing, typed: Typed): Promise<Response> {
    if ('at' in form) return show(c, thing, typed, { now: (await form.begin?.(c, thing)) ?? {} })
    if (!form.again) throw new Stale('what the form was drawn from')
    const { body, headers } = await show(c, thing, typed, { problems: [ofChange(c)] })
    return new Response(body, { status: 409, headers })
  }

  if ('at' in form)
    get(form.at, act, async (c) => {
      const thing = await form.load(c)
      insist(c, await form.decide(c, thing))
      const elsewhere = form.unless?.(c, thing)
      if (elsewhere) return c.redirect(elsewhere, 303)
      if (form.part && isPart(c)) return c.html(String(await form.part(c, thing)))
      const kept = await keptOf(c, inPath(c, form.to ?? form.at), form.unfinished)
      if (kept) {
        const { problems } = kept.wrong ? await readAll(c, thing, kept.typed) : {}
        return show(c, thing, kept.typed, { problems, drawn: kept.version })
      }
      return show(c, thing, (await form.begin?.(c, thing)) ?? {})
    })

  /** What the schema makes of it, or all that is wrong with it. */
  async function readAll(c: Ctx, thing: Thing, typed: Typed): Promise<{ data?: Data; problems?: readonly Problem[] }> {
    const read = checkForm(c, typed, await fieldsOf(c, thing))
    const flaws = (await form.check?.(c, thing, { typed, data: read.ok ? read.data : undefined })) ?? []
    if (read.ok && flaws.length === 0) return { data: read.data }
    return { problems: [...flaws, ...(read.ok ? [] : read.problems)] }
  }

  async function send(c: Ctx): Promise<Response> {
    const thing = await form.load(c)
    const typed = await readTyped(c)
    /** The permit, or the problems that a refusal amounts to. */
    const judge = async (ready?: Ready): Promise<Permit<A> | readonly Problem[]> => {
      const decision = await form.decide(c, thing, ready)
      const told = isRefusal<Why>(decision) ? await form.refused?.(c, decision, thing) : undefined
      return told ?? insist(c, decision)
    }
    const first = await judge()
    if (isProblems(first)) return show(c, thing, typed, { problems: first })
    if (await hasChanged(c, typed, await standing(c, thing))) return changed(c, thing, typed)
    if ('grows' in form && typed.more) return show(c, thing, typed)
    const leaving = 'unfinished' in form && form.unfinished && typed._go ? ownPath(String(typed._go)) : undefined
    if (leaving && 'at' in form && isAsBegun(typed, (await form.begin?.(c, thing)) ?? {})) return leave(c, leaving)
    const { data, problems } = await readAll(c, thing, typed)
    if (leaving && problems) return leave(c, leaving, typed)
    if (problems || data === undefined) return show(c, thing, typed, { problems: problems ?? [] })
    const elsewhere = form.unless?.(c, thing)
    if (elsewhere) {
      // Nothing is done, and so nothing is proved.
      c.var.decided.add(proofOf(act))
      return c.redirect(elsewhere, 303)
    }
    const ready = form.ready ? await form.ready(c, thing, data) : (data as unknown as Ready)
    const permit = await judge(ready)
    if (isProblems(permit)) return show(c, thing, typed, { problems: permit })
    const proof = await form.proof?.(c, c.var.say, thing, ready)
    if (proof && isGrave(permit)) {
      const { on = permit.on, ...asked } = proof
      const asking = await askProof(c, { ...permit, on }, typed, asked)
      if (asking) return asking
    }
    const to = leaving ?? form.done(thing, permit, ready)
    try {
      if ('start' in form) await form.start(c, permit, ready, thing)
      else {
        const written = await c.var.db.write(by(c, to), (tx) => form.write(tx, permit, ready, thing))
        await noteStanding(c)
        if ('unfinished' in form) await dropKept(c, true)
        const answer = await form.after?.(c, written, permit, ready, thing)
        if (answer instanceof Response) return answer
      }
      return c.redirect(to, 303)
    } catch (error) {
      if (error instanceof Stale && 'stale' in form && form.stale)
        return form.stale(c, await form.load(c), fillForm(await fieldsOf(c, thing), typed))
      if (!form.clash || !c.var.db.kit.isUniqueViolation(error)) throw error
      return show(c, thing, typed, { problems: [form.clash(c.var.say)] })
    }
  }
  async function noteStanding(c: Ctx): Promise<void> {
    if (!c.var.once) return
    const left = await Promise.resolve(form.load(c))
      .then((thing) => standing(c, thing))
      .catch(() => undefined)
    if (left) await noteLeft(c.var.db, c.var.actor.id, c.var.once, left)
  }
  if ('at' in form) post(form.to ?? form.at, act, send, form.brake, form.at)
  else post(form.to, act, send, form.brake)
}

/** Every form by its act, where it is sent, and whether it says what its reader saw: by `seen`, or by what it begins with. */
export const declaredForms: { readonly act: Act; readonly to: string; readonly saysSeen: boolean }[] = []
const nothing = z.object({})
function refuse(): never {
  throw new BadRequest('one button alone, sent with something wrong')
}
/** A form that is left: for another page of ours, with what was typed into it kept where it is not good yet. */
async function leave(c: Ctx, to: string, unfinished?: Typed): Promise<Response> {
  if (unfinished) await keepTyped(c, unfinished, { wrong: true, left: true })
  else await dropKept(c, true)
  return c.redirect(to, 303)
}
const isAsBegun = (typed: Typed, begun: Typed): boolean =>
  Object.entries(begun).every(([name, value]) => String([typed[name] ?? ''].flat()) === String([value].flat()))
const isProblems = (answer: object): answer is readonly Problem[] => Array.isArray(answer)

/** A form as it is drawn, its problems in the order of its fields: also for a page that shows one before anybody has sent it. */
export function fillForm(
  schema: z.ZodType = nothing,
  typed: Typed = {},
  problems: readonly Problem[] = [],
  version?: string,
): Filled {
  const limits = limitsOf(schema)
  const order = Object.keys(limits)
  const inOrder = problems.toSorted((a, b) => order.indexOf(a.field) - order.indexOf(b.field))
  return { typed, problems: inOrder, token: newOnce(version), limits, labels: new Map() }
}

const known = new WeakMap<z.ZodType, Filled['limits']>()
/** What a schema says of its fields, for the page that draws them. */
function limitsOf(schema: z.ZodType): Filled['limits'] {
  const before = known.get(schema)
  if (before) return before
  const { properties = {} } = z.toJSONSchema(schema, { io: 'output', unrepresentable: 'any' }) as { properties?: Described }
  const shape = schema instanceof z.ZodObject ? (schema.shape as Record<string, z.ZodType>) : {}
  const limits = Object.fromEntries(
    Object.entries(properties).map(([name, { maxLength, minimum, maximum }]): [string, Limit] => [
      name,
      { required: !shape[name]?.safeParse(undefined).success, maxlength: maxLength, min: minimum, max: maximum },
    ]),
  )
  known.set(schema, limits)
  return limits
}
type Described = Readonly<Record<string, { maxLength?: number; minimum?: number; maximum?: number }>>
