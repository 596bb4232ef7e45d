/** Roles given and ended by the secretariat: each with a reason, each proved with the passkey. */
import { z } from 'zod'
import { countOtherSecretariat, endRole, giveRole } from '../../db/role-grants.ts'
import { listTowns } from '../../db/towns.ts'
import { isDay } from '../../policies/days.ts'
import { isRefusal } from '../../policies/decision.ts'
import { decideEnd, decideGive, decideGiving, givableGrants, type Period, periodFlaws } from '../../policies/grants.ts'
import { type Grant, type Role, reach, roles } from '../../policies/people.ts'
import type { Problem } from '../../views/forms.tsx'
import { EndRolePage, GiveRolePage, roleFacts } from '../../views/grants.tsx'
import type { Fact } from '../../views/parts/facts.tsx'
import { nameIn, rolesOf } from '../../views/people.tsx'
import type { Ctx } from '../context.ts'
import { found, insist } from '../errors.tsx'
import { checkForm, commit, fields, readForm, readTyped, type Typed } from '../forms.ts'
import { newOnce, page } from '../page.tsx'
import { askProof } from '../proof.tsx'
import { routes } from '../routes.ts'
import { trail } from '../trail.ts'
import { loadPerson } from './load.ts'

export const grants = routes()
const { get, post } = grants
const mostWords = 300
type Loaded = Awaited<ReturnType<typeof loadPerson>>

get('/people/:id/grants/new', 'grant.give', async (c) => {
  const loaded = await loadPerson(c)
  insist(c, decideGiving(c.var.actor, loaded.person))
  return givePage(c, loaded, { from: c.var.today }, [])
})

const Giving = z.object({
  role: fields.choice(roles),
  town: fields.optional(6),
  from: fields.day(),
  until: z
    .string()
    .trim()
    .default('')
    .refine((text) => text === '' || isDay(text), 'day'),
  reason: fields.text(mostWords),
})
post('/people/:id/grants', 'grant.give', async (c) => {
  const loaded = await loadPerson(c)
  const { actor, today, t, locale, db } = c.var
  insist(c, decideGiving(actor, loaded.person))
  const form = await readForm(c, Giving)
  if (!form.ok) return givePage(c, loaded, form.typed, form.problems)
  const { role, from, until, reason } = form.data
  const town = (await listTowns(db.read)).find(({ id }) => id === form.data.town)
  const grant: Grant = { role, townId: reach[role] === 'alliance' ? null : (town?.id ?? null) }
  const period: Period = { fromOn: from, untilOn: until === '' ? null : until }
  const receiver = { id: loaded.person.id, held: loaded.held }
  const decision = decideGive(actor, receiver, grant)
  const problems: Problem[] = periodFlaws(period, today).map((flaw) => ({
    field: flaw.startsWith('from') ? 'from' : 'until',
    words: t.grants.new.flaws[flaw],
  }))
  if (role !== 'worker' && lacksTown(role, grant, form.data.town))
    problems.unshift({ field: 'town', words: t.grants.new.townNeeded })
  else if (isRefusal(decision) && decision.refused === 'status') problems.unshift({ field: 'role', words: t.grants.new.already })
  if (problems.length > 0) return givePage(c, loaded, form.typed, problems)
  const permit = insist(c, decision)
  const back = `/people/${loaded.person.id}`
  const one = { role, town: grant.townId && town!.name, townRomaji: grant.townId && town!.romaji, ...period }
  const facts: Fact[] = [...roleFacts(t, locale, one), { term: t.grants.new.reason, value: reason }]
  const title = t.grants.new.proof(nameIn(locale, loaded.person).name)
  const asked = await askProof(c, permit, form.typed, { title, facts, back })
  if (asked) return asked
  return commit(c, `${back}?given`, (tx) => giveRole(tx, permit, { ...grant, ...period, reason }))
})

/** A role of towns without one, or any role with a town that is not of the alliance. */
const lacksTown = (role: Role, { townId }: Grant, typed: string): boolean =>
  townId === null && (reach[role] === 'town' || (reach[role] === 'either' && typed !== ''))

get('/people/:id/grants/:grant/end', 'grant.end', async (c) => {
  const { loaded, grant } = await loadGrant(c)
  return endPage(c, loaded, grant, {}, [])
})

const Ending = z.object({ reason: fields.text(mostWords) })
post('/people/:id/grants/:grant/end', 'grant.end', async (c) => {
  const { loaded, grant, permit } = await loadGrant(c)
  const { t, locale } = c.var
  const typed = await readTyped(c)
  const form = checkForm(c, typed, Ending)
  if (!form.ok) return endPage(c, loaded, grant, typed, form.problems)
  const { reason } = form.data
  const back = `/people/${loaded.person.id}`
  const facts: Fact[] = [...roleFacts(t, locale, grant), { term: t.grants.ending.reason, value: reason }]
  const title = t.grants.ending.proof(nameIn(locale, loaded.person).name)
  const asked = await askProof(c, permit, typed, { title, lead: t.grants.ending.lead, facts, back })
  if (asked) return asked
  return commit(c, `${back}?ended`, (tx) => endRole(tx, permit, grant, reason))
})

async function loadGrant(c: Ctx) {
  const loaded = await loadPerson(c)
  const grant = found(loaded.given.find(({ id }) => id === c.req.param('grant')))
  const others = { secretariat: await countOtherSecretariat(c.var.db.read, loaded.person.id, c.var.today) }
  const permit = insist(c, decideEnd(c.var.actor, grant, c.var.today, others))
  return { loaded, grant, permit }
}

async function givePage(c: Ctx, { person, held }: Loaded, typed: Typed, problems: readonly Problem[]) {
  const { t, locale, actor, db, today } = c.var
  const towns = await listTowns(db.read)
  const ids = towns.map(({ id }) => id)
  const givable = givableGrants(actor, { id: person.id, held }, ids)
  const { name } = nameIn(locale, person)
  return page(
    c,
    {
      title: t.grants.giveTo(name),
      width: 'narrow',
      breadcrumb: underPerson(c, person.id, name),
      body: (
        <GiveRolePage
          t={t}
          locale={locale}
          person={{ id: person.id, name }}
          today={today}
          held={rolesOf(t, locale, held)}
          roles={roles.filter((role) => givable.some((grant) => grant.role === role))}
          towns={towns.filter(({ id }) => givable.some(({ townId }) => townId === id))}
          typed={typed}
          problems={problems}
          token={newOnce()}
        />
      ),
    },
    problems.length > 0 ? 422 : 200,
  )
}

function endPage(c: Ctx, { person }: Loaded, grant: Loaded['given'][number], typed: Typed, problems: readonly Problem[]) {
  const { t, locale } = c.var
  const { name } = nameIn(locale, person)
  const title = t.grants.ending.title(name)
  const whose = { id: person.id, name }
  return page(
    c,
    {
      title,
      width: 'narrow',
      breadcrumb: underPerson(c, person.id, name),
      body: (
        <EndRolePage t={t} locale={locale} person={whose} grant={grant} typed={typed} problems={problems} token={newOnce()} />
      ),
    },
    problems.length > 0 ? 422 : 200,
  )
}

const underPerson = (c: Ctx, id: string, name: string) =>
  trail(c, { href: '/people', label: c.var.t.people.title }, { href: `/people/${id}`, label: name })
