/** What became of a lot's files: its worker is asked place by place, or the town says how it knows and why the worker does not say it. */
import { hidingPlaces, townAccountings, townReasons } from '../../../policies/safety/custody.ts'
import { Radios } from '../../kernel/forms.tsx'
import type { Say } from '../../kernel/say.tsx'
import { Facts } from '../../parts/facts.tsx'
import { type Filled, FormPage, fieldIn } from '../../parts/form-page.tsx'
import { Section } from '../../parts/heading.tsx'
import { holderOf, type LedgerLine, rowOf } from './ledger.tsx'

type Declaring = { id: string; title: string; lotNumber: number; packageNumber: string; takenAt: string | null }

export const DeclarePage = ({ say, line, form }: { say: Say; line: Declaring; form: Filled }) => {
  const words = say.t.custody.declare
  const above = (
    <Section title={words.where}>
      <div class="yui-prose">
        <ul>
          {hidingPlaces.map((place) => (
            <li>{words.places[place]}</li>
          ))}
        </ul>
      </div>
      <p>{words.after}</p>
    </Section>
  )
  return (
    <FormPage
      {...{ say, form, above }}
      eyebrow={`${line.packageNumber}　${say.t.assignments.task(line.title, String(line.lotNumber))}`}
      title={words.title}
      lead={line.takenAt === null ? words.lead : words.leadTaken(say.moment(line.takenAt))}
      action={`/assignments/${line.id}/deletion`}
      button={words.button}
      back={{ href: `/assignments/${line.id}`, words: words.later }}
    />
  )
}

type Props = { say: Say; line: LedgerLine & { packageId: string; title: string }; form: Filled }
export const AccountPage = ({ say, line, form }: Props) => {
  const words = say.t.custody.account
  const field = fieldIn(say, form)
  const [lot, , , , taken, returned] = rowOf(say, line)
  const [, , , , takenAt, returnedAt] = say.t.custody.columns
  const facts = [
    { term: takenAt, value: taken },
    { term: returnedAt, value: returned },
  ]
  return (
    <FormPage
      {...{ say, form }}
      eyebrow={`${line.title}　${lot}`}
      title={words.title}
      lead={words.lead(say.name(holderOf(line)))}
      above={<Facts items={facts} />}
      action={`/packages/${line.packageId}/custody/${line.id}`}
      button={words.button}
      back={{ href: `/packages/${line.packageId}/custody`, words: words.back }}
    >
      <Radios {...field('how', words.how)} options={townAccountings.map((value) => ({ value, label: words.hows[value] }))} />
      <Radios
        {...field('reason', words.reason, words.reasonHint)}
        options={townReasons.map((value) => ({ value, label: words.reasons[value] }))}
      />
    </FormPage>
  )
}
