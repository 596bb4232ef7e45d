/** The sheet of a course: everybody on one page, one submit; and the days on which it is taught. */
import type { Result, Shown } from '../../policies/training.ts'
import { formatDay } from '../format.ts'
import {
  Actions,
  Button,
  DateField,
  ErrorSummary,
  Form,
  type Problem,
  problemOf,
  SearchForm,
  Select,
  TextField,
} from '../forms.tsx'
import type { Locale, Messages } from '../messages/index.ts'
import { PageHeading, Section } from '../parts/heading.tsx'
import { Pager } from '../parts/navigation.tsx'
import { Banner, Disclosure, Empty } from '../parts/notices.tsx'
import { type SheetLearner, SheetRows } from './rows.tsx'

type Session = { onDay: string; startsAt: string; place: string }
type Recorded = { personId: string; name: string; kana: string; romaji: string; result: Result; opened: number }
export type SheetProps = {
  t: Messages['training']
  frame: Messages['frame']
  locale: Locale
  course: { id: string; name: string; validMonths: number | null }
  sessions: readonly Session[]
  towns: readonly { id: string; name: string; romaji: string }[]
  filter: { town: string; q: string; clear: string }
  learners: readonly (SheetLearner & { state: Shown })[]
  older: string | undefined
  fill: { href: string; on: boolean }
  saved: { people: readonly Recorded[]; opened: number } | undefined
  today: string
  typed: Readonly<Record<string, string | readonly string[]>>
  problems: readonly Problem[]
  tokens: { sheet: string; session: string }
}

export const SheetPage = (props: SheetProps) => {
  const { t, frame, locale, course, sessions, learners, problems, saved } = props
  const [next] = sessions
  const validity = course.validMonths === null ? t.forGood : t.months(course.validMonths)
  const nameOf = (learner: { name: string; romaji: string }) => (locale === 'ja' ? learner.name : learner.romaji)
  const summary = problems.map((one) => {
    const learner = learners.find(({ id }) => one.field.endsWith(id))
    return learner && one.words !== t.sheet.nobody ? { ...one, words: t.sheet.problem(nameOf(learner), one.words) } : one
  })
  return (
    <>
      {saved && saved.people.length > 0 ? <Saved {...props} saved={saved} /> : null}
      <PageHeading
        title={course.name}
        eyebrow={next ? `${validity} / ${t.sheet.nextOn(formatDay(locale, next.onDay), next.startsAt, next.place)}` : validity}
        lead={t.sheet.lead}
      />
      <ErrorSummary title={frame.problemsTitle} problems={summary} />
      <Filter {...props} />
      {learners.length === 0 ? (
        <Empty title={t.sheet.empty} sign="info" action={<a href={props.filter.clear}>{t.sheet.clear}</a>}>
          {t.sheet.emptyAdvice}
        </Empty>
      ) : (
        <Sheet {...props} />
      )}
      <Sessions {...props} />
    </>
  )
}

const Saved = ({ t, locale, saved }: SheetProps & { saved: NonNullable<SheetProps['saved']> }) => (
  <Banner tone="success" title={t.sheet.saved(saved.people.length)} live>
    {saved.opened > 0 ? <p>{t.sheet.opened(saved.opened)}</p> : null}
    <ul>
      {saved.people.map((person) => {
        const name = locale === 'ja' ? person.name : person.romaji
        return (
          <li>{person.opened > 0 ? t.sheet.openedFor(name, person.opened) : t.sheet.problem(name, t.results[person.result])}</li>
        )
      })}
    </ul>
  </Banner>
)

const Filter = ({ t, locale, course, towns, filter }: SheetProps) => (
  <SearchForm action={`/courses/${course.id}`} label={t.sheet.filter}>
    <TextField name="q" type="search" label={t.sheet.words} value={filter.q} />
    {towns.length > 1 ? (
      <Select
        name="town"
        label={t.sheet.town}
        empty={t.sheet.allTowns}
        value={filter.town}
        width="sm"
        options={towns.map(({ id, name, romaji }) => ({ value: id, label: locale === 'ja' ? name : romaji }))}
      />
    ) : null}
    <Button kind="outline" size="md">
      {t.sheet.show}
    </Button>
    {filter.town || filter.q ? <a href={filter.clear}>{t.sheet.clear}</a> : null}
  </SearchForm>
)

const Sheet = (props: SheetProps) => {
  const { t, frame, course, filter, typed, problems, today, tokens, fill, older } = props
  const query = new URLSearchParams({ ...(filter.town && { town: filter.town }), ...(filter.q && { q: filter.q }) })
  return (
    <Form action={`/courses/${course.id}/completions?${query}`} token={tokens.sheet}>
      <DateField
        name="on"
        label={t.sheet.on}
        mark={frame.required}
        required
        max={today}
        value={String(typed.on ?? today)}
        problem={problemOf(problems, 'on')}
      />
      <p>
        <a href={fill.href}>{fill.on ? t.sheet.unfill : t.sheet.fill}</a>
      </p>
      <SheetRows {...props} />
      <Pager label={frame.pages} older={older ? { href: older, words: frame.older } : undefined} />
      <Actions sticky>
        <Button>{t.sheet.save}</Button>
      </Actions>
    </Form>
  )
}

const Sessions = ({ t, frame, locale, course, sessions, typed, problems, tokens }: SheetProps) => {
  const words = t.sheet
  const field = (name: string) => ({ name, value: String(typed[name] ?? ''), problem: problemOf(problems, name), required: true })
  return (
    <Section title={words.sessions} id="sessions">
      {sessions.length === 0 ? <p>{words.sessionsEmpty}</p> : null}
      <ul>
        {sessions.map(({ onDay, startsAt, place }) => (
          <li>{words.session(formatDay(locale, onDay), startsAt, place)}</li>
        ))}
      </ul>
      <Disclosure summary={words.addSession} open={['onDay', 'startsAt', 'place'].some((name) => problemOf(problems, name))}>
        <Form action={`/courses/${course.id}/sessions`} token={tokens.session}>
          <DateField {...field('onDay')} label={words.day} mark={frame.required} />
          <DateField {...field('startsAt')} type="time" label={words.time} mark={frame.required} />
          <TextField {...field('place')} label={words.place} hint={words.placeHint} mark={frame.required} maxlength={80} />
          <Actions>
            <Button kind="outline">{words.addButton}</Button>
          </Actions>
        </Form>
      </Disclosure>
    </Section>
  )
}
