/** The forms by which a lot ends before all of it is done: what was done of it, in rows, and what they come to. */

import { yenFor } from '../../../policies/telework/remuneration.ts'
import { type Done, rowsDone, takingReasons } from '../../../policies/telework/taking-back.ts'
import { NumberField, Radios, TextArea } from '../../kernel/forms.tsx'
import type { Say } from '../../kernel/say.tsx'
import { type Fact, Facts } from '../../parts/facts.tsx'
import { type Filled, FormPage, fieldIn } from '../../parts/form-page.tsx'
import { type Outline, rowsOf } from './props.ts'

type Props = {
  say: Say
  lot: Omit<Outline, 'criteria'>
  done: Done
  /** The fewest rows that may be paid whatever the reason. */
  least: number
  form: Filled
}

export const TakeBackPage = (props: Props) => {
  const { say, lot, form } = props
  const words = say.t.ending.takeBack
  const field = fieldIn(say, form)
  return (
    <FormPage
      {...{ say, form }}
      eyebrow={eyebrowOf(props)}
      title={words.title}
      lead={words.lead}
      above={<Facts items={[...factsOf(props), ...knownOf(props)]} />}
      action={`/assignments/${lot.id}/taking-back`}
      button={words.button}
      back={{ href: `/assignments/${lot.id}`, words: words.back }}
    >
      <Radios
        {...field('reason', words.reason)}
        options={takingReasons.map((value) => ({ value, label: words.reasons[value], hint: words.reasonHints[value] }))}
      />
      <TextArea {...field('words', words.words, words.wordsHint)} rows={3} />
      <Rows {...props} hint={words.rowsHint} />
    </FormPage>
  )
}

export const SettlePage = (props: Props) => {
  const { say, lot, form } = props
  const words = say.t.ending.settle
  const said = lot.rowsSaid === null ? words.saidNothing : words.rows(say.number(lot.rowsSaid))
  const reason: Fact[] = lot.endReason ? [{ term: say.t.assignments.reasonGiven, value: lot.endReason }] : []
  return (
    <FormPage
      {...{ say, form }}
      eyebrow={eyebrowOf(props)}
      title={words.title}
      lead={words.lead}
      above={<Facts items={[...factsOf(props), { term: words.said, value: said }, ...reason, ...knownOf(props)]} />}
      action={`/assignments/${lot.id}/settlement`}
      button={words.button}
      back={{ href: `/assignments/${lot.id}`, words: words.back }}
    >
      <Rows {...props} hint={words.rowsHint} />
      <TextArea {...fieldIn(say, form)('words', words.words, words.wordsHint)} rows={3} />
    </FormPage>
  )
}

const Rows = ({ say, lot, form, hint }: Props & { hint: string }) => {
  const words = say.t.ending.settle
  const all = rowsOf(lot)
  const each = say.yen(yenFor({ price: lot.price, rows: all }, 1))
  const field = fieldIn(say, form)('rows', words.done, `${words.doneHint(say.number(all), each)} ${hint}`)
  return <NumberField {...field} width="xs" />
}

const eyebrowOf = ({ say, lot }: Props) => `${lot.packageNumber}　${say.t.assignments.task(lot.title, say.number(lot.lotNumber))}`

const factsOf = ({ say, lot }: Props): Fact[] => [
  {
    term: say.t.assignments.facts.worker,
    value: say.person({ name: lot.worker, kana: lot.workerKana, romaji: lot.workerRomaji }),
  },
  { term: say.t.assignments.facts.price, value: say.yen(lot.price) },
]

/** What is recorded of the work, where anything is. */
function knownOf({ say, done, least }: Props): Fact[] {
  const words = say.t.ending.settle
  const known = rowsDone(done)
  if (known === undefined) return []
  const note = least > 0 ? words.delivered(say.number(least)) : words.entered
  return [{ term: words.known, value: words.rows(say.number(known)), note }]
}
