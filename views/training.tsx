/** A worker's training record: what opens work first, then what she holds, then everything that was recorded. */
import type { Result, Shown } from '../policies/training.ts'
import { StandingChip } from './courses/rows.tsx'
import { formatDay, formatShortDay } from './format.ts'
import { LinkButton } from './forms.tsx'
import type { Locale, Messages } from './messages/index.ts'
import { PageHeading, Section } from './parts/heading.tsx'
import { Disclosure, Empty } from './parts/notices.tsx'
import { Table } from './parts/table.tsx'

type OwnCourse = {
  id: string
  name: string
  nameEn: string
  state: Shown
  until: string | null
  asked: number
  next: { onDay: string; startsAt: string; place: string } | undefined
}
type OwnRecord = {
  id: string
  name: string
  nameEn: string
  result: Result
  score: number | null
  completedOn: string
  recordedBy: string
  recordedByRomaji: string
}
type TrainingProps = {
  t: Messages['training']
  locale: Locale
  wanted: readonly OwnCourse[]
  held: readonly OwnCourse[]
  records: readonly OwnRecord[]
}

export const TrainingPage = (props: TrainingProps) => {
  const { t, locale, wanted, held, records } = props
  const words = t.own
  return (
    <>
      <PageHeading title={words.title} lead={words.lead} />
      <Section title={words.wanted} lead={wanted.length > 0 ? words.wantedLead : undefined}>
        {wanted.length === 0 ? (
          <Empty
            title={words.wantedEmpty}
            action={
              <LinkButton href="/work" kind="outline" size="md">
                {words.findWork}
              </LinkButton>
            }
          />
        ) : (
          <ul class="yui-courses">
            {wanted.map((course) => (
              <Wanted t={t} locale={locale} course={course} />
            ))}
          </ul>
        )}
      </Section>
      <Section title={words.held}>
        {held.length === 0 ? (
          <Empty title={words.heldEmpty} sign="info">
            {words.heldEmptyAdvice}
          </Empty>
        ) : (
          <Held {...props} />
        )}
      </Section>
      {records.length > 0 ? (
        <Disclosure summary={words.history}>
          <Records {...props} />
        </Disclosure>
      ) : null}
    </>
  )
}

const nameOf = (locale: Locale, course: { name: string; nameEn: string }) => (locale === 'ja' ? course.name : course.nameEn)

const Wanted = ({ t, locale, course }: { t: TrainingProps['t']; locale: Locale; course: OwnCourse }) => {
  const { next, state, until } = course
  const words = t.own
  return (
    <li class="yui-courses__item">
      <h3 class="yui-courses__name">{nameOf(locale, course)}</h3>
      <p>
        <StandingChip t={t} locale={locale} state={state} until={null} />
      </p>
      <p>{words.wantedBy(course.asked)}</p>
      {state === 'soon' && until ? <p>{words.soon(formatDay(locale, until))}</p> : null}
      {state === 'expired' ? <p>{words.again}</p> : null}
      <p>{next ? words.nextOn(formatDay(locale, next.onDay), next.startsAt, next.place) : words.noNext}</p>
    </li>
  )
}

const Held = ({ t, locale, held }: TrainingProps) => (
  <Table
    caption={t.own.caption}
    captionHidden
    columns={[{ label: t.own.course, kind: 'head' }, { label: t.own.state }, { label: t.own.opens }]}
    rows={held.map((course) => ({
      cells: [
        nameOf(locale, course),
        <>
          <StandingChip t={t} locale={locale} state={course.state} until={course.until} />
          {course.until === null && course.state === 'valid' ? <small> {t.forGood}</small> : null}
        </>,
        course.asked > 0 ? <a href="/work">{t.own.opensCount(course.asked)}</a> : t.own.opensCount(0),
      ],
    }))}
  />
)

const Records = ({ t, locale, records }: TrainingProps) => (
  <Table
    caption={t.own.history}
    captionHidden
    dense
    columns={[
      { label: t.own.course, kind: 'head' },
      { label: t.own.result },
      { label: t.own.score, kind: 'number' },
      { label: t.own.on },
      { label: t.own.by },
    ]}
    rows={records.map((record) => ({
      cells: [
        nameOf(locale, record),
        t.results[record.result],
        record.score === null ? '' : t.own.points(record.score),
        formatShortDay(locale, record.completedOn),
        locale === 'ja' ? record.recordedBy : record.recordedByRomaji,
      ],
    }))}
  />
)
