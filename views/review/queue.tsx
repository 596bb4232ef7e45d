/** The queue of deliveries that wait for review, the longest waiting first. */
import type { Verdict } from '../../policies/review/reviews.ts'
import { LinkButton } from '../kernel/forms.tsx'
import type { Say } from '../kernel/say.tsx'
import { PageHeading } from '../parts/heading.tsx'
import { List } from '../parts/list.tsx'
import { Pager } from '../parts/navigation.tsx'
import { Banner, Empty, KeyArea } from '../parts/notices.tsx'
import { chip } from '../parts/status.tsx'
import { rowAction } from '../parts/table.tsx'

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
  say: Say
  today: string
  waiting: readonly WaitingRow[]
  done: Verdict | undefined
  completed: boolean
  older: string | undefined
}

export const QueuePage = (props: QueueProps) => {
  const { say, waiting, older } = props
  const { reviews: t, frame } = say.t
  const first = waiting.find(({ mine }) => !mine)
  return (
    <>
      <DoneBanner say={say} done={props.done} completed={props.completed} />
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
type DoneProps = { say: Say; done: Verdict | undefined; completed: boolean; next?: boolean }
export const DoneBanner = ({ say, done, completed, next }: DoneProps) => {
  const t = say.t.reviews
  return done ? (
    <Banner tone="success" title={t.done[done]} live>
      {completed ? <p>{t.completed}</p> : null}
      {next ? <p>{t.next}</p> : null}
    </Banner>
  ) : null
}

const Waiting = ({ say, today, waiting }: QueueProps) => {
  const t = say.t.reviews
  const at = ({ id }: WaitingRow) => `/assignments/${id}/review`
  const what = ({ title, lotNumber }: WaitingRow) => t.lot(title, lotNumber)
  return (
    <List
      caption={t.caption}
      rows={waiting}
      columns={[
        {
          label: t.work,
          kind: 'head',
          cell: (row) => (
            <>
              {row.mine ? what(row) : <a href={at(row)}>{what(row)}</a>}
              {(row.version ?? 1) > 1 ? <small> {t.round(row.version ?? 1)}</small> : null}
            </>
          ),
        },
        {
          label: t.worker,
          cell: ({ worker: name, workerKana: kana, workerRomaji: romaji }) => say.person({ name, kana, romaji }),
        },
        { label: t.changes, kind: 'number', cell: ({ changeCount }) => t.changesOf(say.number(changeCount ?? 0)) },
        { label: t.since, kind: 'named', cell: ({ since }) => say.moment(since) },
        { label: t.deadline, cell: ({ deadline }) => <Deadline say={say} today={today} day={deadline} /> },
        {
          label: t.start,
          kind: 'quiet',
          cell: (row) => (row.mine ? t.own : rowAction(at(row), t.start, t.startFor(what(row)))),
        },
      ]}
    />
  )
}

export const Deadline = ({ say, today, day }: { say: Say; today: string; day: string }) => {
  const t = say.t.reviews
  return (
    <>
      {say.shortDay(day)} {day < today ? chip(t.overdue, 'error') : day === today ? chip(t.dueToday, 'warning') : null}
    </>
  )
}
