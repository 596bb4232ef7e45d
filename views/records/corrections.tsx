/** Requests to have data put right, as the desk sees them: what waits, what was answered, and answering one. */

import { answers, type Changeable, type Correctable, type Status } from '../../policies/records/corrections.ts'
import { type Place, places } from '../../policies/safety/classes.ts'
import { tones } from '../identity/account/corrections.tsx'
import { Checkboxes, LinkButton, NumberField, Radios, TextArea, TextField } from '../kernel/forms.tsx'
import type { Say } from '../kernel/say.tsx'
import type { Messages } from '../messages/index.ts'
import { Facts } from '../parts/facts.tsx'
import { ActForm, type Filled, fieldIn, Problems, tickedIn } from '../parts/form-page.tsx'
import { PageHeading, Section } from '../parts/heading.tsx'
import { List, type ListColumn } from '../parts/list.tsx'
import { Pager } from '../parts/navigation.tsx'
import { Banner, Empty } from '../parts/notices.tsx'
import { chip, type Tone } from '../parts/status.tsx'
import { rowAction } from '../parts/table.tsx'

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

/** A value as people read it. */
export const shownValue = (t: Messages, value: Value): string =>
  value === null || value === ''
    ? t.corrections.one.none
    : typeof value === 'object'
      ? value.map((place) => t.places[place]).join(' / ')
      : String(value)

export const CorrectionsPage = ({ say, open, answered, isFirstPage, older, done }: Props) => {
  const { frame, corrections } = say.t
  const words = corrections.desk
  const newer = isFirstPage ? undefined : { href: '/corrections', words: frame.newer }
  return (
    <>
      <PageHeading title={words.title} lead={words.lead} />
      {done ? <Banner tone="success" title={corrections.one.done} live /> : null}
      {isFirstPage ? <Waiting say={say} open={open} /> : null}
      <Section title={words.answered}>
        {answered.length === 0 ? <p>{words.emptyAnswered}</p> : <Answered say={say} answered={answered} />}
        <Pager label={frame.pages} newer={newer} older={older ? { href: older, words: frame.older } : undefined} />
      </Section>
    </>
  )
}

/** Whose request it is, what it is about and which town answers for it. */
function requestColumns(say: Say, href?: (one: Row) => string): ListColumn<Row>[] {
  const { desk, fields, alliance } = say.t.corrections
  return [
    { label: desk.person, kind: 'head', cell: (one) => say.person(one, href && { href: href(one) }) },
    { label: desk.field, cell: ({ field }) => fields[field] },
    { label: desk.town, cell: (one) => say.town(one) || alliance },
  ]
}

const Waiting = ({ say, open }: Pick<Props, 'say' | 'open'>) => {
  const { desk: words, left } = say.t.corrections
  return (
    <Section title={words.open}>
      {open.length === 0 ? (
        <Empty title={words.emptyOpen.title}>{words.emptyOpen.words}</Empty>
      ) : (
        <List
          caption={words.open}
          rows={open}
          columns={[
            ...requestColumns(say),
            { label: words.asked, kind: 'named', cell: ({ askedAt }) => say.shortDay(askedAt) },
            { label: words.left, cell: ({ daysLeft }) => chip(left(daysLeft), urgency(daysLeft)) },
            { label: words.action, kind: 'quiet', cell: ({ id }) => rowAction(`/corrections/${id}`, words.answer) },
          ]}
        />
      )}
    </Section>
  )
}

const Answered = ({ say, answered }: Pick<Props, 'say' | 'answered'>) => {
  const { desk: words, statuses } = say.t.corrections
  return (
    <List
      caption={words.answered}
      rows={answered}
      columns={[
        ...requestColumns(say, ({ id }) => `/corrections/${id}`),
        { label: words.result, cell: ({ status }) => chip(statuses[status], tones[status]) },
        { label: words.answeredAt, kind: 'named', cell: ({ answeredAt }) => (answeredAt ? say.shortDay(answeredAt) : '') },
      ]}
    />
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
  form: Filled
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
      <Problems {...props} />
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
        answering(props)
      ) : (
        <LinkButton href="/corrections" kind="outline">
          {t.corrections.desk.back}
        </LinkButton>
      )}
    </>
  )
}

function answering(props: OneProps) {
  const { say, correction, changes, form } = props
  const { one: words, desk } = say.t.corrections
  const field = fieldIn(say, form)
  const done = words.outcomes[changes ? 'done' : 'doneElsewhere']
  const options = answers.map((value) => {
    const { words: label, note: hint } = value === 'done' ? done : words.outcomes.declined
    return { value, label, hint }
  })
  const back = { href: '/corrections', words: desk.back }
  return (
    <Section title={words.form}>
      <ActForm {...{ say, form, back }} action={`/corrections/${correction.id}/answer`} button={words.send}>
        <Radios {...field('outcome', words.outcome)} options={options} />
        {changes ? newValue(say, form, changes) : null}
        <TextArea {...field('words', words.words, words.wordsHint)} rows={4} />
      </ActForm>
    </Section>
  )
}

/** The field as at registration. */
function newValue(say: Say, form: Filled, changes: Changeable) {
  const { corrections, places: names, people } = say.t
  const { value: label, valueHints } = corrections.one
  const field = { ...fieldIn(say, form)('value', label, valueHints[changes]), mark: undefined }
  if (changes === 'places') {
    const options = places.map((value) => ({ value, label: names[value] }))
    return <Checkboxes {...field} values={tickedIn(form, 'value')} options={options} />
  }
  if (changes === 'weeklyHours') return <NumberField {...field} suffix={people.new.hours} />
  return <TextField {...field} autocomplete="off" width="md" type={changes === 'email' ? 'email' : 'text'} />
}
