/** The clocks of an incident in words and dates: 72 hours, the preliminary and the final report. */

import { within } from '../../../policies/kernel/statuses.ts'
import { type Answers, type Clock, type Deadlines, settled } from '../../../policies/safety/incident-duty.ts'
import type { Say } from '../../kernel/say.tsx'
import type { Messages } from '../../messages/index.ts'
import { type Fact, Facts } from '../../parts/facts.tsx'
import { Section } from '../../parts/heading.tsx'
import { chip, type Tone } from '../../parts/status.tsx'

export type ClocksProps = {
  say: Say
  now: string
  knownAt: string
  answers: Answers
  clocks: readonly Clock[]
  deadlines: Deadlines
}
const tones: Record<Clock['state'], Tone> = {
  done: 'success',
  off: 'neutral',
  late: 'error',
  near: 'warning',
  running: 'neutral',
}

export const Clocks = ({ say, now, knownAt, answers, clocks, deadlines }: ClocksProps) => {
  const { t } = say
  const words = t.incidents.one.clocks
  const [preliminary] = clocks
  const isRunning = !within(settled, preliminary?.state)
  const isPast = now >= deadlines.warningAt
  const notes = {
    preliminary: words.preliminaryNote,
    final: answers.purpose === 'yes' ? words.finalPurposeNote : words.finalNote,
  }
  const items: Fact[] = [
    {
      term: words.warning,
      value: (
        <>
          {say.moment(deadlines.warningAt)} {isPast ? chip(words.passed, isRunning ? 'warning' : 'neutral') : null}
        </>
      ),
      note: words.warningNote,
    },
    ...clocks.map((clock) => ({
      term: words[clock.kind],
      value: (
        <>
          {say.day(clock.on)} {chip(wordsOf(t, clock), tones[clock.state])}
        </>
      ),
      note: notes[clock.kind],
    })),
  ]
  return (
    <Section title={words.title} lead={words.lead(say.moment(knownAt))} id="clocks">
      <Facts items={items} />
    </Section>
  )
}

const wordsOf = (t: Messages, { state, left }: Clock): string =>
  within(settled, state) ? t.incidents.one.clocks.states[state] : t.incidents.left(left)
