/** The end of a vetting: a proposal to a second person, the decision, or a reason why not this time. */
import { decideVetting, declineVetting, proposeClass } from '../../../../db/membership/vetting/decide.ts'
import type { Vetting } from '../../../../db/membership/vetting/find.ts'
import type { Refusal, Why } from '../../../../policies/kernel/decision.ts'
import { decideClearance, decideProposal, decideTown, type Lack } from '../../../../policies/membership/vetting.ts'
import type { Say } from '../../../../views/kernel/say.tsx'
import { classWords } from '../../../../views/membership/vetting/officers/decision.tsx'
import type { Fact } from '../../../../views/parts/facts.tsx'
import type { Ctx } from '../../../kernel/context.ts'
import { formAct } from '../../../kernel/form-act.tsx'
import type { routes } from '../../../kernel/routes.ts'
import { Choice, Reason, seenOf } from './forms.ts'
import { load, placeOf, show } from './load.tsx'

export function deciding(routed: ReturnType<typeof routes>) {
  formAct(routed, 'vetting.propose', {
    to: '/vettings/:id/proposal',
    load,
    seen: seenOf,
    // Who may propose nothing here is refused before the form is judged.
    decide: (c, { facts }, ready) => decideProposal(c.var.actor, facts, ready?.clearance ?? '1'),
    refused: lacking,
    fields: Choice,
    again: (c, vetting, form) => show(c, vetting, { proposal: form }),
    proof: (_, say, vetting, { clearance, reason }) => ({
      title: say.t.vettings.one.proof.proposal,
      facts: factsOf(say, vetting, reason, { term: say.t.vettings.one.decision.class, value: classWords(say.t, clearance) }),
      back: placeOf(vetting),
    }),
    write: (tx, permit, said) => proposeClass(tx, permit, said),
    done: (vetting) => `${placeOf(vetting)}?done=proposal`,
  })

  formAct(routed, 'vetting.decide', {
    to: '/vettings/:id/decision',
    load,
    seen: seenOf,
    decide: (c, { facts }, ready) => decideClearance(c.var.actor, facts, ready?.clearance ?? facts.proposal?.clearance ?? '1'),
    refused: lacking,
    fields: Choice,
    again: (c, vetting, form) => show(c, vetting, { [form.typed.as === 'second' ? 'confirmation' : 'decision']: form }),
    proof: (_, say, vetting, { clearance, reason }) => ({
      title: say.t.vettings.one.proof.decision,
      facts: factsOf(say, vetting, reason, { term: say.t.vettings.one.decision.class, value: classWords(say.t, clearance) }),
      back: placeOf(vetting),
    }),
    write: (tx, permit, { clearance, reason: said }, { facts, reason: first, ...vetting }) => {
      const { personId, townId, kind, places, weeklyHours, proposedBy } = vetting
      // The first person's reason stays beside the second's.
      const reason = facts.proposal && first ? `${first}\n${said}` : said
      const of = { personId, townId, kind, places: JSON.stringify(places), weeklyHours, proposedBy }
      return decideVetting(tx, permit, { clearance, reason, vetting: of })
    },
    done: (vetting) => `${placeOf(vetting)}?done=decision`,
  })

  formAct(routed, 'vetting.decline', {
    to: '/vettings/:id/decline',
    load,
    seen: seenOf,
    decide: (c, { facts }) => decideTown('vetting.decline', c.var.actor, facts),
    fields: Reason,
    again: (c, vetting, form) => show(c, vetting, { decline: form }),
    proof: (_, say, vetting, { reason }) => ({
      title: say.t.vettings.one.proof.decline,
      facts: factsOf(say, vetting, reason),
      back: placeOf(vetting),
    }),
    write: (tx, permit, { reason }) => declineVetting(tx, permit, reason),
    done: (vetting) => `${placeOf(vetting)}?done=decline`,
  })
}

const factsOf = (say: Say, vetting: Vetting, reason: string, ...what: readonly Fact[]): Fact[] => [
  { term: say.t.vettings.one.proof.person, value: say.name(vetting) },
  ...what,
  { term: say.t.vettings.one.decision.reason, value: <span class="yui-lines">{reason}</span> },
]

/** All that is missing, on the page that lists it; any other refusal is told as such. */
function lacking({ var: { t } }: Ctx, { refused, unmet }: Refusal<Why>) {
  const { lacks } = t.vettings.one.decision
  if (refused !== 'incomplete') return undefined
  return (unmet as readonly Lack[]).map((lack) => ({ field: 'decision', words: `${lacks[lack].words} ${lacks[lack].todo}` }))
}
