/** Opening a package whose content asks for the passkey each time: what will be seen, the touch, and back to where one came from. */
import { z } from 'zod'
import { findGuarded } from '../db/access.ts'
import { keepOpening } from '../db/openings.ts'
import { decideAccess, decideOpening, openingMinutes, takingReasons, uses } from '../policies/access.ts'
import { handling } from '../policies/classes.ts'
import type { Problem } from '../views/forms.tsx'
import { OpeningPage } from '../views/openings.tsx'
import { factsFor } from './content.ts'
import type { Ctx } from './context.ts'
import { found, insist } from './errors.tsx'
import { by, checkForm, readTyped, type Typed } from './forms.ts'
import { ownPath } from './own-path.ts'
import { newOnce, page } from './page.tsx'
import { askProof } from './proof.tsx'
import { routes } from './routes.ts'

export const openings = routes()
const { get, post } = openings

const Asked = z.object({
  use: z.enum(uses),
  assignment: z.string().max(64).default(''),
  next: z.string().max(500).transform(ownPath),
})
const reason = z.object({ reason: z.enum(takingReasons, 'choose') })

get('/openings/:id', 'content.open', async (c) => {
  const asked = Asked.safeParse(c.req.query())
  const { permit, askReason, back } = await ready(c, asked.success ? asked.data : { use: 'open', assignment: '', next: '/' })
  const typed = { ...(asked.success ? asked.data : { use: 'open', assignment: '', next: back }), _once: newOnce() }
  if (askReason) return reasonPage(c, typed, [])
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
  await db.write(by(c, asked.next), (tx) => tx.record(permit, { use: asked.use, ...(chosen ? { reason: chosen } : {}) }))
  await keepOpening(db, { token: session.token, packageId: permit.on, personId: actor.id, reason: chosen }, at)
  return c.redirect(asked.next, 303)
})

/** Only what would open anyway, but for the touch, is asked for. */
async function ready(c: Ctx, { use, assignment, next }: z.infer<typeof Asked>) {
  const packageId = c.req.param('id')!
  const guarded = found(await findGuarded(c.var.db.read, packageId, c.var.actor.id))
  const decision = decideAccess(use, await factsFor(c, { packageId, assignmentId: assignment || undefined }))
  const permit = insist(c, decideOpening(decision, guarded))
  const askReason = 'obligations' in decision && decision.obligations.includes('reason') && use === 'export'
  return { permit, askReason, back: next }
}

async function aboutOpening(c: Ctx, typed: Typed) {
  const { t, locale, db, actor } = c.var
  const guarded = found(await findGuarded(db.read, c.req.param('id')!, actor.id))
  const words = t.access.opening
  const isFile = typed.use === 'download' || typed.use === 'export'
  const code = guarded.dataClass
  return {
    title: words.title,
    lead: words.lead,
    back: '/',
    facts: [
      { term: words.package, value: `${locale === 'ja' ? guarded.town : guarded.townRomaji} ${guarded.number} ${guarded.title}` },
      ...(code ? [{ term: words.level, value: t.packages.classWords(t.levels[handling[code].level], code) }] : []),
      { term: words.how, value: isFile ? words.asFile : words.viewOnly },
      ...(isFile ? [] : [{ term: words.time, value: words.minutes('5', String(openingMinutes)) }]),
    ],
  }
}

function reasonPage(c: Ctx, typed: Typed, problems: readonly Problem[]) {
  const { t } = c.var
  const { _once, _proof, reason: chosen, ...said } = typed
  const body = (
    <OpeningPage
      t={t}
      action={c.req.path}
      said={said}
      chosen={String(chosen ?? '')}
      problems={problems}
      token={String(_once ?? newOnce())}
    />
  )
  return page(c, { title: t.access.opening.title, width: 'narrow', body }, problems.length > 0 ? 422 : 200)
}
