/** The sheet of a course: everybody on one page, one submit; and the days on which it is taught. */
import type { Result, Shown } from '../../policies/training/training.ts'
import { Actions, Button, DateField, Form, SearchForm, Select, TextField } from '../kernel/forms.tsx'
import type { Say } from '../kernel/say.tsx'
import { ActForm, type Filled, fieldIn, Problems } from '../parts/form-page.tsx'
import { PageHeading, Section } from '../parts/heading.tsx'
import { Pager } from '../parts/navigation.tsx'
import { Banner, Disclosure, Empty } from '../parts/notices.tsx'
import { type SheetLearner, SheetRows } from './rows.tsx'

type Session = { onDay: string; startsAt: string; place: string }
type Recorded = { personId: string; name: string; kana: string; romaji: string; result: Result; opened: number }
export type SheetProps = {
  say: Say
  course: { id: string; name: string; validMonths: number | null }
  sessions: readonly Session[]
  towns: readonly { id: string; name: string; romaji: string }[]
  filter: { town: string; q: string; clear: string }
  learners: readonly (SheetLearner & { state: Shown })[]
  older: string | undefined
  fill: { href: string; on: boolean }
  saved: { people: readonly Recorded[]; opened: number } | undefined
  today: string
  forms: { sheet: Filled; session: Filled }
}

export const SheetPage = (props: SheetProps) => {
  const { say, course, sessions, learners, forms, saved } = props
  const t = say.t.training
  const [next] = sessions
  const validity = course.validMonths === null ? t.forGood : t.months(course.validMonths)
  // Of many alike, the summary names whose field it is.
  const named = forms.sheet.problems.map((one) => {
    const learner = learners.find(({ id }) => one.field.endsWith(id))
    return learner && one.words !== t.sheet.nobody ? { ...one, words: t.sheet.problem(say.name(learner), one.words) } : one
  })
  return (
    <>
      {saved && saved.people.length > 0 ? <Saved {...props} saved={saved} /> : null}
      <PageHeading
        title={course.name}
        eyebrow={next ? `${validity} / ${t.sheet.nextOn(say.day(next.onDay), next.startsAt, next.place)}` : validity}
        lead={t.sheet.lead}
      />
      <Problems say={say} form={{ ...forms.sheet, problems: named }} />
      <Problems say={say} form={forms.session} />
      <Filter {...props} />
      {learners.length === 0 ? (
        <Empty title={t.sheet.empty} sign="info" action={<a href={props.filter.clear}>{t.sheet.clear}</a>}>
          {t.sheet.emptyAdvice}
        </Empty>
      ) : (
        <Sheet {...props} />
      )}
      {sessionsOf(props)}
    </>
  )
}

const Saved = ({ say, saved }: SheetProps & { saved: NonNullable<SheetProps['saved']> }) => {
  const { sheet, results } = say.t.training
  return (
    <Banner tone="success" title={sheet.saved(saved.people.length)} live>
      {saved.opened > 0 ? <p>{sheet.opened(saved.opened)}</p> : null}
      <ul>
        {saved.people.map(({ opened, result, ...one }) => (
          <li>{opened > 0 ? sheet.openedFor(say.name(one), opened) : sheet.problem(say.name(one), results[result])}</li>
        ))}
      </ul>
    </Banner>
  )
}

const Filter = ({ say, course, towns, filter }: SheetProps) => {
  const words = say.t.training.sheet
  return (
    <SearchForm action={`/courses/${course.id}`} label={words.filter}>
      <TextField name="q" type="search" label={words.words} value={filter.q} />
      {towns.length > 1 ? (
        <Select
          name="town"
          label={words.town}
          empty={words.allTowns}
          value={filter.town}
          width="sm"
          options={towns.map((town) => ({ value: town.id, label: say.name(town) }))}
        />
      ) : null}
      <Button kind="outline" size="md">
        {words.show}
      </Button>
      {filter.town || filter.q ? <a href={filter.clear}>{words.clear}</a> : null}
    </SearchForm>
  )
}

const Sheet = ({ say, course, filter, learners, forms, today, fill, older }: SheetProps) => {
  const { training, frame } = say.t
  const query = new URLSearchParams({ ...(filter.town && { town: filter.town }), ...(filter.q && { q: filter.q }) })
  return (
    <Form action={`/courses/${course.id}/completions?${query}`} token={forms.sheet.token}>
      <DateField {...fieldIn(say, forms.sheet)('on', training.sheet.on)} max={today} />
      <p>
        <a href={fill.href}>{fill.on ? training.sheet.unfill : training.sheet.fill}</a>
      </p>
      <SheetRows say={say} form={forms.sheet} learners={learners} />
      <Pager label={frame.pages} older={older ? { href: older, words: frame.older } : undefined} />
      <Actions sticky>
        <Button>{training.sheet.save}</Button>
      </Actions>
    </Form>
  )
}

/** Called before the page is written, so that the summary on top knows its labels. */
const sessionsOf = ({ say, course, sessions, forms: { session: form } }: SheetProps) => {
  const words = say.t.training.sheet
  const field = fieldIn(say, form)
  return (
    <Section title={words.sessions} id="sessions">
      {sessions.length === 0 ? <p>{words.sessionsEmpty}</p> : null}
      <ul>
        {sessions.map(({ onDay, startsAt, place }) => (
          <li>{words.session(say.day(onDay), startsAt, place)}</li>
        ))}
      </ul>
      <Disclosure summary={words.addSession} open={form.problems.length > 0}>
        <ActForm {...{ say, form }} action={`/courses/${course.id}/sessions`} button={words.addButton} kind="outline">
          <DateField {...field('onDay', words.day)} />
          <DateField {...field('startsAt', words.time)} type="time" />
          <TextField {...field('place', words.place, words.placeHint)} />
        </ActForm>
      </Disclosure>
    </Section>
  )
}
