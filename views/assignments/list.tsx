/** A worker's assignments: what waits for her, what is in work, what waits for review, what is done and paid. */
import { counted, type Status, type Unfinished, waiting } from '../../policies/assignments.ts'
import { within } from '../../policies/statuses.ts'
import { formatDay, formatMoment, formatShortDay, formatYen } from '../format.ts'
import { LinkButton } from '../forms.tsx'
import type { Locale, Messages } from '../messages/index.ts'
import { PageHeading, Section } from '../parts/heading.tsx'
import { Pager } from '../parts/navigation.tsx'
import { Empty } from '../parts/notices.tsx'
import { chip } from '../parts/status.tsx'
import { type Row, Table } from '../parts/table.tsx'
import { type Task, TaskList } from '../parts/work.tsx'
import { assignmentTone } from './status.ts'

type Item = {
  id: string
  title: string
  lotNumber: number
  status: Status
  dueOn: string
  offerEndsOn: string
  price: number
  submittedAt: string | null
  paymentOn: string | null
  updatedAt: string
  frozenAt: string | null
}
type AssignmentListProps = {
  t: Messages
  locale: Locale
  today: string
  live: readonly (Item & { status: Unfinished })[]
  /** Ended lots whose files she has not said to be deleted. */
  undeclared: readonly { id: string; title: string; lotNumber: number; returnedAt: string | null }[]
  ended: readonly Item[]
  first: boolean
  older: string | undefined
}

export const AssignmentListPage = (props: AssignmentListProps) => {
  const { t, live, ended, first } = props
  const words = t.assignments
  const none = first && live.length === 0 && ended.length === 0
  return (
    <>
      <PageHeading title={words.title} lead={words.lead} />
      {none ? (
        <Empty title={words.empty.title} sign="info" action={<LinkButton href="/work">{words.empty.action}</LinkButton>}>
          {words.empty.body}
        </Empty>
      ) : null}
      <Undeclared {...props} />
      {first && !none ? <Live {...props} /> : null}
      <Ended {...props} />
    </>
  )
}

const Undeclared = ({ t, locale, undeclared }: AssignmentListProps) => {
  if (undeclared.length === 0) return null
  return (
    <Section title={t.custody.declare.list} id="deletions">
      <TaskList
        items={undeclared.map(({ id, title, lotNumber, returnedAt }) => ({
          href: `/assignments/${id}/deletion`,
          words: t.custody.tasks.declare(title, lotNumber),
          note: t.custody.tasks.declareNote(formatShortDay(locale, returnedAt!)),
          tone: 'warning',
        }))}
      />
    </Section>
  )
}

type Group = keyof Messages['assignments']['groups']
/** Under which heading each stands; the headings come in this order. */
const groups: Record<Unfinished, Group> = { offered: 'waiting', returned: 'waiting', active: 'active', submitted: 'submitted' }
const others = [...new Set(Object.values(groups))].filter((group) => group !== 'waiting')

const Live = (props: AssignmentListProps) => {
  const { t, live } = props
  const words = t.assignments
  const of = (group: Group) => live.filter(({ status }) => groups[status] === group).map((item) => taskOf(item, props))
  const asked = of('waiting')
  return (
    <>
      <Section title={words.groups.waiting}>
        {asked.length > 0 ? <TaskList items={asked} /> : <p>{words.nothingWaits}</p>}
      </Section>
      {others.map((group) => {
        const tasks = of(group)
        return tasks.length === 0 ? null : (
          <Section title={words.groups[group]}>
            <TaskList items={tasks} />
          </Section>
        )
      })}
    </>
  )
}

function taskOf(item: AssignmentListProps['live'][number], { t, locale, today }: AssignmentListProps): Task {
  const words = t.assignments
  const { id, title, lotNumber, status, price } = item
  const waits = within(waiting, status)
  const due = status === 'offered' ? item.offerEndsOn : item.dueOn
  if (item.frozenAt !== null) return frozenTask(item, t, locale)
  const urgent = waits && due < today ? words.late : waits && due === today ? words.today : undefined
  return {
    href: `/assignments/${id}`,
    words: words.task(title, String(lotNumber)),
    note: words.taskNote(formatYen(locale, price), noteOf(item, words, locale)),
    label: urgent ?? (groups[status] === 'waiting' ? t.assignmentStatuses[status] : undefined),
    tone: urgent ? 'error' : assignmentTone[status],
  }
}

/** Stopped by a suspected leak: nothing of it is due. */
const frozenTask = ({ id, title, lotNumber, price, status }: Item, t: Messages, locale: Locale): Task => ({
  href: `/assignments/${id}`,
  words: t.assignments.task(title, String(lotNumber)),
  note: t.assignments.taskNote(formatYen(locale, price), t.assignmentStatuses[status]),
  label: t.incidents.home.paused,
  tone: 'warning',
})

function noteOf({ status, dueOn, offerEndsOn, submittedAt }: Item, { notes }: Messages['assignments'], locale: Locale): string {
  if (status === 'offered') return notes.offered(formatShortDay(locale, offerEndsOn))
  if (status === 'submitted') return notes.submitted(formatShortDay(locale, submittedAt ?? dueOn))
  return notes[status === 'returned' ? 'returned' : 'active'](formatShortDay(locale, dueOn))
}

const Ended = ({ t, locale, ended, first, older }: AssignmentListProps) => {
  const words = t.assignments
  const { table } = words
  const link = ({ id, title, lotNumber }: Item) => <a href={`/assignments/${id}`}>{words.task(title, String(lotNumber))}</a>
  const approved = ended.filter(({ status }) => within(counted, status))
  const closed = ended.filter(({ status }) => !within(counted, status))
  return (
    <>
      {approved.length === 0 ? null : (
        <Section title={words.groups.approved}>
          <Table
            caption={words.groups.approved}
            captionHidden
            columns={[{ label: table.work, kind: 'head' }, { label: table.price, kind: 'number' }, { label: table.paid }]}
            rows={approved.map(
              (item): Row => ({
                cells: [
                  link(item),
                  formatYen(locale, item.price),
                  item.paymentOn ? <time datetime={item.paymentOn}>{formatDay(locale, item.paymentOn)}</time> : '',
                ],
              }),
            )}
          />
        </Section>
      )}
      {closed.length === 0 ? null : (
        <Section title={words.groups.closed}>
          <Table
            caption={words.groups.closed}
            captionHidden
            columns={[{ label: table.work, kind: 'head' }, { label: table.status }, { label: table.day }]}
            rows={closed.map(
              (item): Row => ({
                cells: [
                  link(item),
                  chip(t.assignmentStatuses[item.status], assignmentTone[item.status]),
                  <time datetime={item.updatedAt}>{formatMoment(locale, item.updatedAt)}</time>,
                ],
              }),
            )}
          />
        </Section>
      )}
      <Pager
        label={t.frame.pages}
        newer={first ? undefined : { href: '/assignments', words: words.newest }}
        older={older ? { href: older, words: words.older } : undefined}
      />
    </>
  )
}
