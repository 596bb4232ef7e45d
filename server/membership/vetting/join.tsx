/** Applying to become a teleworker: open to anybody, the same answer whatever exists already. */
import { z } from 'zod'
import { issueEnrolment } from '../../../db/identity/passkeys.ts'
import { newId } from '../../../db/kernel/ids.ts'
import { deskOf, findTown, listTowns } from '../../../db/membership/towns.ts'
import { apply } from '../../../db/membership/vetting/apply.ts'
import { findStanding } from '../../../db/membership/vetting/find.ts'
import { romajiOf } from '../../../policies/membership/romaji.ts'
import { applicantLinkMinutes, decideApply, mayApply, newcomer } from '../../../policies/membership/vetting.ts'
import type { Problem } from '../../../views/kernel/forms.tsx'
import { JoinPage } from '../../../views/membership/vetting/join.tsx'
import { ReceivedAgainPage, ReceivedPage } from '../../../views/membership/vetting/received.tsx'
import type { Filled } from '../../../views/parts/form-page.tsx'
import { codeFacts } from '../../identity/code.tsx'
import { isShared } from '../../identity/shared-mark.ts'
import { brakeKey } from '../../kernel/address.ts'
import type { Ctx } from '../../kernel/context.ts'
import { insist, TooMany } from '../../kernel/errors.tsx'
import { fillForm } from '../../kernel/form-act.tsx'
import { by, checkForm, commit, fields, readTyped, type Typed } from '../../kernel/forms.ts'
import { page } from '../../kernel/page.tsx'
import { routes } from '../../kernel/routes.ts'
import { newOnce } from '../../kernel/seen.ts'
import { askedPlaces, contact, wish } from './fields.ts'

export const join = routes()
const { get, post } = join

get('/join', 'public', async (c) => {
  if (c.req.query('received') === undefined) return joinPage(c, fillForm(c.var.actor ? Known : Newcomer))
  const { t } = c.var
  return page(c, {
    title: t.vetting.received.again.title,
    width: 'narrow',
    body: <ReceivedAgainPage t={t.vetting.received} signIn={t.frame.signIn} />,
  })
})

const own = { town: z.string('choose').trim().min(1, 'choose').max(6, 'choose'), ...wish, skills: fields.optional(500) }
const Known = z.object(own)
const Newcomer = z.object({ name: fields.text(60), kana: fields.kana(80), ...contact, ...own })

post('/join', 'public', (c) => (c.var.actor ? applyAsKnown(c) : applyAsNewcomer(c)))

async function applyAsNewcomer(c: Ctx): Promise<Response> {
  const typed = await readTyped(c)
  const form = checkForm(c, typed, Newcomer)
  const problems = [...(form.ok ? [] : form.problems), ...missingContact(c, typed), ...(await foreignTown(c, typed))]
  if (!form.ok || problems.length > 0) return joinPage(c, fillForm(Newcomer, typed, problems))
  const { limits, address, db, at, locale, say } = c.var
  try {
    const drawn = typeof typed._once === 'string' ? typed._once.slice(0, 40) : ''
    await limits.spend('applications', address)
    await limits.spend('application', `${brakeKey(address)} ${drawn}`)
  } catch (error) {
    if (error instanceof TooMany) return joinPage(c, fillForm(Newcomer, typed), error.seconds)
    throw error
  }
  const { name, kana, email, phone, weeklyHours, places, skills } = form.data
  const town = (await findTown(db.read, form.data.town))!
  const id = newId(at)
  const permit = insist(c, decideApply(town, id))
  const person = { name, kana, romaji: romajiOf(kana), email, phone, locale }
  const sent = { ...by(c, '/join?received'), actor: { id }, stranger: true } as const
  const code = await db.write(sent, async (tx) => {
    await apply(tx, permit, newId(at), { weeklyHours, places, skills }, person)
    return issueEnrolment(tx, permit, applicantLinkMinutes)
  })
  return page(c, {
    title: say.t.vetting.received.title,
    width: 'narrow',
    body: (
      <ReceivedPage
        say={say}
        town={town}
        desk={deskOf(town)}
        {...(await codeFacts(c, code, applicantLinkMinutes))}
        shared={await isShared(c)}
        token={newOnce()}
      />
    ),
  })
}

/** Who has an account already stays the same person: after a refusal, after giving up, after having left. */
async function applyAsKnown(c: Ctx): Promise<Response> {
  const { db, actor, at } = c.var
  const typed = await readTyped(c)
  const standing = await findStanding(db.read, actor.id)
  const form = checkForm(c, typed, Known)
  const problems = [...(form.ok ? [] : form.problems), ...(await foreignTown(c, typed))]
  if (mayApply(standing) && (!form.ok || problems.length > 0)) return joinPage(c, fillForm(Known, typed, problems))
  const town = form.ok ? await findTown(db.read, form.data.town) : undefined
  const permit = insist(c, decideApply(town ?? { id: '', leftOn: null }, actor.id, standing))
  const { weeklyHours, places, skills } = Known.parse(typed)
  return commit(c, '/vetting', (tx) => apply(tx, permit, newId(at), { weeklyHours, places, skills }))
}

const said = (typed: Typed, name: string): boolean => typeof typed[name] === 'string' && typed[name].trim() !== ''
const missingContact = (c: Ctx, typed: Typed): Problem[] =>
  said(typed, 'email') || said(typed, 'phone') ? [] : [{ field: 'email', words: c.var.t.vetting.join.contactNeeded }]

/** A town that is none of the choices, or has left meanwhile. */
async function foreignTown(c: Ctx, typed: Typed): Promise<Problem[]> {
  if (!said(typed, 'town')) return []
  const towns = await listTowns(c.var.db.read)
  return towns.some(({ id }) => id === typed.town) ? [] : [{ field: 'town', words: c.var.t.problems.named.choose }]
}

/** The form; in the place of it, what is so already. `wait`: seconds until this address may apply once more. */
async function joinPage(c: Ctx, form: Filled, wait?: number) {
  const { say, db, actor } = c.var
  const standing = actor ? await findStanding(db.read, actor.id) : newcomer
  if (wait !== undefined) c.header('retry-after', String(wait))
  const body = (
    <JoinPage
      say={say}
      known={actor && say.name(actor)}
      standing={mayApply(standing) ? undefined : standing.applying ? 'applying' : 'member'}
      towns={await listTowns(db.read)}
      places={askedPlaces}
      full={wait !== undefined}
      form={form}
    />
  )
  const status = wait !== undefined ? 429 : form.problems.length > 0 ? 422 : 200
  return page(c, { title: say.t.vetting.join.title, indexed: true, body }, status)
}
