/** The list of courses: what is taught next, who holds it, whose runs out, and a form for a new one. */
import { NumberField, TextField } from '../kernel/forms.tsx'
import type { Say } from '../kernel/say.tsx'
import { ActForm, type Filled, fieldIn, Problems } from '../parts/form-page.tsx'
import { PageHeading, Section } from '../parts/heading.tsx'
import { List } from '../parts/list.tsx'
import { Banner, Disclosure, Empty } from '../parts/notices.tsx'
import { chip } from '../parts/status.tsx'
import { rowAction } from '../parts/table.tsx'

type CourseRow = {
  id: string
  name: string
  nameEn: string
  validMonths: number | null
  next: { onDay: string; startsAt: string; place: string } | undefined
  holders: number
}
type ExpiringRow = {
  id: string
  name: string
  kana: string
  romaji: string
  town: string
  townRomaji: string
  courseId: string
  course: string
  courseEn: string
  until: string
}
type CoursesProps = {
  say: Say
  courses: readonly CourseRow[]
  expiring: readonly ExpiringRow[]
  added: boolean
  form: Filled
}

export const CoursesPage = (props: CoursesProps) => {
  const { say, added, courses, form } = props
  const words = say.t.training.courses
  return (
    <>
      {added ? <Banner tone="success" title={words.added} live /> : null}
      <PageHeading title={words.title} lead={words.lead} />
      <Problems say={say} form={form} />
      {courses.length === 0 ? (
        <Empty title={words.empty} sign="info">
          {words.emptyAdvice}
        </Empty>
      ) : (
        <Courses {...props} />
      )}
      <Expiring {...props} />
      {newCourse(say, form)}
    </>
  )
}

const Courses = ({ say, courses }: CoursesProps) => {
  const { courses: words, forGood, months } = say.t.training
  const at = ({ id }: CourseRow) => `/courses/${id}`
  return (
    <List
      caption={words.caption}
      rows={courses}
      columns={[
        { label: words.course, kind: 'head', cell: (course) => <a href={at(course)}>{say.course(course)}</a> },
        {
          label: words.next,
          kind: 'named',
          cell: ({ next }) => (next ? `${say.shortDay(next.onDay)} ${next.startsAt}` : words.noNext),
        },
        { label: words.holders, kind: 'number', cell: ({ holders }) => words.people(holders) },
        {
          label: words.validity,
          kind: 'named',
          cell: ({ validMonths }) => (validMonths === null ? forGood : months(validMonths)),
        },
        {
          label: words.record,
          kind: 'quiet',
          cell: (course) => rowAction(at(course), words.record, words.recordFor(say.course(course))),
        },
      ]}
    />
  )
}

const Expiring = ({ say, expiring }: CoursesProps) => {
  const { courses: words, until } = say.t.training
  const count = expiring.length > 0 ? ` ${say.number(expiring.length)}` : ''
  return (
    <Section title={`${words.expiring}${count}`} lead={words.expiringLead}>
      {expiring.length === 0 ? (
        <p>{words.expiringEmpty}</p>
      ) : (
        <List
          caption={words.expiring}
          dense
          rows={expiring}
          columns={[
            { label: words.person, kind: 'head', cell: (one) => say.person(one) },
            { label: words.town, cell: say.town },
            {
              label: words.course,
              cell: ({ courseId, course: name, courseEn: nameEn }) => (
                <a href={`/courses/${courseId}`}>{say.course({ name, nameEn })}</a>
              ),
            },
            { label: words.lastDay, kind: 'named', cell: (one) => chip(until(say.shortDay(one.until)), 'warning') },
          ]}
        />
      )}
    </Section>
  )
}

/** Called before the page is written, so that the summary on top knows its labels. */
const newCourse = (say: Say, form: Filled) => {
  const words = say.t.training.courses
  const field = fieldIn(say, form)
  return (
    <Disclosure summary={words.add} open={form.problems.length > 0}>
      <ActForm {...{ say, form }} action="/courses" button={words.addButton} kind="outline">
        <TextField {...field('name', words.name)} />
        <TextField {...field('nameEn', words.nameEn, words.nameEnHint)} />
        <NumberField {...field('validMonths', words.validMonths, words.validMonthsHint)} suffix={words.monthsSuffix} width="xs" />
      </ActForm>
    </Disclosure>
  )
}
