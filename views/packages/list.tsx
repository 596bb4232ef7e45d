/** The working list of packages: what each is, where it stands, how far it is. */
import { html } from 'hono/html'
import type { Day } from '../../policies/kernel/days.ts'
import { isPast } from '../../policies/packages/postings.ts'
import { type Status, statuses } from '../../policies/packages/statuses.ts'
import { LinkButton } from '../kernel/forms.tsx'
import type { Say } from '../kernel/say.tsx'
import type { Messages } from '../messages/index.ts'
import { PageHeading } from '../parts/heading.tsx'
import { icon } from '../parts/icon.tsx'
import { List, type ListColumn } from '../parts/list.tsx'
import { Pager, Tabs } from '../parts/navigation.tsx'
import { Empty } from '../parts/notices.tsx'
import { progressBar } from '../parts/progress.tsx'
import { packageChip } from './names.tsx'

type PackageRow = {
  id: string
  number: string
  title: string
  client: string
  status: Status
  lotCount: number
  lotsFree: number
  lotsApproved: number
  dueOn: Day | null
  town: string
  townRomaji: string
  manager: string | null
  managerRomaji: string | null
}
type ListProps = {
  say: Say
  rows: readonly PackageRow[]
  status: Status | undefined
  mayCreate: boolean
  manyTowns: boolean
  today: Day
  paged: boolean
  older: string | undefined
}

export const PackageListPage = (props: ListProps) => {
  const { rows, status, mayCreate } = props
  const { t } = props.say
  const words = t.packages
  const newOne = mayCreate ? (
    <LinkButton href="/packages/new">
      {icon('plus')}
      {words.newOne}
    </LinkButton>
  ) : null
  const here = status ? `/packages?status=${status}` : '/packages'
  return (
    <>
      <PageHeading title={words.title} lead={words.lead} action={newOne} />
      <Tabs label={words.filter} items={tabs(props)} />
      {rows.length === 0 ? <NoPackages {...props} /> : <List caption={words.tableCaption} rows={rows} columns={columns(props)} />}
      <Pager
        label={t.frame.pages}
        newer={props.paged ? { href: here, words: words.first } : undefined}
        older={props.older ? { href: props.older, words: t.frame.older } : undefined}
      />
    </>
  )
}

const tabs = ({ say: { t }, status }: ListProps) => [
  { href: '/packages', label: t.packages.all, current: status === undefined },
  ...statuses.map((one) => ({ href: `/packages?status=${one}`, label: t.packageStatuses[one], current: status === one })),
]

const NoPackages = ({ say: { t }, status, mayCreate }: ListProps) => {
  const { empty, newOne } = t.packages
  if (status)
    return (
      <Empty title={empty.filtered.title} sign="neutral" action={<a href="/packages">{empty.filtered.action}</a>}>
        {empty.filtered.body}
      </Empty>
    )
  const words = mayCreate ? empty.coordinator : empty.manager
  return (
    <Empty
      title={words.title}
      sign="file"
      action={
        mayCreate ? (
          <LinkButton kind="outline" href="/packages/new">
            {newOne}
          </LinkButton>
        ) : undefined
      }
    >
      {words.body}
    </Empty>
  )
}

function columns({ say, manyTowns, today }: ListProps): (ListColumn<PackageRow> | false)[] {
  const { t, quoted, shortDay } = say
  const { columns: words, none, notSplit } = t.packages
  const small = (said: string) => html`<small>${said}</small>`
  return [
    {
      label: words.title,
      kind: 'head',
      cell: ({ id, title, number, client }) =>
        html`<a href="/packages/${id}">${quoted(title)}</a><br><small>${number}　${quoted(client)}</small>`,
    },
    manyTowns && { label: words.town, cell: say.town },
    { label: words.status, cell: ({ status, dueOn }) => packageChip(t, status, isPast(dueOn, today)) },
    { label: words.progress, cell: (row) => (row.lotCount === 0 ? small(notSplit) : progress(t.packages, row)) },
    { label: words.due, cell: ({ dueOn }) => (dueOn ? shortDay(dueOn) : small(none)) },
    {
      label: words.manager,
      cell: ({ manager, managerRomaji }) => say.name({ name: manager, romaji: managerRomaji }) || small(none),
    },
  ]
}

function progress(words: Messages['packages'], { lotCount, lotsFree, lotsApproved }: PackageRow) {
  const bar = progressBar([
    { tone: 'done', words: '', count: lotsApproved },
    { tone: 'active', words: '', count: lotCount - lotsFree - lotsApproved },
    { tone: 'todo', words: '', count: lotsFree },
  ])
  const free = lotsFree > 0 ? html` <small>${words.lotsFree(lotsFree)}</small>` : ''
  return html`<span class="yui-share">${bar}<span>${words.lotsDone(lotsApproved, lotCount)}${free}</span></span>`
}
