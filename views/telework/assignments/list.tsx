/** A worker's assignments: what waits for her, what is in work, what waits for review, what is done and paid. */

import { within } from '../../../policies/kernel/statuses.ts'
import { counted, type Status, type Unfinished, waiting } from '../../../policies/telework/assignments.ts'
import { LinkButton } from '../../kernel/forms.tsx'
import type { Say } from '../../kernel/say.tsx'
import { PageHeading, Section } from '../../parts/heading.tsx'
import { List, type ListColumn } from '../../parts/list.tsx'
import { Pager } from '../../parts/navigation.tsx'
import { Empty } from '../../parts/notices.tsx'
import { chip } from '../../parts/status.tsx'
import { type Task, TaskList } from '../../parts/work.tsx'
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
  /** What is due for it, and when it is paid; null where nothing is. */
  dueYen: number | null
  paidOn: string | null
  updatedAt: string
  frozenAt: string | null
}
type AssignmentListProps = {
  say: Say
  today: string
  live: readonly (Item & { status: Unfinished })[]
  /** Ended lots whose files she has not said to be deleted. */
  undeclared: readonly { id: string; title: string; lotNumber: number; returnedAt: string | null }[]
  ended: readonly Item[]
  first: boolean
  older: string | undefined
}

export const AssignmentListPage = (props: AssignmentListProps) => {
  const { say, live, ended, first } = props
  const words = say.t.assignments
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

const Undeclared = ({ say, undeclared }: AssignmentListProps) => {
  if (undeclared.length === 0) return null
  const { t } = say
  return (
    <Section title={t.custody.declare.list} id="deletions">
      <TaskList
        items={undeclared.map(({ id, title, lotNumber, returnedAt }) => ({
          href: `/assignments/${id}/deletion`,
          words: t.custody.tasks.declare(title, lotNumber),
          note: t.custody.tasks.declareNote(say.shortDay(returnedAt!)),
          tone: 'warning',
        }))}
      />
    </Section>
  )
}

type Group = keyof Say['t']['assignments']['groups']
/** Under which heading each stands; the headings come in this order. */
const groups: Record<Unfinished, Group> = { offered: 'waiting', returned: 'waiting', active: 'active', submitted: 'submitted' }
const others = [...new Set(Object.values(groups))].filter((group) => group !== 'waiting')

const Live = (props: AssignmentListProps) => {
  const { say, live } = props
  const words = say.t.assignments
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

function taskOf(item: AssignmentListProps['live'][number], { say, today }: AssignmentListProps): Task {
  const { t } = say
  const words = t.assignments
  const { id, title, lotNumber, status, price } = item
  const waits = within(waiting, status)
  const due = status === 'offered' ? item.offerEndsOn : item.dueOn
  if (item.frozenAt !== null) return frozenTask(item, say)
  const urgent = waits && due < today ? words.late : waits && due === today ? words.today : undefined
  return {
    href: `/assignments/${id}`,
    words: words.task(title, String(lotNumber)),
    note: words.taskNote(say.yen(price), noteOf(item, say)),
    label: urgent ?? (groups[status] === 'waiting' ? t.assignmentStatuses[status] : undefined),
    tone: urgent ? 'error' : assignmentTone[status],
  }
}

/** Stopped by a suspected leak: nothing of it is due. */
const frozenTask = ({ id, title, lotNumber, price, status }: Item, { t, yen }: Say): Task => ({
  href: `/assignments/${id}`,
  words: t.assignments.task(title, String(lotNumber)),
  note: t.assignments.taskNote(yen(price), t.assignmentStatuses[status]),
  label: t.incidents.home.paused,
  tone: 'warning',
})

function noteOf({ status, dueOn, offerEndsOn, submittedAt }: Item, say: Say): string {
  const { notes } = say.t.assignments
  if (status === 'offered') return notes.offered(say.shortDay(offerEndsOn))
  if (status === 'submitted') return notes.submitted(say.shortDay(submittedAt ?? dueOn))
  return notes[status === 'returned' ? 'returned' : 'active'](say.shortDay(dueOn))
}

const Ended = ({ say, ended, first, older }: AssignmentListProps) => {
  const { assignments: words, frame, assignmentStatuses } = say.t
  const { table, groups } = words
  const work: ListColumn<Item> = {
    label: table.work,
    kind: 'head',
    cell: ({ id, title, lotNumber }) => <a href={`/assignments/${id}`}>{words.task(title, String(lotNumber))}</a>,
  }
  const yenOf: ListColumn<Item> = { label: table.price, kind: 'number', cell: ({ dueYen }) => (dueYen ? say.yen(dueYen) : '–') }
  const isApproved = ({ status }: Item) => within(counted, status)
  return (
    <>
      <Former
        title={groups.approved}
        rows={ended.filter(isApproved)}
        columns={[
          work,
          yenOf,
          { label: table.paid, cell: ({ paidOn: on }) => (on ? <time datetime={on}>{say.day(on)}</time> : '') },
        ]}
      />
      <Former
        title={groups.closed}
        rows={ended.filter((item) => !isApproved(item))}
        columns={[
          work,
          { label: table.status, cell: ({ status }) => chip(assignmentStatuses[status], assignmentTone[status]) },
          yenOf,
          { label: table.day, cell: ({ updatedAt: at }) => <time datetime={at}>{say.moment(at)}</time> },
        ]}
      />
      <Pager
        label={frame.pages}
        newer={first ? undefined : { href: '/assignments', words: words.newest }}
        older={older ? { href: older, words: words.older } : undefined}
      />
    </>
  )
}

type FormerProps = { title: string; rows: readonly Item[]; columns: readonly ListColumn<Item>[] }
const Former = ({ title, rows, columns }: FormerProps) =>
  rows.length === 0 ? null : (
    <Section title={title}>
      <List caption={title} rows={rows} columns={columns} />
    </Section>
  )
