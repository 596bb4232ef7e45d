/** What is to be done about an incident, in order: what is done, what comes next, and how long there is for it. */
import { within } from '../../../policies/kernel/statuses.ts'
import { type Answers, type Clock, type ClockState, type decisionClock, settled } from '../../../policies/safety/incident-duty.ts'
import type { Say } from '../../kernel/say.tsx'
import { type Fact, Facts } from '../../parts/facts.tsx'
import { Section } from '../../parts/heading.tsx'
import { chip, type Tone } from '../../parts/status.tsx'

export type StepsProps = {
  say: Say
  knownAt: string
  answers: Answers
  decision: ReturnType<typeof decisionClock>
  clocks: readonly Clock[]
  liftedAt: string | null
  closedAt: string | null
}
const tones: Record<ClockState, Tone> = { done: 'success', off: 'neutral', late: 'error', near: 'warning', running: 'neutral' }

export const Steps = ({ say, knownAt, answers, decision, clocks, liftedAt, closedAt }: StepsProps) => {
  const words = say.t.incidents.one.steps
  const notes = {
    preliminary: words.preliminaryNote,
    final: answers.purpose === 'yes' ? words.finalPurposeNote : words.finalNote,
  }
  const left = { decision: say.t.incidents.hoursLeft(decision.left) }
  const step = (term: string, state: ClockState, ticking: string, when?: string, note?: string): Fact => ({
    term,
    value: (
      <>
        {chip(within(settled, state) ? words.states[state] : ticking, tones[state])} {when}
      </>
    ),
    note,
  })
  const plain = (term: string, at: string | null, note?: string) =>
    step(
      term,
      at === null ? 'running' : 'done',
      words.open,
      at === null ? undefined : say.moment(at),
      at === null ? note : undefined,
    )
  const items = [
    plain(words.freeze, knownAt),
    step(words.decide, decision.state, left.decision, say.moment(decision.at), words.decideNote),
    ...clocks.map((clock) =>
      step(words[clock.kind], clock.state, say.t.incidents.left(clock.left), say.day(clock.on), notes[clock.kind]),
    ),
    plain(words.lift, liftedAt, words.liftNote),
    plain(words.close, closedAt, words.closeNote),
  ]
  return (
    <Section title={words.title} lead={words.lead(say.moment(knownAt))} id="clocks">
      <Facts items={items.map(({ term, ...item }, i) => ({ ...item, term: words.nth(i + 1, String(term)) }))} />
    </Section>
  )
}
