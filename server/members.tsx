/** Workers as members, for their town: stopping one at once, letting them go on, and letting them go. */
import { z } from 'zod'
import { findMember, listClaims, resumeMember, suspendMember } from '../db/members.ts'
import { isRefusal } from '../policies/decision.ts'
import { decideLettingGo, suspensionReasons } from '../policies/membership.ts'
import { decideMember } from '../policies/vetting.ts'
import { MemberActions, ResumptionPage, SuspensionPage } from '../views/members.tsx'
import type { Ctx } from './context.ts'
import { found } from './errors.tsx'
import { formAct } from './form-act.tsx'
import { fields } from './forms.ts'
import { lettingGo } from './leaving.tsx'
import { routes } from './routes.ts'
import { trail } from './trail.ts'

export const members = routes()

const load = async (c: Ctx) => found(await findMember(c.var.db.read, c.req.param('id')!))
type Member = Awaited<ReturnType<typeof load>>

formAct(members, 'worker.suspend', {
  at: '/people/:id/suspension',
  load,
  decide: (c, member) => decideMember('worker.suspend', c.var.actor, member),
  fields: z.object({ reason: fields.choice(suspensionReasons), words: fields.text(500) }),
  title: ({ t, name }, member) => t.members.suspension.title(name(member)),
  under: underPerson,
  body: async (c, say, member, form) => {
    const { hands, lots } = await listClaims(c.var.db.read, member.id, 'worker.suspend')
    return <SuspensionPage say={say} member={member} claims={{ hands: hands.length, lots: lots.length }} form={form} />
  },
  write: (tx, permit, data) => suspendMember(tx, permit, data),
  done: ({ id }) => `/people/${id}`,
})

formAct(members, 'worker.resume', {
  at: '/people/:id/resumption',
  load,
  decide: (c, member) => decideMember('worker.resume', c.var.actor, member),
  title: ({ t, name }, member) => t.members.resumption.title(name(member)),
  under: underPerson,
  body: (_, say, member, form) => <ResumptionPage say={say} member={member} form={form} />,
  write: (tx, permit) => resumeMember(tx, permit),
  done: ({ id }) => `/people/${id}`,
})
lettingGo(members)

function underPerson(c: Ctx, member: Member) {
  const { say } = c.var
  return trail(c, { href: '/people', label: say.t.people.title }, { href: `/people/${member.id}`, label: say.name(member) })
}

/** The part of a person's page by which their town stops them or lets them go; nothing for who is no worker or not the reader's. */
export async function memberSection(c: Ctx, personId: string) {
  const { db, actor, say } = c.var
  const member = await findMember(db.read, personId)
  if (!member) return undefined
  const may = {
    suspend: !isRefusal(decideMember('worker.suspend', actor, member)),
    resume: !isRefusal(decideMember('worker.resume', actor, member)),
    leave: !isRefusal(decideLettingGo(actor, member)),
  }
  return <MemberActions say={say} member={member} may={may} />
}
