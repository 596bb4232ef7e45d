/** Incidents in a list: what is being looked into, the most urgent first, and what is closed. */
import { type Day, daysBetween } from '../../policies/days.ts'
import type { Status } from '../../policies/incidents.ts'
import { formatDay, formatShortDay } from '../format.ts'
import type { Locale, Messages } from '../messages/index.ts'
import { PageHeading, Section } from '../parts/heading.tsx'
import { Pager } from '../parts/navigation.tsx'
import { Empty } from '../parts/notices.tsx'
import { quoted } from '../parts/quoted.ts'
import { chip, type Tone } from '../parts/status.tsx'
import { Table } from '../parts/table.tsx'
import type { Say } from '../say.tsx'

export const incidentTones: Record<Status, Tone> = { frozen: 'error', asked: 'warning', lifted: 'info', closed: 'success' }
/** How near a day is, as a word and a colour. */
export const urgency = (left: number): Tone => (left < 0 ? 'error' : left <= 1 ? 'warning' : 'neutral')

type Row = {
  id: string
  name: string | undefined
  number: string | undefined
  town: string
  status: Status
  reports: number | undefined
  knownAt: string
  next: Day | undefined
  mine: boolean
}
type Props = {
  say: Say
  today: Day
  open: readonly Row[]
  closed: readonly Row[]
  isFirstPage: boolean
  older: string | undefined
}

export const IncidentsPage = ({ say, today, open, closed, isFirstPage, older }: Props) => {
  const { t } = say
  const words = t.incidents.list
  const what = (one: Row) => (
    <>
      <a href={`/incidents/${one.id}`}>{one.name === undefined ? words.of(one.town) : say.quoted(one.name)}</a>
      {one.number && one.number !== one.name ? <small> {one.number}</small> : null}
    </>
  )
  const state = (one: Row) => chip(t.incidents.statuses[one.status], incidentTones[one.status])
  return (
    <>
      <PageHeading title={words.title} lead={words.lead} />
      {isFirstPage ? (
        <Section title={words.open}>
          {open.length === 0 ? (
            <Empty title={words.emptyOpen.title}>{words.emptyOpen.words}</Empty>
          ) : (
            <Table
              caption={words.open}
              captionHidden
              columns={[
                { label: words.what, kind: 'head' },
                { label: words.town },
                { label: words.state },
                { label: words.next },
                { label: words.reports },
                { label: words.known },
              ]}
              rows={open.map((one) => ({
                cells: [
                  what(one),
                  one.town,
                  one.mine ? chip(words.mine, 'warning') : state(one),
                  one.next ? <Next say={say} today={today} day={one.next} /> : one.reports === undefined ? '' : words.none,
                  one.reports === undefined ? '' : words.count(one.reports),
                  say.shortDay(one.knownAt),
                ],
              }))}
            />
          )}
        </Section>
      ) : null}
      <Section title={words.closed}>
        {closed.length === 0 ? (
          <p>{words.emptyClosed}</p>
        ) : (
          <Table
            caption={words.closed}
            captionHidden
            columns={[{ label: words.what, kind: 'head' }, { label: words.town }, { label: words.state }, { label: words.known }]}
            rows={closed.map((one) => ({ cells: [what(one), one.town, state(one), say.day(one.knownAt)] }))}
          />
        )}
        <Pager
          label={t.frame.pages}
          newer={isFirstPage ? undefined : { href: '/incidents', words: t.frame.newer }}
          older={older ? { href: older, words: t.frame.older } : undefined}
        />
      </Section>
    </>
  )
}

const Next = ({ say, today, day }: { say: Say; today: Day; day: Day }) => {
  const { t } = say
  const left = daysBetween(today, day)
  return (
    <>
      {say.shortDay(day)} {chip(t.incidents.left(left), urgency(left))}
    </>
  )
}
