/** The board of a package's lots: who holds which rows, how it stands, what is late. */
import { html } from 'hono/html'
import { inWork, type Status } from '../../policies/assignments.ts'
import { within } from '../../policies/statuses.ts'
import { formatShortDay, formatYen } from '../format.ts'
import { Section } from '../parts/heading.tsx'
import { Pager, Tabs } from '../parts/navigation.tsx'
import { Empty } from '../parts/notices.tsx'
import { type Column, Table } from '../parts/table.tsx'
import { lotChip, nameOf, type Words } from './names.tsx'

type LotRow = {
  number: number
  firstRow: number
  lastRow: number
  price: number
  assignmentId: string | null
  status: Status | null
  worker: string | null
  workerRomaji: string | null
  dueOn: string | null
}
const filters = ['all', 'late', 'submitted', 'returned', 'active', 'offered', 'free', 'approved'] as const
export type LotsProps = Words & {
  packageId: string
  rows: readonly LotRow[]
  filter: (typeof filters)[number]
  today: string
  paged: boolean
  older: string | undefined
  published: boolean
}

export const LotBoard = (props: LotsProps) => {
  const { t, rows, filter, published, packageId } = props
  const words = t.lots
  const here = filter === 'all' ? `/packages/${packageId}` : `/packages/${packageId}?lots=${filter}`
  return (
    <Section title={words.title} id="lots">
      {published ? <Tabs label={words.filter} items={tabs(props)} /> : null}
      {rows.length === 0 ? (
        <Empty title={words.noneFiltered.title} sign="neutral">
          {words.noneFiltered.body}
        </Empty>
      ) : (
        <Table caption={words.caption} captionHidden columns={columns(props)} rows={rows.map((row) => lotRow(props, row))} />
      )}
      <Pager
        label={t.frame.pages}
        newer={props.paged ? { href: `${here}#lots`, words: words.first } : undefined}
        older={props.older ? { href: `${props.older}#lots`, words: t.frame.older } : undefined}
      />
    </Section>
  )
}

const tabs = ({ t, packageId, filter }: LotsProps) =>
  filters.map((one) => ({
    href: one === 'all' ? `/packages/${packageId}#lots` : `/packages/${packageId}?lots=${one}#lots`,
    label: t.lots.filters[one],
    current: one === filter,
  }))

function columns({ t, published }: LotsProps): Column[] {
  const { columns: words } = t.lots
  const held = [{ label: words.worker }, { label: words.status }, { label: words.due }]
  return [
    { label: words.number, kind: 'head' },
    { label: words.rows, kind: 'number' },
    ...(published ? held : []),
    { label: words.price, kind: 'number' },
  ]
}

function lotRow({ t, locale, today, published }: LotsProps, row: LotRow) {
  const { assignmentId, status, dueOn } = row
  const late = within(inWork, status) && dueOn !== null && dueOn < today
  const name = t.lots.number(row.number)
  const worker = nameOf(locale, { name: row.worker, romaji: row.workerRomaji })
  const held = [
    worker || html`<small>${t.lots.nobody}</small>`,
    lotChip(t, status, late),
    dueOn === null ? '–' : formatShortDay(locale, dueOn),
  ]
  return {
    cells: [
      assignmentId ? html`<a href="/assignments/${assignmentId}">${name}</a>` : name,
      t.lots.range(row.firstRow, row.lastRow),
      ...(published ? held : []),
      row.price > 0 ? formatYen(locale, row.price) : '–',
    ],
  }
}
