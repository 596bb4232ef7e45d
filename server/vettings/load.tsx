/** One vetting as an officer may see it, with whose turn it is and the forms that the rules open to them. */
import { findActor } from '../../db/people.ts'
import { findVetting, type Vetting } from '../../db/vetting/find.ts'
import { dayOf, daysBetween } from '../../policies/days.ts'
import { isRefusal } from '../../policies/decision.ts'
import { decideEnrolment } from '../../policies/people.ts'
import { decideClearance, decideProposal, decideRead, decideTown, lacks, stepsOf } from '../../policies/vetting.ts'
import type { Problem } from '../../views/forms.tsx'
import { nameIn } from '../../views/people.tsx'
import { VettingPage } from '../../views/vettings/one.tsx'
import type { FormName, Next, Open } from '../../views/vettings/vetting-props.ts'
import type { Ctx } from '../context.ts'
import { found, insist } from '../errors.tsx'
import type { Typed } from '../forms.ts'
import { newOnce, page } from '../page.tsx'
import { trail } from '../trail.ts'

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

type Said = { form: FormName; typed: Typed; problems: readonly Problem[] }

export async function show(c: Ctx, vetting: Vetting, said?: Said, status: 200 | 422 = 200) {
  const { say, t, locale, today, actor } = c.var
  const { facts, steps, ...row } = vetting
  const { proposal } = facts
  const open = await openTo(c, vetting)
  const done = c.req.query('done') ?? ''
  const title = t.vettings.one.title(say.name(vetting))
  const body = (
    <VettingPage
      say={say}
      today={today}
      vetting={{
        ...row,
        steps,
        pledgeCurrent: facts.pledgeCurrent,
        passkeys: facts.passkeys,
        deviceBoundKeys: facts.deviceBoundKeys,
        decidedBy: vetting.decidedByName && nameIn(locale, deciderOf(vetting)).name,
        appliedOn: dayOf(vetting.appliedAt),
        waited: daysBetween(dayOf(vetting.appliedAt), today),
      }}
      proposed={
        vetting.status === 'open' && proposal
          ? { ...proposal, by: await nameOf(c, proposal.by), at: vetting.proposedAt!, mine: proposal.by === actor.id }
          : undefined
      }
      next={nextOf(vetting, open)}
      open={open}
      lacks={{ alone: lacks(facts, '1'), two: lacks(facts, '3C') }}
      done={done in t.vettings.one.done ? (done as keyof typeof t.vettings.one.done) : undefined}
      said={{ form: said?.form, typed: said?.typed ?? {}, problems: said?.problems ?? [] }}
      token={newOnce}
    />
  )
  const breadcrumb = trail(c, { href: '/vettings', label: t.vettings.one.back })
  return page(c, { title, body, breadcrumb, width: 'wide' }, status)
}

const deciderOf = ({ decidedByName, decidedByKana, decidedByRomaji }: Vetting) => ({
  name: decidedByName ?? '',
  kana: decidedByKana ?? '',
  romaji: decidedByRomaji ?? '',
})
async function nameOf(c: Ctx, personId: string): Promise<string> {
  const person = await findActor(c.var.db.read, personId, c.var.at)
  return person ? nameIn(c.var.locale, person).name : ''
}

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
