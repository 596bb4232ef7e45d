/** Registering a member of staff, or a resident at the counter, whose vetting begins with it: the form, and whom it may bring in. */
import { z } from 'zod'
import { addPerson } from '../../../db/identity/people.ts'
import { newId } from '../../../db/kernel/ids.ts'
import { findTown, listTowns } from '../../../db/membership/towns.ts'
import { apply } from '../../../db/membership/vetting/apply.ts'
import { decideInvite, decidePeopleList, type Grant, invitableGrants, reach, roles } from '../../../policies/identity/people.ts'
import { alliance, type Permit } from '../../../policies/kernel/decision.ts'
import { romajiOf } from '../../../policies/membership/romaji.ts'
import { decideApply } from '../../../policies/membership/vetting.ts'
import type { Problem } from '../../../views/kernel/forms.tsx'
import { InvitePage } from '../../../views/membership/invite.tsx'
import { type Kind, rolesOf } from '../../../views/membership/people.tsx'
import { askProof } from '../../identity/proof.tsx'
import type { Ctx } from '../../kernel/context.ts'
import { found, insist, proofOf } from '../../kernel/errors.tsx'
import { fillForm } from '../../kernel/form-act.tsx'
import { checkForm, commit, fields, readTyped, type Typed } from '../../kernel/forms.ts'
import { page } from '../../kernel/page.tsx'
import { routes } from '../../kernel/routes.ts'
import { trail } from '../../kernel/trail.ts'
import { askedPlaces, contact, wish } from '../vetting/fields.ts'

export const invite = routes()
const { get, post } = invite

const names = {
  name: fields.text(60),
  kana: fields.kana(80),
  romaji: z.preprocess((typed) => String(typed ?? '').trim() || undefined, fields.romaji(80).optional()),
  email: contact.email,
  locale: fields.choice(['ja', 'en']),
}
const Worker = z.object({ ...names, phone: contact.phone, town: fields.text(6), ...wish, skills: fields.optional(500) })
const Staff = z.object({ ...names, role: fields.choice(roles), town: fields.optional(6) })

get('/people/new', 'people.list', async (c) => {
  insist(c, decidePeopleList(c.var.actor))
  const { kinds } = await invitations(c)
  const wanted = c.req.query('kind')
  return invitePage(c, found(kinds.find((kind) => kind === wanted) ?? kinds[0]), { locale: 'ja' })
})

post('/people', 'person.invite', async (c) => {
  const { kinds, townIds } = await invitations(c)
  if (kinds.length === 0) insist(c, decideInvite(c.var.actor, { role: 'worker', townId: '' }, ''))
  const typed = await readTyped(c)
  const kind = typed.kind === 'worker' ? 'worker' : 'staff'
  const worker = kind === 'worker' ? checkForm(c, typed, Worker) : undefined
  const form = worker ?? checkForm(c, typed, Staff)
  const grant = grantOf(typed, kind)
  // Who may not bring in such a person is refused before the form is judged.
  if (grant && reachFits(grant, townIds)) insist(c, decideInvite(c.var.actor, grant, ''))
  if (!form.ok) return invitePage(c, kind, typed, form.problems)
  if (!grant || !reachFits(grant, townIds))
    return invitePage(c, kind, typed, [{ field: 'town', words: c.var.t.people.new.townNeeded }])
  const id = newId(c.var.at)
  const permit = insist(c, decideInvite(c.var.actor, grant, id))
  const { name, kana, romaji = romajiOf(kana), email, locale } = form.data
  const person = { name, kana, romaji, email, locale }
  if (worker?.ok) return atCounter(c, id, grant, { ...worker.data, ...person })
  const asking = await proveInvitation(c, permit, typed, person, grant)
  if (asking) return asking
  return commit(c, `/people/${id}?invited`, (tx) => addPerson(tx, permit, person, grant))
})

/** Bound to the town and to what was typed: the person has no id before they are registered. */
async function proveInvitation(
  c: Ctx,
  permit: Permit<'person.invite'>,
  typed: Typed,
  person: { name: string; romaji: string; email: string | null },
  grant: Grant,
) {
  const { say, db } = c.var
  const town = grant.townId === null ? undefined : await findTown(db.read, grant.townId)
  const held = [{ role: grant.role, town: town?.name ?? null, townRomaji: town?.romaji ?? null }]
  return askProof(c, { ...permit, on: grant.townId ?? alliance }, typed, {
    title: say.t.people.invite.staff,
    facts: [
      { term: say.t.people.name, value: say.name(person) },
      ...rolesOf(say, held).map((value) => ({ term: say.t.people.roles, value })),
      ...(person.email ? [{ term: say.t.people.new.email, value: person.email }] : []),
    ],
    back: '/people',
  })
}

type Resident = z.output<typeof Worker> & { romaji: string }
/** Who comes to the counter applies there: only the vetting makes them a worker. */
async function atCounter(c: Ctx, id: string, { townId }: Grant, { weeklyHours, places, skills, ...resident }: Resident) {
  const town = found(await findTown(c.var.db.read, townId ?? ''))
  const permit = insist(c, decideApply(town, id))
  // An application gives no role, and so nothing is proved.
  c.var.decided.add(proofOf('person.invite'))
  const { name, kana, romaji, email, phone, locale } = resident
  const vettingId = newId(c.var.at)
  const wished = { weeklyHours, places, skills }
  return commit(c, `/vettings/${vettingId}`, (tx) =>
    apply(tx, permit, vettingId, wished, { name, kana, romaji, email, phone, locale }),
  )
}

/** What this actor may offer to newcomers, as the rules say. */
export async function invitations(c: Ctx) {
  const towns = await listTowns(c.var.db.read)
  const townIds = towns.map(({ id }) => id)
  const grants = invitableGrants(c.var.actor, townIds)
  const isWorker = ({ role }: Grant) => role === 'worker'
  const kinds: Kind[] = []
  if (grants.some(isWorker)) kinds.push('worker')
  if (grants.some((grant) => !isWorker(grant))) kinds.push('staff')
  return { kinds, grants, towns, townIds }
}

/** The grant that a form asks for; roles of the whole alliance take no town. */
function grantOf(typed: Typed, kind: Kind): Grant | undefined {
  const role = kind === 'worker' ? 'worker' : roles.find((one) => one === typed.role)
  const townId = typeof typed.town === 'string' && typed.town !== '' ? typed.town : null
  return role && { role, townId: reach[role] === 'alliance' ? null : townId }
}
const reachFits = ({ role, townId }: Grant, townIds: readonly string[]) =>
  townId === null ? reach[role] !== 'town' : townIds.includes(townId)

async function invitePage(c: Ctx, kind: Kind, typed: Typed, problems: readonly Problem[] = []) {
  const { say } = c.var
  const { grants, towns } = await invitations(c)
  const offered = grants.filter(({ role }) => (role === 'worker') === (kind === 'worker'))
  const body = (
    <InvitePage
      say={say}
      kind={kind}
      roles={roles.filter((role) => offered.some((grant) => grant.role === role))}
      places={askedPlaces}
      towns={towns.filter(({ id }) => offered.some(({ townId }) => townId === id))}
      form={fillForm(kind === 'worker' ? Worker : Staff, typed, problems)}
    />
  )
  const title = say.t.people.invite[kind]
  return page(c, { title, width: 'narrow', breadcrumb: underPeople(c), body }, problems.length > 0 ? 422 : 200)
}

export const underPeople = (c: Ctx) => trail(c, { href: '/people', label: c.var.t.people.title })
