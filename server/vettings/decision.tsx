/** The end of a vetting: a proposal to a second person, the decision, or a reason why not this time. */
import { z } from 'zod'
import { decideVetting, declineVetting, proposeClass } from '../../db/vetting/decide.ts'
import type { Vetting } from '../../db/vetting/find.ts'
import { isRefusal, type Refusal, type Why } from '../../policies/decision.ts'
import { decideClearance, decideProposal, decideTown, grantable, type Lack } from '../../policies/vetting.ts'
import type { Fact } from '../../views/parts/facts.tsx'
import { nameIn } from '../../views/people.tsx'
import { classWords } from '../../views/vettings/decision.tsx'
import type { FormName } from '../../views/vettings/vetting-props.ts'
import type { Ctx } from '../context.ts'
import { insist } from '../errors.tsx'
import { checkForm, commit, fields, readTyped, type Typed } from '../forms.ts'
import { askProof } from '../proof.tsx'
import type { routes } from '../routes.ts'
import { load, show } from './load.tsx'
import { problemsOf } from './steps.ts'

const Choice = z.object({ clearance: fields.choice(grantable), reason: fields.text(500) })
const Reason = z.object({ reason: fields.text(500) })

export function deciding({ post }: ReturnType<typeof routes>) {
  post('/vettings/:id/proposal', 'vetting.propose', async (c) => {
    const vetting = await load(c)
    insist(c, decideTown('vetting.interview', c.var.actor, vetting.facts))
    const form = checkForm(c, await readTyped(c), Choice)
    if (!form.ok) return again(c, vetting, 'proposal', form.typed, form.problems)
    const { clearance, reason } = form.data
    const decision = decideProposal(c.var.actor, vetting.facts, clearance)
    if (isIncomplete(decision)) return incomplete(c, vetting, 'proposal', form.typed, decision)
    const permit = insist(c, decision)
    const words = c.var.t.vettings.one
    const facts = factsOf(c, vetting, { term: words.decision.class, value: classWords(c.var.t, clearance) }, reason)
    const asked = await askProof(c, permit, form.typed, { title: words.proof.proposal, facts, back: placeOf(vetting) })
    if (asked) return asked
    return commit(c, `${placeOf(vetting)}?done=proposal`, (tx) => proposeClass(tx, permit, { clearance, reason }))
  })

  post('/vettings/:id/decision', 'vetting.decide', async (c) => {
    const vetting = await load(c)
    const typed = await readTyped(c)
    const form = checkForm(c, typed, Choice)
    // Who may decide nothing here is refused before the form is judged.
    if (!form.ok) {
      const any = decideClearance(c.var.actor, vetting.facts, vetting.facts.proposal?.clearance ?? '1')
      if (!isIncomplete(any)) insist(c, any)
      return again(c, vetting, 'decision', typed, form.problems)
    }
    const { clearance, reason } = form.data
    const decision = decideClearance(c.var.actor, vetting.facts, clearance)
    if (isIncomplete(decision)) return incomplete(c, vetting, 'decision', typed, decision)
    const permit = insist(c, decision)
    const words = c.var.t.vettings.one
    const facts = factsOf(c, vetting, { term: words.decision.class, value: classWords(c.var.t, clearance) }, reason)
    const asked = await askProof(c, permit, typed, { title: words.proof.decision, facts, back: placeOf(vetting) })
    if (asked) return asked
    const { personId, townId, kind, places, weeklyHours, proposedBy } = vetting
    // The first person's reason stays beside the second's.
    const both = vetting.facts.proposal && vetting.reason ? `${vetting.reason}\n${reason}` : reason
    return commit(c, `${placeOf(vetting)}?done=decision`, (tx) =>
      decideVetting(tx, permit, {
        clearance,
        reason: both,
        vetting: { personId, townId, kind, places: JSON.stringify(places), weeklyHours, proposedBy },
      }),
    )
  })

  post('/vettings/:id/decline', 'vetting.decline', async (c) => {
    const vetting = await load(c)
    const permit = insist(c, decideTown('vetting.decline', c.var.actor, vetting.facts))
    const form = checkForm(c, await readTyped(c), Reason)
    if (!form.ok) return again(c, vetting, 'decline', form.typed, form.problems)
    const { reason } = form.data
    const title = c.var.t.vettings.one.proof.decline
    const facts = factsOf(c, vetting, undefined, reason)
    const asked = await askProof(c, permit, form.typed, { title, facts, back: placeOf(vetting) })
    if (asked) return asked
    return commit(c, `${placeOf(vetting)}?done=decline`, (tx) => declineVetting(tx, permit, reason))
  })
}

const placeOf = ({ id }: Vetting) => `/vettings/${id}`

function factsOf(c: Ctx, vetting: Vetting, what: Fact | undefined, reason: string): Fact[] {
  const words = c.var.t.vettings.one
  return [
    { term: words.proof.person, value: nameIn(c.var.locale, vetting).name },
    ...(what ? [what] : []),
    { term: words.decision.reason, value: <span class="yui-lines">{reason}</span> },
  ]
}

const isIncomplete = (decision: object): decision is Refusal<Why, Lack> =>
  isRefusal<Why>(decision) && decision.refused === 'incomplete'

/** The same page, which lists all that is missing; the summary on top names it too. */
const incomplete = (c: Ctx, vetting: Vetting, form: FormName, typed: Typed, { unmet }: Refusal<Why, Lack>) => {
  const { lacks } = c.var.t.vettings.one.decision
  const problems = unmet.map((lack) => ({ field: 'decision', words: `${lacks[lack].words} ${lacks[lack].todo}` }))
  return show(c, vetting, { form, typed, problems }, 422)
}

const again = (c: Ctx, vetting: Vetting, form: FormName, typed: Typed, problems: readonly { field: string; words: string }[]) => {
  const name = form === 'decision' && typed.as === 'second' ? 'confirmation' : form
  return show(c, vetting, { form, typed, problems: problemsOf(name, problems) }, 422)
}
