/** What the town decides: whether a report is due, opening the package again, and closing the papers. */
import { z } from 'zod'
import { Stale } from '../../db/database.ts'
import type { Incident } from '../../db/incidents/find.ts'
import { agreeToLift, closeIncident, keepFrozen, liftAlone, proposeLift } from '../../db/incidents/lift.ts'
import { saveAnswers } from '../../db/incidents/papers.ts'
import type { GraveAct } from '../../policies/acts.ts'
import { isRefusal, type Permit } from '../../policies/decision.ts'
import { type Answers, answers, gapsBeforeClosing, questions } from '../../policies/incident-duty.ts'
import { decide, decideLift, mostWords, type Outcome, outcomes, takesTwo } from '../../policies/incidents.ts'
import type { Ctx } from '../context.ts'
import { insist, NotFound, Refused } from '../errors.tsx'
import { checkForm, commit, fields, readForm, readTyped, type Typed } from '../forms.ts'
import { askProof } from '../proof.tsx'
import type { routes } from '../routes.ts'
import { type Loaded, load, seenMark, seenOf } from './load.ts'
import { show } from './one.tsx'

const Said = z.object({ outcome: fields.choice(outcomes), words: fields.text(mostWords) })
const Answered = z.object(Object.fromEntries(questions.map((question) => [question, fields.choice(answers).default('unknown')])))

export function deciding({ post }: ReturnType<typeof routes>) {
  post('/incidents/:id/answers', 'incident.assess', async (c) => {
    const loaded = await load(c)
    const { incident } = loaded
    const permit = insist(c, decide('incident.assess', c.var.actor, incident.facts))
    const form = await readForm(c, Answered)
    if (!form.ok) return show(c, loaded, form.typed, form.problems)
    return commit(c, `/incidents/${incident.id}?saved#duty`, (tx) => saveAnswers(tx, permit, form.data as Answers))
  })

  /** One person for most data; for what is strictly controlled the first of two only asks, and somebody else agrees. */
  post('/incidents/:id/lifting', 'incident.lift', async (c) => {
    const loaded = await load(c)
    const { incident } = loaded
    const permit = insist(c, decideLift(c.var.actor, incident.facts))
    // Whoever is the second person has nothing to say but yes.
    if (takesTwo(incident.dataClass)) throw new NotFound()
    const { typed, said, answer } = await readSaid(c, loaded)
    if (!said) return answer!
    const asked = await prove(c, permit, typed, incident, { ...said, title: c.var.t.incidents.one.lift.proof })
    if (asked) return asked
    return commit(c, `/incidents/${incident.id}?lifted`, (tx) => liftAlone(tx, permit, seenOf(incident), said))
  })

  post('/incidents/:id/proposal', 'incident.propose-lift', async (c) => {
    const loaded = await load(c)
    const { incident } = loaded
    const permit = insist(c, decide('incident.propose-lift', c.var.actor, incident.facts))
    if (!takesTwo(incident.dataClass)) throw new NotFound()
    const { typed, said, answer } = await readSaid(c, loaded)
    if (!said) return answer!
    const asked = await prove(c, permit, typed, incident, { ...said, title: c.var.t.incidents.one.lift.askProof })
    if (asked) return asked
    return commit(c, `/incidents/${incident.id}?asked`, (tx) => proposeLift(tx, permit, seenOf(incident), said))
  })

  post('/incidents/:id/agreement', 'incident.lift', async (c) => {
    const { incident } = await load(c)
    const permit = insist(c, decideLift(c.var.actor, incident.facts))
    if (!takesTwo(incident.dataClass)) throw new NotFound()
    const typed = await readTyped(c)
    if (typed.seen !== seenMark(incident)) throw new Stale(incident.id)
    const said = { outcome: incident.outcome!, words: incident.liftedWords ?? '' }
    const asked = await prove(c, permit, typed, incident, { ...said, title: c.var.t.incidents.one.lift.proof })
    if (asked) return asked
    const seen = { ...seenOf(incident), ...said }
    return commit(c, `/incidents/${incident.id}?lifted`, (tx) => agreeToLift(tx, permit, seen))
  })

  post('/incidents/:id/continuation', 'incident.keep-frozen', async (c) => {
    const { incident } = await load(c)
    const permit = insist(c, decide('incident.keep-frozen', c.var.actor, incident.facts))
    await readTyped(c)
    return commit(c, `/incidents/${incident.id}?kept`, (tx) => keepFrozen(tx, permit))
  })

  post('/incidents/:id/closing', 'incident.close', async (c) => {
    const { incident } = await load(c)
    const permit = insist(c, decide('incident.close', c.var.actor, incident.facts))
    if (gapsBeforeClosing(incident.clock).length > 0) throw new Refused({ refused: 'incomplete', unmet: [] })
    const asked = await prove(c, permit, await readTyped(c), incident, {
      outcome: incident.outcome!,
      words: incident.liftedWords ?? '',
      title: c.var.t.incidents.one.close.proof,
    })
    if (asked) return asked
    return commit(c, `/incidents/${incident.id}?closed`, (tx) => closeIncident(tx, permit))
  })
}

/** Nobody opens what was told of again since the page was drawn: it comes back with the news, and with what was typed. */
type Said = { readonly outcome: Outcome; readonly words: string }
async function readSaid(c: Ctx, loaded: Loaded): Promise<{ typed: Typed; said?: Said; answer?: Response }> {
  const typed = await readTyped(c)
  const form = checkForm(c, typed, Said)
  const changed = { field: 'words', words: c.var.t.incidents.one.lift.changed }
  if (typed.seen !== seenMark(loaded.incident)) return { typed, answer: await show(c, loaded, typed, [changed]) }
  return form.ok ? { typed, said: form.data } : { typed, answer: await show(c, loaded, typed, form.problems) }
}

function prove(c: Ctx, permit: Permit<GraveAct>, typed: Typed, incident: Incident, said: Said & { readonly title: string }) {
  const { t, locale } = c.var
  const { lift, facts } = t.incidents.one
  const town = locale === 'ja' ? incident.town : incident.townRomaji
  const mayName = !isRefusal(decide('incident.export', c.var.actor, incident.facts))
  return askProof(c, permit, typed, {
    title: said.title,
    lead: permit.act === 'incident.close' ? t.incidents.one.close.lead : lift.proofLead,
    facts: [
      { term: facts.title, value: `${town} ${incident.number}${mayName ? ` ${incident.title}` : ''}` },
      { term: facts.outcome, value: t.incidents.outcomes[said.outcome].words },
      { term: lift.reason, value: said.words },
    ],
    back: `/incidents/${incident.id}`,
  })
}
