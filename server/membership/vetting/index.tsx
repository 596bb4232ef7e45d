/** One's own vetting: where I stand, giving up, and beginning a renewal. */
import { newId } from '../../../db/kernel/ids.ts'
import { deskOf } from '../../../db/membership/towns.ts'
import { renew, withdraw } from '../../../db/membership/vetting/apply.ts'
import { findMember, findVettingOf } from '../../../db/membership/vetting/find.ts'
import { isRefusal } from '../../../policies/kernel/decision.ts'
import { decideOwn, decideRenewal, decideStanding, renewalReason, stepsOf } from '../../../policies/membership/vetting.ts'
import { handling } from '../../../policies/safety/classes.ts'
import { StandingPage } from '../../../views/membership/vetting/standing.tsx'
import { WithdrawalPage } from '../../../views/membership/vetting/withdrawal.tsx'
import type { Ctx } from '../../kernel/context.ts'
import { found, insist } from '../../kernel/errors.tsx'
import { fillForm, formAct } from '../../kernel/form-act.tsx'
import { page } from '../../kernel/page.tsx'
import { routes } from '../../kernel/routes.ts'
import { trail } from '../../kernel/trail.ts'
import { environment } from './environment.tsx'
import { join } from './join.tsx'
import { loadOwn, underVetting } from './load.ts'
import { pledge } from './pledge.tsx'

export const vetting = routes()
for (const part of [join, pledge, environment]) {
  vetting.app.route('/', part.app)
  vetting.declared.push(...part.declared)
}

vetting.get('/vetting', 'vetting.read', async (c) => {
  insist(c, decideStanding(c.var.actor))
  const { say, t, db, actor, today } = c.var
  const own = await findVettingOf(db.read, actor.id)
  const member = await findMember(db.read, actor.id)
  const home = own?.status === 'open' ? own : (member ?? own)
  const kind = own?.status === 'open' ? own.kind : member ? 'member' : 'first'
  return page(c, {
    title: t.vetting.title[kind],
    breadcrumb: trail(c),
    body: (
      <StandingPage
        say={say}
        today={today}
        kind={kind}
        vetting={own && { ...own, steps: stepsOf(own.kind).map((step) => ({ ...stepOf(own, step), step })), ...shown(own) }}
        member={member && { ...member, level: handling[member.clearance].level, renewal: renewalOf(c, member) }}
        town={home && { name: say.town(home), desk: deskOf(home) }}
        said={saidOf(c)}
        form={fillForm()}
      />
    ),
  })
})

type Own = NonNullable<Awaited<ReturnType<typeof findVettingOf>>>
type OwnMember = NonNullable<Awaited<ReturnType<typeof findMember>>>
const stepOf = ({ steps, facts }: Own, step: Own['steps'][number]['step']) => {
  const taken = steps.find((one) => one.step === step)
  const outdated = step === 'pledge' && taken !== undefined && facts.status === 'open' && !facts.pledgeCurrent
  return { done: taken && !outdated ? { ...taken, mine: taken.doneBy === facts.personId } : undefined, outdated }
}
/** The reason is the applicant's to read only once it is an answer: before, it is what officers tell each other. */
const shown = ({ status, reason, clearance }: Own) => ({
  reason: status === 'declined' ? reason : null,
  level: clearance && handling[clearance].level,
})
const renewalOf = ({ var: { actor, today } }: Ctx, member: OwnMember) =>
  isRefusal(decideRenewal(actor, member, today)) ? undefined : renewalReason(member, today)
function saidOf(c: Ctx) {
  const said = ['welcome', 'pledge', 'environment', 'renewed'] as const
  return said.find((one) => c.req.query(one) !== undefined)
}

formAct(vetting, 'vetting.withdraw', {
  at: '/vetting/withdrawal',
  load: loadOwn,
  decide: (c, { facts }) => decideOwn('vetting.withdraw', c.var.actor, facts),
  title: ({ t }, { kind }) => t.vetting.withdrawal.title[kind],
  under: underVetting,
  body: (_, say, { kind }, form) => <WithdrawalPage {...{ say, kind, form }} />,
  write: (tx, permit) => withdraw(tx, permit),
  done: () => '/vetting',
})

formAct(vetting, 'vetting.renew', {
  to: '/vetting/renewal',
  load: async ({ var: { db, actor } }) => found(await findMember(db.read, actor.id)),
  decide: (c, member) => decideRenewal(c.var.actor, member, c.var.today),
  write: (tx, permit, _, { places, weeklyHours }) => renew(tx, permit, newId(tx.at), { places, weeklyHours, skills: '' }),
  done: () => '/vetting?renewed',
})
