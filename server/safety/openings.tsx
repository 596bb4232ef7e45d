/** Opening a package whose content asks for the passkey each time: what will be seen, the touch, and back to where one came from. */
import { z } from 'zod'
import { findGuarded } from '../../db/safety/access.ts'
import { findOpening, keepOpening } from '../../db/safety/openings.ts'
import {
  type Allow,
  type Deny,
  decideAccess,
  decideOpening,
  openingMinutes,
  takingReasons,
  touched,
} from '../../policies/safety/access.ts'
import { handling } from '../../policies/safety/classes.ts'
import { OpeningPage, ReadyPage } from '../../views/safety/openings.tsx'
import { askProof } from '../identity/proof.tsx'
import type { Ctx } from '../kernel/context.ts'
import { found, insist } from '../kernel/errors.tsx'
import { fillForm } from '../kernel/form-act.tsx'
import { by, checkForm, readTyped, type Typed } from '../kernel/forms.ts'
import { ownPath } from '../kernel/own-path.ts'
import { page } from '../kernel/page.tsx'
import { routes } from '../kernel/routes.ts'
import { newOnce } from '../kernel/seen.ts'
import { factsFor } from './content.ts'

export const openings = routes()
const { get, post } = openings

const Asked = z.object({
  use: z.enum(touched),
  assignment: z.string().max(64).default(''),
  next: z.string().max(500).transform(ownPath),
})
const reason = z.object({ reason: z.enum(takingReasons, 'choose') })

get('/openings/:id', 'content.open', async (c) => {
  const asked = Asked.safeParse(c.req.query())
  const { permit, askReason, back, decision } = await ready(
    c,
    asked.success ? asked.data : { use: 'open', assignment: '', next: '/' },
  )
  const typed = { ...(asked.success ? asked.data : { use: 'open', assignment: '', next: back }), _once: newOnce() }
  if (c.req.query('ready') === 'yes' && (await isReady(c, decision))) return readyPage(c, typed)
  if (askReason) return reasonPage(c, typed)
  return (await askProof(c, permit, typed, await aboutOpening(c, typed)))!
})

post('/openings/:id', 'content.open', async (c) => {
  const typed = await readTyped(c)
  const asked = found(Asked.safeParse(typed).data)
  const { permit, askReason } = await ready(c, asked)
  const form = checkForm(c, typed, askReason ? reason : z.object({}))
  if (!form.ok) return reasonPage(c, typed, form.problems)
  const chosen = typeof typed.reason === 'string' && askReason ? typed.reason : ''
  const proving = await askProof(c, permit, typed, await aboutOpening(c, typed))
  if (proving) return proving
  const { db, session, actor, at } = c.var
  const { use, assignment, next } = asked
  // A file that comes as the answer would leave the form on the screen as if nothing had happened.
  const to = isFile(asked) ? `/openings/${permit.on}?${new URLSearchParams({ use, assignment, next, ready: 'yes' })}` : next
  await db.write(by(c, to), (tx) => tx.record(permit, { use, ...(chosen ? { reason: chosen } : {}) }))
  await keepOpening(db, { token: session.token, packageId: permit.on, personId: actor.id, reason: chosen }, at)
  return c.redirect(to, 303)
})

const isFile = ({ use }: { readonly use?: unknown }): boolean => use === 'download' || use === 'export'

/** Only what would open anyway, but for the touch, is asked for. */
async function ready(c: Ctx, { use, assignment, next }: z.infer<typeof Asked>) {
  const packageId = c.req.param('id')!
  const guarded = found(await findGuarded(c.var.db.read, packageId, c.var.actor.id))
  const decision = decideAccess(use, await factsFor(c, { packageId, assignmentId: assignment || undefined }))
  const permit = insist(c, decideOpening(decision, guarded))
  const askReason = 'obligations' in decision && decision.obligations.includes('reason') && use === 'export'
  return { permit, askReason, back: next, decision }
}

async function aboutOpening(c: Ctx, typed: Typed) {
  const { say, db, actor } = c.var
  const { t } = say
  const guarded = found(await findGuarded(db.read, c.req.param('id')!, actor.id))
  const words = t.access.opening
  const code = guarded.dataClass
  return {
    title: isFile(typed) ? words.fileTitle : words.title,
    lead: isFile(typed) ? words.fileLead : words.lead,
    back: backOf(c, typed),
    facts: [
      { term: words.package, value: `${say.town(guarded)} ${guarded.number} ${guarded.title}` },
      ...(code ? [{ term: words.level, value: t.packages.classWords(t.levels[handling[code].level], code) }] : []),
      { term: words.how, value: isFile(typed) ? words.asFile : words.viewOnly },
      ...(isFile(typed) ? [] : [{ term: words.time, value: words.minutes('5', String(openingMinutes)) }]),
    ],
  }
}

/** Whoever would rather not is back at what they came from. */
const backOf = (c: Ctx, { assignment, next }: Typed): string => {
  // Who has broken the glass has no page of the package.
  const [glass] = /^\/glass\/[\w-]+/.exec(String(next ?? '')) ?? []
  if (glass) return glass
  return typeof assignment === 'string' && assignment ? `/assignments/${assignment}` : `/packages/${c.req.param('id')}`
}

/** The passkey was touched and the reason said just now. */
async function isReady({ req, var: { db, session } }: Ctx, decision: Allow | Deny): Promise<boolean> {
  if (!('obligations' in decision) || decision.obligations.includes('step-up')) return false
  const own = await findOpening(db.read, session.token, req.param('id')!)
  return own !== undefined && (own.reason !== '' || !decision.obligations.includes('reason'))
}

function readyPage(c: Ctx, typed: Typed) {
  const { t } = c.var
  const words = t.access.opening.ready
  const body = <ReadyPage words={words} href={String(typed.next)} back={backOf(c, typed)} />
  return page(c, { title: words.title, width: 'narrow', body })
}

function reasonPage(c: Ctx, typed: Typed, problems: Parameters<typeof fillForm>[2] = []) {
  const { say } = c.var
  const { _once, _proof, reason: _, ...said } = typed
  const form = { ...fillForm(reason, typed, problems), token: String(_once ?? newOnce()) }
  const body = <OpeningPage say={say} action={c.req.path} said={said} form={form} />
  return page(c, { title: say.t.access.opening.fileTitle, width: 'narrow', body }, problems.length > 0 ? 422 : 200)
}
