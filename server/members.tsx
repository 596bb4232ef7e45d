/** Workers as members, for their town: stopping one at once, letting them go on, and letting them go. */
import { z } from 'zod'
import { findMember, listClaims, resumeMember, suspendMember } from '../db/members.ts'
import { isRefusal } from '../policies/decision.ts'
import { decideLettingGo, suspensionReasons } from '../policies/membership.ts'
import { decideMember } from '../policies/vetting.ts'
import type { Problem } from '../views/forms.tsx'
import { MemberActions, ResumptionPage, SuspensionPage } from '../views/members.tsx'
import { nameIn } from '../views/people.tsx'
import type { Ctx } from './context.ts'
import { found, insist } from './errors.tsx'
import { commit, fields, readForm, readTyped, type Typed } from './forms.ts'
import { lettingGo } from './leaving.tsx'
import { newOnce, page } from './page.tsx'
import { routes } from './routes.ts'
import { trail } from './trail.ts'

export const members = routes()
const { get, post } = members

const load = async (c: Ctx) => found(await findMember(c.var.db.read, c.req.param('id')!))
type Loaded = Awaited<ReturnType<typeof load>>

get('/people/:id/suspension', 'worker.suspend', async (c) => {
  const member = await load(c)
  insist(c, decideMember('worker.suspend', c.var.actor, member))
  return suspensionPage(c, member, {}, [])
})

const Suspension = z.object({ reason: fields.choice(suspensionReasons), words: fields.text(500) })
post('/people/:id/suspension', 'worker.suspend', async (c) => {
  const member = await load(c)
  const permit = insist(c, decideMember('worker.suspend', c.var.actor, member))
  const form = await readForm(c, Suspension)
  if (!form.ok) return suspensionPage(c, member, form.typed, form.problems)
  return commit(c, `/people/${member.id}`, (tx) => suspendMember(tx, permit, form.data))
})

get('/people/:id/resumption', 'worker.resume', async (c) => {
  const member = await load(c)
  insist(c, decideMember('worker.resume', c.var.actor, member))
  const { t, locale } = c.var
  return page(c, {
    title: t.members.resumption.title(nameIn(locale, member).name),
    width: 'narrow',
    breadcrumb: underPerson(c, member),
    body: <ResumptionPage t={t} locale={locale} member={member} token={newOnce()} />,
  })
})

post('/people/:id/resumption', 'worker.resume', async (c) => {
  const member = await load(c)
  const permit = insist(c, decideMember('worker.resume', c.var.actor, member))
  await readTyped(c)
  return commit(c, `/people/${member.id}`, (tx) => resumeMember(tx, permit))
})
lettingGo(members)

async function suspensionPage(c: Ctx, member: Loaded, typed: Typed, problems: readonly Problem[]) {
  const { t, locale, db } = c.var
  const { hands, lots } = await listClaims(db.read, member.id, 'worker.suspend')
  const body = (
    <SuspensionPage
      t={t}
      locale={locale}
      member={member}
      claims={{ hands: hands.length, lots: lots.length }}
      typed={typed}
      problems={problems}
      token={newOnce()}
    />
  )
  const title = t.members.suspension.title(nameIn(locale, member).name)
  return page(c, { title, width: 'narrow', breadcrumb: underPerson(c, member), body }, problems.length > 0 ? 422 : 200)
}

export const underPerson = (c: Ctx, member: Loaded) =>
  trail(
    c,
    { href: '/people', label: c.var.t.people.title },
    { href: `/people/${member.id}`, label: nameIn(c.var.locale, member).name },
  )

/** The part of a person's page by which their town stops them or lets them go; nothing for who is no worker or not the reader's. */
export async function memberSection(c: Ctx, personId: string) {
  const { db, actor, t, locale } = c.var
  const member = await findMember(db.read, personId)
  if (!member) return undefined
  const may = {
    suspend: !isRefusal(decideMember('worker.suspend', actor, member)),
    resume: !isRefusal(decideMember('worker.resume', actor, member)),
    leave: !isRefusal(decideLettingGo(actor, member)),
  }
  return <MemberActions t={t} locale={locale} member={member} may={may} />
}
