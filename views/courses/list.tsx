/** The list of courses: what is taught next, who holds it, whose runs out, and a form for a new one. */

import { formatNumber, formatShortDay } from '../format.ts'
import { Actions, Button, ErrorSummary, Form, NumberField, type Problem, problemOf, TextField } from '../forms.tsx'
import type { Locale, Messages } from '../messages/index.ts'
import { Person } from '../parts/facts.tsx'
import { PageHeading, Section } from '../parts/heading.tsx'
import { Banner, Disclosure, Empty } from '../parts/notices.tsx'
import { chip } from '../parts/status.tsx'
import { Table } from '../parts/table.tsx'

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
  t: Messages['training']
  frame: Messages['frame']
  locale: Locale
  courses: readonly CourseRow[]
  expiring: readonly ExpiringRow[]
  added: boolean
  typed: Readonly<Record<string, string | readonly string[]>>
  problems: readonly Problem[]
  token: string
}

export const CoursesPage = (props: CoursesProps) => {
  const { t, frame, added, problems, courses } = props
  return (
    <>
      {added ? <Banner tone="success" title={t.courses.added} live /> : null}
      <PageHeading title={t.courses.title} lead={t.courses.lead} />
      <ErrorSummary title={frame.problemsTitle} problems={problems} />
      {courses.length === 0 ? (
        <Empty title={t.courses.empty} sign="info">
          {t.courses.emptyAdvice}
        </Empty>
      ) : (
        <Courses {...props} />
      )}
      <Expiring {...props} />
      <NewCourse {...props} />
    </>
  )
}

const Courses = ({ t, locale, courses }: CoursesProps) => {
  const words = t.courses
  return (
    <Table
      caption={words.caption}
      captionHidden
      columns={[
        { label: words.course, kind: 'head' },
        { label: words.next },
        { label: words.holders, kind: 'number' },
        { label: words.validity },
        { label: words.record, kind: 'quiet' },
      ]}
      rows={courses.map((course) => {
        const name = locale === 'ja' ? course.name : course.nameEn
        const { next } = course
        return {
          cells: [
            <a href={`/courses/${course.id}`}>{name}</a>,
            next ? `${formatShortDay(locale, next.onDay)} ${next.startsAt}` : words.noNext,
            words.people(course.holders),
            course.validMonths === null ? t.forGood : t.months(course.validMonths),
            <a
              class="dads-button"
              data-type="outline"
              data-size="sm"
              href={`/courses/${course.id}`}
              aria-label={words.recordFor(name)}
            >
              {words.record}
            </a>,
          ],
        }
      })}
    />
  )
}

const Expiring = ({ t, locale, expiring }: CoursesProps) => {
  const words = t.courses
  return (
    <Section
      title={`${words.expiring}${expiring.length > 0 ? ` ${formatNumber(locale, expiring.length)}` : ''}`}
      lead={words.expiringLead}
    >
      {expiring.length === 0 ? (
        <p>{words.expiringEmpty}</p>
      ) : (
        <Table
          caption={words.expiring}
          captionHidden
          dense
          columns={[
            { label: words.person, kind: 'head' },
            { label: words.town },
            { label: words.course },
            { label: words.lastDay },
          ]}
          rows={expiring.map((row) => ({
            cells: [
              locale === 'ja' ? <Person name={row.name} kana={row.kana} /> : <Person name={row.romaji} />,
              locale === 'ja' ? row.town : row.townRomaji,
              <a href={`/courses/${row.courseId}`}>{locale === 'ja' ? row.course : row.courseEn}</a>,
              chip(t.until(formatShortDay(locale, row.until)), 'warning'),
            ],
          }))}
        />
      )}
    </Section>
  )
}

const NewCourse = ({ t, frame, typed, problems, token }: CoursesProps) => {
  const words = t.courses
  const field = (name: string) => ({ name, value: String(typed[name] ?? ''), problem: problemOf(problems, name) })
  return (
    <Disclosure summary={words.add} open={problems.length > 0}>
      <Form action="/courses" token={token}>
        <TextField {...field('name')} label={words.name} mark={frame.required} required maxlength={80} />
        <TextField
          {...field('nameEn')}
          label={words.nameEn}
          hint={words.nameEnHint}
          mark={frame.required}
          required
          maxlength={80}
        />
        <NumberField
          {...field('validMonths')}
          label={words.validMonths}
          hint={words.validMonthsHint}
          mark={frame.optional}
          suffix={words.monthsSuffix}
          width="xs"
        />
        <Actions>
          <Button kind="outline">{words.addButton}</Button>
        </Actions>
      </Form>
    </Disclosure>
  )
}
