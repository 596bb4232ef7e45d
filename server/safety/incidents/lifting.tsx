/** What the town decides: whether a report is due, opening the package again, and closing the papers. */
import { Stale } from '../../../db/kernel/database.ts'
import type { Incident } from '../../../db/safety/incidents/find.ts'
import { agreeToLift, closeIncident, keepFrozen, liftAlone, proposeLift } from '../../../db/safety/incidents/lift.ts'
import { saveAnswers } from '../../../db/safety/incidents/papers.ts'
import { isRefusal } from '../../../policies/kernel/decision.ts'
import { type Answers, gapsBeforeClosing } from '../../../policies/safety/incident-duty.ts'
import { decide, decideLift, type Outcome, takesTwo } from '../../../policies/safety/incidents.ts'
import type { Filled } from '../../../views/parts/form-page.tsx'
import type { Ctx } from '../../kernel/context.ts'
import { NotFound, Refused } from '../../kernel/errors.tsx'
import { formAct } from '../../kernel/form-act.tsx'
import type { Typed } from '../../kernel/forms.ts'
import type { routes } from '../../kernel/routes.ts'
import { type Loaded, load, seenMark, seenOf } from './load.ts'
import { Answered, Said, show } from './one.tsx'

type Saying = { readonly outcome: Outcome; readonly words: string }
const saidOf = ({ outcome, liftedWords }: Incident): Saying => ({ outcome: outcome!, words: liftedWords ?? '' })

export function deciding(on: ReturnType<typeof routes>) {
  formAct(on, 'incident.assess', {
    to: '/incidents/:id/answers',
    load,
    decide: (c, { incident }) => decide('incident.assess', c.var.actor, incident.facts),
    fields: Answered,
    seen: ({ incident }) => incident.answers,
    again: (c, loaded, answers) => show(c, loaded, { answers }),
    write: (tx, permit, data) => saveAnswers(tx, permit, data as Answers),
    done: ({ incident }) => `/incidents/${incident.id}?saved#duty`,
  })

  /** One person for most data; for what is strictly controlled the first of two only asks, and somebody else agrees. */
  const bySaying = {
    load,
    fields: Said,
    again: (c: Ctx, loaded: Loaded, lift: Filled) => show(c, loaded, { lift }),
  }
  formAct(on, 'incident.lift', {
    ...bySaying,
    to: '/incidents/:id/lifting',
    decide: (c, { incident }) => decideLift(c.var.actor, incident.facts),
    check: (c, { incident }, { typed }) => changedSince(c, incident, typed, 1),
    proof: (c, say, { incident }, said) => proofOf(c, incident, said, say.t.incidents.one.lift.proof),
    write: (tx, permit, said, { incident }) => liftAlone(tx, permit, seenOf(incident), said),
    done: ({ incident }) => `/incidents/${incident.id}?lifted`,
  })
  formAct(on, 'incident.propose-lift', {
    ...bySaying,
    to: '/incidents/:id/proposal',
    decide: (c, { incident }) => decide('incident.propose-lift', c.var.actor, incident.facts),
    check: (c, { incident }, { typed }) => changedSince(c, incident, typed, 2),
    proof: (c, say, { incident }, said) => proofOf(c, incident, said, say.t.incidents.one.lift.askProof),
    write: (tx, permit, said, { incident }) => proposeLift(tx, permit, seenOf(incident), said),
    done: ({ incident }) => `/incidents/${incident.id}?asked`,
  })
  formAct(on, 'incident.lift', {
    to: '/incidents/:id/agreement',
    load,
    decide: (c, { incident }) => decideLift(c.var.actor, incident.facts),
    // Whoever is the second person has nothing to say but yes.
    check: (c, { incident }, { typed }) => {
      if (changedSince(c, incident, typed, 2).length > 0) throw new Stale(incident.id)
      return []
    },
    proof: (c, say, { incident }) => proofOf(c, incident, saidOf(incident), say.t.incidents.one.lift.proof),
    write: (tx, permit, _, { incident }) => agreeToLift(tx, permit, { ...seenOf(incident), ...saidOf(incident) }),
    done: ({ incident }) => `/incidents/${incident.id}?lifted`,
  })
  formAct(on, 'incident.keep-frozen', {
    to: '/incidents/:id/continuation',
    load,
    decide: (c, { incident }) => decide('incident.keep-frozen', c.var.actor, incident.facts),
    seen: ({ incident }) => seenMark(incident),
    write: (tx, permit) => keepFrozen(tx, permit),
    done: ({ incident }) => `/incidents/${incident.id}?kept`,
  })

  formAct(on, 'incident.close', {
    to: '/incidents/:id/closing',
    load,
    decide: (c, { incident }) => decide('incident.close', c.var.actor, incident.facts),
    seen: ({ incident }) => [seenMark(incident), incident.answers],
    check: (_, { incident }) => {
      if (gapsBeforeClosing(incident.clock).length > 0) throw new Refused({ refused: 'incomplete', unmet: [] })
      return []
    },
    proof: (c, say, { incident }) => {
      const { proof, lead } = say.t.incidents.one.close
      return proofOf(c, incident, saidOf(incident), proof, lead)
    },
    write: (tx, permit) => closeIncident(tx, permit),
    done: ({ incident }) => `/incidents/${incident.id}?closed`,
  })
}

/**
 * Nobody opens what was told of again since the page was drawn: it comes back with the news, and with what was typed. A form that is
 * for another number of persons than this data takes is none.
 */
function changedSince(c: Ctx, incident: Incident, { seen }: Typed, persons: 1 | 2) {
  if (takesTwo(incident.dataClass) !== (persons === 2)) throw new NotFound()
  return seen === seenMark(incident) ? [] : [{ field: 'words', words: c.var.t.incidents.one.lift.changed }]
}

function proofOf({ var: { say, actor } }: Ctx, incident: Incident, said: Saying, title: string, lead?: string) {
  const { lift, facts } = say.t.incidents.one
  const mayName = !isRefusal(decide('incident.export', actor, incident.facts))
  return {
    title,
    lead: lead ?? lift.proofLead,
    facts: [
      { term: facts.title, value: `${say.town(incident)} ${incident.number}${mayName ? ` ${incident.title}` : ''}` },
      { term: facts.outcome, value: say.t.incidents.outcomes[said.outcome].words },
      { term: lift.reason, value: said.words },
    ],
    back: `/incidents/${incident.id}`,
  }
}
