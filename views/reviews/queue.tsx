/** The queue of deliveries that wait for review, the longest waiting first. */
import type { Verdict } from '../../policies/reviews.ts'
import { formatMoment, formatNumber, formatShortDay } from '../format.ts'
import { LinkButton } from '../forms.tsx'
import type { Locale, Messages } from '../messages/index.ts'
import { Person } from '../parts/facts.tsx'
import { PageHeading } from '../parts/heading.tsx'
import { Pager } from '../parts/navigation.tsx'
import { Banner, Empty, KeyArea } from '../parts/notices.tsx'
import { chip } from '../parts/status.tsx'
import { Table } from '../parts/table.tsx'

type WaitingRow = {
  id: string
  title: string
  packageNumber: string
  lotNumber: number
  worker: string
  workerKana: string
  workerRomaji: string
  version: number | null
  changeCount: number | null
  since: string
  deadline: string
  mine: boolean
}
type QueueProps = {
  t: Messages['reviews']
  frame: Messages['frame']
  locale: Locale
  today: string
  waiting: readonly WaitingRow[]
  done: Verdict | undefined
  completed: boolean
  older: string | undefined
}

export const QueuePage = (props: QueueProps) => {
  const { t, frame, waiting, older } = props
  const first = waiting.find(({ mine }) => !mine)
  return (
    <>
      <DoneBanner t={t} done={props.done} completed={props.completed} />
      <KeyArea label={t.keyArea} autofocus>
        <PageHeading
          title={t.title}
          lead={waiting.length > 0 ? t.lead : undefined}
          action={
            first ? (
              <LinkButton href={`/assignments/${first.id}/review`} shortcut="n">
                {t.startFirst}
              </LinkButton>
            ) : undefined
          }
        />
      </KeyArea>
      {waiting.length === 0 ? (
        <Empty
          title={t.empty}
          action={
            <LinkButton href="/packages" kind="outline" size="md">
              {t.toPackages}
            </LinkButton>
          }
        >
          {t.emptyAdvice}
        </Empty>
      ) : (
        <Waiting {...props} />
      )}
      <Pager label={frame.pages} older={older ? { href: older, words: frame.older } : undefined} />
    </>
  )
}

/** What was just decided, said aloud; `next` adds that this page already shows the next delivery. */
export const DoneBanner = ({
  t,
  done,
  completed,
  next,
}: {
  t: Messages['reviews']
  done: Verdict | undefined
  completed: boolean
  next?: boolean
}) =>
  done ? (
    <Banner tone="success" title={t.done[done]} live>
      {completed ? <p>{t.completed}</p> : null}
      {next ? <p>{t.next}</p> : null}
    </Banner>
  ) : null

const Waiting = ({ t, locale, today, waiting }: QueueProps) => (
  <Table
    caption={t.caption}
    captionHidden
    columns={[
      { label: t.work, kind: 'head' },
      { label: t.worker },
      { label: t.changes, kind: 'number' },
      { label: t.since },
      { label: t.deadline },
      { label: t.start, kind: 'quiet' },
    ]}
    rows={waiting.map((row) => {
      const what = t.lot(row.title, row.lotNumber)
      return {
        cells: [
          <>
            {row.mine ? what : <a href={`/assignments/${row.id}/review`}>{what}</a>}
            {(row.version ?? 1) > 1 ? <small> {t.round(row.version ?? 1)}</small> : null}
          </>,
          <Person name={locale === 'ja' ? row.worker : row.workerRomaji} kana={locale === 'ja' ? row.workerKana : undefined} />,
          t.changesOf(formatNumber(locale, row.changeCount ?? 0)),
          formatMoment(locale, row.since),
          <Deadline t={t} locale={locale} today={today} day={row.deadline} />,
          row.mine ? (
            t.own
          ) : (
            <a
              class="dads-button"
              data-type="outline"
              data-size="sm"
              href={`/assignments/${row.id}/review`}
              aria-label={t.startFor(what)}
            >
              {t.start}
            </a>
          ),
        ],
      }
    })}
  />
)

type DeadlineProps = { t: Messages['reviews']; locale: Locale; today: string; day: string }

export const Deadline = ({ t, locale, today, day }: DeadlineProps) => (
  <>
    {formatShortDay(locale, day)} {day < today ? chip(t.overdue, 'error') : day === today ? chip(t.dueToday, 'warning') : null}
  </>
)
