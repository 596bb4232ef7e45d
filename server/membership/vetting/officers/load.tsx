/** One vetting as an officer may see it, with whose turn it is and the forms that the rules open to them. */
import { findActor } from '../../../../db/identity/people.ts'
import { findVetting, type Vetting } from '../../../../db/membership/vetting/find.ts'
import { decideEnrolment } from '../../../../policies/identity/people.ts'
import { dayOf, daysBetween } from '../../../../policies/kernel/days.ts'
import { isRefusal } from '../../../../policies/kernel/decision.ts'
import {
  decideClearance,
  decideProposal,
  decideRead,
  decideTown,
  lacks,
  stepsOf,
} from '../../../../policies/membership/vetting.ts'
import { VettingPage } from '../../../../views/membership/vetting/officers/one.tsx'
import type { FormName, Next, Open } from '../../../../views/membership/vetting/officers/vetting-props.ts'
import type { Filled } from '../../../../views/parts/form-page.tsx'
import type { Ctx } from '../../../kernel/context.ts'
import { found, insist } from '../../../kernel/errors.tsx'
import { page } from '../../../kernel/page.tsx'
import { trail } from '../../../kernel/trail.ts'
import { unsent } from './forms.ts'

/** What somebody may not see is not there: `decideRead` is asked of every request about one vetting. */
export async function load(c: Ctx): Promise<Vetting> {
  const vetting = found(await findVetting(c.var.db.read, c.req.param('id')!))
  insist(c, decideRead(c.var.actor, vetting.facts))
  return vetting
}

/** The applicant as the rule of enrolment codes sees them: with the town of their open vetting. */
export async function applicantOf(c: Ctx, { personId, townId, status, facts }: Vetting) {
  const person = found(await findActor(c.var.db.read, personId, c.var.at))
  return { ...person, passkeys: facts.passkeys, applyingTo: status === 'open' ? townId : null }
}

export const placeOf = ({ id }: Pick<Vetting, 'id'>) => `/vettings/${id}`

/** `came`: the form that came back. */
export async function show(c: Ctx, vetting: Vetting, came: Partial<Record<FormName, Filled>> = {}) {
  const { say, db, at, today, actor } = c.var
  const { facts, ...row } = vetting
  const { proposal, pledgeCurrent, passkeys, deviceBoundKeys } = facts
  const open = await openTo(c, vetting)
  const words = say.t.vettings.one
  const done = c.req.query('done') ?? ''
  const proposer = proposal && (await findActor(db.read, proposal.by, at))
  const body = (
    <VettingPage
      say={say}
      today={today}
      vetting={{
        ...row,
        pledgeCurrent,
        passkeys,
        deviceBoundKeys,
        decidedBy: say.name({ name: vetting.decidedByName, romaji: vetting.decidedByRomaji }),
        appliedOn: dayOf(vetting.appliedAt),
        waited: daysBetween(dayOf(vetting.appliedAt), today),
      }}
      proposed={
        vetting.status === 'open' && proposal
          ? { ...proposal, by: proposer ? say.name(proposer) : '', at: vetting.proposedAt!, mine: proposal.by === actor.id }
          : undefined
      }
      next={nextOf(vetting, open)}
      open={open}
      lacks={{ alone: lacks(facts, '1'), two: lacks(facts, '3C') }}
      done={done in words.done ? (done as keyof typeof words.done) : undefined}
      forms={{ ...unsent(c, vetting), ...came }}
      came={(Object.keys(came) as FormName[])[0]}
    />
  )
  const whole = { title: words.title(say.name(vetting)), body, breadcrumb: underVettings(c) } as const
  return page(c, whole, Object.keys(came).length > 0 ? 422 : 200)
}
export const underVettings = (c: Ctx) => trail(c, { href: '/vettings', label: c.var.t.vettings.one.back })

/** Each form is shown exactly when the handler behind it would not refuse the reader. */
async function openTo(c: Ctx, vetting: Vetting): Promise<Open> {
  const { actor } = c.var
  const { facts } = vetting
  const yes = (decision: object) => !isRefusal(decision)
  const isTodo = (step: 'residency' | 'interview') => stepsOf(facts.kind).includes(step) && !facts.done.includes(step)
  const second = facts.proposal && yes(decideClearance(actor, facts, facts.proposal.clearance))
  return {
    residency: isTodo('residency') && yes(decideTown('vetting.residency', actor, facts)),
    interview: isTodo('interview') && yes(decideTown('vetting.interview', actor, facts)),
    decide: yes(decideClearance(actor, facts, '1')),
    propose: yes(decideProposal(actor, facts, '3C')),
    confirm: second === true,
    decline: yes(decideTown('vetting.decline', actor, facts)),
    code: facts.status === 'open' && yes(decideEnrolment(actor, await applicantOf(c, vetting))),
  }
}

function nextOf({ facts }: Vetting, open: Open): Next {
  if (facts.status !== 'open') return 'over'
  if (open.confirm) return 'second'
  if (facts.proposal) return 'waiting'
  if (open.residency) return 'residency'
  if (open.interview) return 'interview'
  if (open.decide) return 'decide'
  return facts.passkeys === 0 ? 'passkey' : 'applicant'
}
