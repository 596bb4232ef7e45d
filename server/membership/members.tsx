/** Workers as members, for their town: stopping one at once, letting them go on, and letting them go. */
import { z } from 'zod'
import { findMember, listClaims, resumeMember, suspendMember } from '../../db/membership/members.ts'
import { isRefusal } from '../../policies/kernel/decision.ts'
import { decideLettingGo, suspensionReasons } from '../../policies/membership/membership.ts'
import { decideMember } from '../../policies/membership/vetting.ts'
import { MemberActions, ResumptionPage, SuspensionPage } from '../../views/membership/members.tsx'
import type { Ctx } from '../kernel/context.ts'
import { found } from '../kernel/errors.tsx'
import { formAct } from '../kernel/form-act.tsx'
import { fields } from '../kernel/forms.ts'
import { routes } from '../kernel/routes.ts'
import { trail } from '../kernel/trail.ts'
import { lettingGo } from './leaving.tsx'

export const members = routes()

const load = async (c: Ctx) => found(await findMember(c.var.db.read, c.req.param('id')!))
type Member = Awaited<ReturnType<typeof load>>

formAct(members, 'worker.suspend', {
  at: '/people/:id/suspension',
  load,
  decide: (c, member) => decideMember('worker.suspend', c.var.actor, member),
  seen: ({ id, status }, { var: { db } }) => Promise.all([status, listClaims(db.read, id, 'worker.suspend')]),
  fields: z.object({ reason: fields.choice(suspensionReasons), words: fields.text(500) }),
  title: ({ t, name }, member) => t.members.suspension.title(name(member)),
  under: underPerson,
  body: async (c, say, member, form) => {
    const { hands, lots } = await listClaims(c.var.db.read, member.id, 'worker.suspend')
    return <SuspensionPage say={say} member={member} claims={{ hands: hands.length, lots: lots.length }} form={form} />
  },
  proof: (_, say, member, { reason, words }) => ({
    title: say.t.members.suspension.title(say.name(member)),
    facts: [
      { term: say.t.members.reason, value: say.t.members.suspension.reasons[reason] },
      { term: say.t.members.words, value: words },
    ],
    back: `/people/${member.id}`,
  }),
  write: (tx, permit, data) => suspendMember(tx, permit, data),
  done: ({ id }) => `/people/${id}`,
})

formAct(members, 'worker.resume', {
  at: '/people/:id/resumption',
  load,
  decide: (c, member) => decideMember('worker.resume', c.var.actor, member),
  seen: ({ status, statusReason, statusWords }) => [status, statusReason, statusWords],
  title: ({ t, name }, member) => t.members.resumption.title(name(member)),
  under: underPerson,
  body: (_, say, member, form) => <ResumptionPage say={say} member={member} form={form} />,
  proof: (_, say, member) => ({
    title: say.t.members.resumption.title(say.name(member)),
    lead: say.t.members.resumption.lead,
    facts: [{ term: say.t.members.person, value: say.name(member) }],
    back: `/people/${member.id}`,
  }),
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
