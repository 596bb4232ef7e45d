/** The working list of packages: what each is, where it stands, how far it is. */
import { html } from 'hono/html'
import { type Status, statuses } from '../../policies/packages.ts'
import { formatShortDay } from '../format.ts'
import { LinkButton } from '../forms.tsx'
import { PageHeading } from '../parts/heading.tsx'
import { icon } from '../parts/icon.tsx'
import { Pager, Tabs } from '../parts/navigation.tsx'
import { Empty } from '../parts/notices.tsx'
import { progressBar } from '../parts/progress.tsx'
import { quoted } from '../parts/quoted.ts'
import { type Column, Table } from '../parts/table.tsx'
import { nameOf, packageChip, type Words } from './names.tsx'

type PackageRow = {
  id: string
  number: string
  title: string
  client: string
  status: Status
  lotCount: number
  lotsFree: number
  lotsApproved: number
  dueOn: string | null
  town: string
  townRomaji: string
  manager: string | null
  managerRomaji: string | null
}
type ListProps = Words & {
  rows: readonly PackageRow[]
  status: Status | undefined
  mayCreate: boolean
  manyTowns: boolean
  paged: boolean
  older: string | undefined
}

export const PackageListPage = (props: ListProps) => {
  const { t, rows, status, mayCreate } = props
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
      {rows.length === 0 ? (
        <NoPackages {...props} />
      ) : (
        <Table
          caption={words.tableCaption}
          captionHidden
          columns={columns(props)}
          rows={rows.map((row) => packageRow(props, row))}
        />
      )}
      <Pager
        label={t.frame.pages}
        newer={props.paged ? { href: here, words: words.first } : undefined}
        older={props.older ? { href: props.older, words: t.frame.older } : undefined}
      />
    </>
  )
}

const tabs = ({ t, status }: ListProps) => [
  { href: '/packages', label: t.packages.all, current: status === undefined },
  ...statuses.map((one) => ({ href: `/packages?status=${one}`, label: t.packageStatuses[one], current: status === one })),
]

const NoPackages = ({ t, status, mayCreate }: ListProps) => {
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

const columns = ({ t, manyTowns }: ListProps): Column[] => {
  const { columns: words } = t.packages
  return [
    { label: words.title, kind: 'head' },
    ...(manyTowns ? [{ label: words.town }] : []),
    { label: words.status },
    { label: words.progress },
    { label: words.due },
    { label: words.manager },
  ]
}

function packageRow({ t, locale, manyTowns }: ListProps, row: PackageRow) {
  const manager = nameOf(locale, { name: row.manager, romaji: row.managerRomaji })
  return {
    cells: [
      html`<a href="/packages/${row.id}">${quoted(locale, row.title)}</a><br><small>${row.number}　${quoted(locale, row.client)}</small>`,
      ...(manyTowns ? [nameOf(locale, { name: row.town, romaji: row.townRomaji })] : []),
      packageChip(t, row.status),
      row.lotCount === 0 ? html`<small>${t.packages.notSplit}</small>` : progress(t.packages, row),
      row.dueOn ? formatShortDay(locale, row.dueOn) : html`<small>${t.packages.none}</small>`,
      manager || html`<small>${t.packages.none}</small>`,
    ],
  }
}

function progress(words: ListProps['t']['packages'], { lotCount, lotsFree, lotsApproved }: PackageRow) {
  const bar = progressBar([
    { tone: 'done', words: '', count: lotsApproved },
    { tone: 'active', words: '', count: lotCount - lotsFree - lotsApproved },
    { tone: 'todo', words: '', count: lotsFree },
  ])
  const free = lotsFree > 0 ? html` <small>${words.lotsFree(lotsFree)}</small>` : ''
  return html`<span class="yui-share">${bar}<span>${words.lotsDone(lotsApproved, lotCount)}${free}</span></span>`
}
