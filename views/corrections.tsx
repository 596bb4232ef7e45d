/** Requests to have data put right, as the desk sees them: what waits, what was answered, and answering one. */
import { type Place, places } from '../policies/classes.ts'
import { answers, type Changeable, type Correctable, type Status } from '../policies/corrections.ts'
import { tones } from './account/corrections.tsx'
import { formatDay, formatShortDay } from './format.ts'
import {
  Actions,
  Button,
  Checkboxes,
  ErrorSummary,
  Form,
  LinkButton,
  NumberField,
  type Problem,
  problemOf,
  Radios,
  TextArea,
  TextField,
} from './forms.tsx'

import type { Locale, Messages } from './messages/index.ts'
import { Facts, Person } from './parts/facts.tsx'
import { PageHeading, Section } from './parts/heading.tsx'
import { Pager } from './parts/navigation.tsx'
import { Banner, Empty } from './parts/notices.tsx'
import { chip, type Tone } from './parts/status.tsx'
import { rowAction, Table } from './parts/table.tsx'
import { nameIn } from './people.tsx'
import type { Say } from './say.tsx'

type Value = string | number | readonly Place[] | null
type Row = {
  id: string
  field: Correctable
  status: Status
  name: string
  kana: string
  romaji: string
  town: string | null
  townRomaji: string | null
  askedAt: string
  answeredAt: string | null
}
type Props = {
  say: Say
  open: readonly (Row & { daysLeft: number })[]
  answered: readonly Row[]
  isFirstPage: boolean
  older: string | undefined
  done: boolean
}

const urgency = (daysLeft: number): Tone => (daysLeft < 0 ? 'error' : daysLeft <= 7 ? 'warning' : 'neutral')
const townOf = (say: Say, { town, townRomaji }: Pick<Row, 'town' | 'townRomaji'>) =>
  say.town({ town, townRomaji }) ?? say.t.corrections.alliance

/** A value as people read it. */
export const shownValue = (t: Messages, value: Value): string =>
  value === null || value === ''
    ? say.t.corrections.one.none
    : typeof value === 'object'
      ? value.map((place) => say.t.places[place]).join(' / ')
      : String(value)

export const CorrectionsPage = ({ say, open, answered, isFirstPage, older, done }: Props) => {
  const { t } = say
  const words = say.t.corrections.desk
  const fields = say.t.corrections.fields
  return (
    <>
      <PageHeading title={words.title} lead={words.lead} />
      {done ? <Banner tone="success" title={say.t.corrections.one.done} live /> : null}
      {isFirstPage ? (
        <Section title={words.open}>
          {open.length === 0 ? (
            <Empty title={words.emptyOpen.title}>{words.emptyOpen.words}</Empty>
          ) : (
            <Table
              caption={words.open}
              captionHidden
              columns={[
                { label: words.person, kind: 'head' },
                { label: words.field },
                { label: words.town },
                { label: words.asked },
                { label: words.left },
                { label: words.action, kind: 'quiet' },
              ]}
              rows={open.map((one) => ({
                cells: [
                  say.person(one),
                  fields[one.field],
                  townOf(say, one),
                  say.shortDay(one.askedAt),
                  chip(say.t.corrections.left(one.daysLeft), urgency(one.daysLeft)),
                  rowAction(`/corrections/${one.id}`, words.answer),
                ],
              }))}
            />
          )}
        </Section>
      ) : null}
      <Section title={words.answered}>
        {answered.length === 0 ? (
          <p>{words.emptyAnswered}</p>
        ) : (
          <Table
            caption={words.answered}
            captionHidden
            columns={[
              { label: words.person, kind: 'head' },
              { label: words.field },
              { label: words.town },
              { label: words.result },
              { label: words.answeredAt },
            ]}
            rows={answered.map((one) => ({
              cells: [
                say.person(one, { href: `/corrections/${one.id}` }),
                fields[one.field],
                townOf(say, one),
                chip(say.t.corrections.statuses[one.status], tones[one.status]),
                one.answeredAt ? say.shortDay(one.answeredAt) : '',
              ],
            }))}
          />
        )}
        <Pager
          label={say.t.frame.pages}
          newer={isFirstPage ? undefined : { href: '/corrections', words: say.t.frame.newer }}
          older={older ? { href: older, words: say.t.frame.older } : undefined}
        />
      </Section>
    </>
  )
}

type OneProps = {
  say: Say
  title: string
  correction: Row & {
    wish: string
    dueOn: string
    answer: string | null
    daysLeft: number
    now: Readonly<Record<Changeable, Value>>
  }
  /** The field that the answer itself puts right, if it can. */
  changes: Changeable | undefined
  mayAnswer: boolean
  typed: Readonly<Record<string, string | readonly string[]>>
  problems: readonly Problem[]
  token: string
}

export const CorrectionPage = (props: OneProps) => {
  const { say, title, correction, changes, mayAnswer } = props
  const { t } = say
  const words = t.corrections.one
  return (
    <>
      <PageHeading
        title={title}
        status={
          mayAnswer
            ? chip(t.corrections.left(correction.daysLeft), urgency(correction.daysLeft))
            : chip(t.corrections.statuses[correction.status], tones[correction.status])
        }
      />
      <ErrorSummary title={t.frame.problemsTitle} problems={props.problems} />
      <Section title={words.facts}>
        <Facts
          items={[
            { term: words.who, value: say.person(correction) },
            { term: words.wish, value: <span class="yui-lines">{correction.wish}</span> },
            ...(changes ? [{ term: words.now, value: shownValue(t, correction.now[changes]) }] : []),
            { term: words.asked, value: say.day(correction.askedAt) },
            { term: words.due, value: say.day(correction.dueOn) },
            ...(correction.answeredAt ? [{ term: t.corrections.desk.answeredAt, value: say.day(correction.answeredAt) }] : []),
            ...(correction.answer ? [{ term: words.words, value: <span class="yui-lines">{correction.answer}</span> }] : []),
          ]}
        />
      </Section>
      {mayAnswer ? (
        <Answering {...props} />
      ) : (
        <LinkButton href="/corrections" kind="outline">
          {t.corrections.desk.back}
        </LinkButton>
      )}
    </>
  )
}

const Answering = ({ t, correction, changes, typed, problems, token }: OneProps) => {
  const words = t.corrections.one
  const done = words.outcomes[changes ? 'done' : 'doneElsewhere']
  return (
    <Section title={words.form}>
      <Form action={`/corrections/${correction.id}/answer`} token={token}>
        <Radios
          name="outcome"
          label={words.outcome}
          mark={t.frame.required}
          required
          problem={problemOf(problems, 'outcome')}
          value={String(typed.outcome ?? '')}
          options={answers.map((value) => {
            const { words: label, note: hint } = value === 'done' ? done : words.outcomes.declined
            return { value, label, hint }
          })}
        />
        {changes ? (
          <NewValue t={t} field={changes} now={correction.now[changes]} typed={typed} problem={problemOf(problems, 'value')} />
        ) : null}
        <TextArea
          name="words"
          label={words.words}
          hint={words.wordsHint}
          mark={t.frame.optional}
          maxlength={500}
          rows={4}
          value={String(typed.words ?? '')}
          problem={problemOf(problems, 'words')}
        />
        <Actions>
          <Button>{words.send}</Button>
          <LinkButton href="/corrections" kind="text">
            {t.corrections.desk.back}
          </LinkButton>
        </Actions>
      </Form>
    </Section>
  )
}

type NewValueProps = {
  t: Messages
  field: Changeable
  now: Value
  typed: OneProps['typed']
  problem: string | undefined
}
/** The field as at registration, filled with what is held now. */
const NewValue = ({ t, field, now, typed, problem }: NewValueProps) => {
  const words = t.corrections.one
  const common = { name: 'value', label: words.value, hint: words.valueHints[field], problem }
  if (field === 'places') {
    const values =
      typed.value === undefined && typed.outcome === undefined ? (now as readonly Place[]) : [typed.value ?? []].flat()
    return <Checkboxes {...common} values={values} options={places.map((value) => ({ value, label: t.places[value] }))} />
  }
  const value = String(typed.value ?? now ?? '')
  if (field === 'weeklyHours') return <NumberField {...common} value={value} suffix={t.people.new.hours} />
  return <TextField {...common} value={value} autocomplete="off" width="md" type={field === 'email' ? 'email' : 'text'} />
}
