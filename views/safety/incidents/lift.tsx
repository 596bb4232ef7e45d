/** Opening a frozen package again, by one person or two; and closing the papers. */
import type { ClosingGap } from '../../../policies/safety/incident-duty.ts'
import { type Outcome, outcomes } from '../../../policies/safety/incidents.ts'
import { Hidden, Radios, TextArea } from '../../kernel/forms.tsx'
import type { Say } from '../../kernel/say.tsx'
import { Facts } from '../../parts/facts.tsx'
import { ActForm, type Filled, fieldIn } from '../../parts/form-page.tsx'
import { Section } from '../../parts/heading.tsx'
import { Banner } from '../../parts/notices.tsx'

export type LiftProps = {
  say: Say
  id: string
  /** `ask`: the first of two. `lift`: the only one. `second`. `wait`: somebody else must. `worked`: another coordinator must. */
  how: 'ask' | 'lift' | 'second' | 'wait' | 'worked' | undefined
  /** For who may leave it frozen. */
  keep: Filled | undefined
  /** What was found and why, once somebody has said it. */
  said: { outcome: Outcome; words: string; by: string | undefined } | undefined
  /** What this page shows, for the forms to bring back. */
  seen: string
  form: Filled
}

export const LiftSection = (props: LiftProps) => {
  const { say, id, how, said, keep, seen, form } = props
  const words = say.t.incidents.one.lift
  if (!how) return null
  if (how === 'ask' || how === 'lift') return LiftForm({ ...props, how })
  if (how === 'worked')
    return (
      <Section title={words.title} id="lift">
        <p>{words.worked}</p>
      </Section>
    )
  return (
    <Section title={words.asked} lead={how === 'second' ? words.secondLead : words.own} id="lift">
      {said ? (
        <Facts
          items={[
            { term: words.outcome, value: say.t.incidents.outcomes[said.outcome].words },
            { term: words.reason, value: <span class="yui-lines">{say.quoted(said.words)}</span> },
            ...(said.by ? [{ term: words.askedBy, value: said.by }] : []),
          ]}
        />
      ) : null}
      {how === 'second' ? (
        <ActForm {...{ say, form }} action={`/incidents/${id}/agreement`} button={words.second}>
          <Hidden name="seen" value={seen} />
        </ActForm>
      ) : null}
      {keep ? (
        <ActForm {...{ say, form: keep }} action={`/incidents/${id}/continuation`} button={words.keep} kind="outline" />
      ) : null}
    </Section>
  )
}

const LiftForm = ({ say, id, how, form, seen }: LiftProps & { how: 'ask' | 'lift' }) => {
  const { one, outcomes: found } = say.t.incidents
  const { lift: words } = one
  const field = fieldIn(say, form)
  const act = how === 'ask' ? { to: 'proposal', button: words.askButton } : { to: 'lifting', button: words.button }
  const options = outcomes.map((value) => ({ value, label: found[value].words, hint: found[value].note }))
  return (
    <Section title={words.title} lead={words.lead} id="lift">
      {how === 'ask' ? <Banner tone="info" title={words.two} /> : null}
      <ActForm {...{ say, form }} action={`/incidents/${id}/${act.to}`} button={act.button} kind="outline">
        <Hidden name="seen" value={seen} />
        <Radios {...field('outcome', words.outcome)} options={options} />
        <TextArea {...field('words', words.words, words.wordsHint)} rows={4} />
      </ActForm>
    </Section>
  )
}

type CloseProps = { say: Say; id: string; gaps: readonly ClosingGap[]; form: Filled }
export const CloseSection = ({ say, id, gaps, form }: CloseProps) => {
  const words = say.t.incidents.one.close
  return (
    <Section title={words.title} lead={words.lead} id="close">
      {gaps.length > 0 ? (
        <ul class="yui-plain-list">
          {gaps.map((gap) => (
            <li>{words.gaps[gap]}</li>
          ))}
        </ul>
      ) : (
        <ActForm {...{ say, form }} action={`/incidents/${id}/closing`} button={words.button} />
      )}
    </Section>
  )
}
