/** The board of a package's lots: who holds which rows, how it stands, what is late. */
import { html } from 'hono/html'
import { within } from '../../policies/kernel/statuses.ts'
import { inWork, type Status } from '../../policies/telework/assignments.ts'
import type { Say } from '../kernel/say.tsx'
import { Section } from '../parts/heading.tsx'
import { List, type ListColumn } from '../parts/list.tsx'
import { Pager, Tabs } from '../parts/navigation.tsx'
import { Empty } from '../parts/notices.tsx'
import { lotChip } from './names.tsx'

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
export type LotsProps = {
  say: Say
  packageId: string
  rows: readonly LotRow[]
  filter: (typeof filters)[number]
  today: string
  paged: boolean
  older: string | undefined
  published: boolean
}

export const LotBoard = (props: LotsProps) => {
  const { rows, filter, published, packageId } = props
  const { t } = props.say
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
        <List caption={words.caption} rows={rows} columns={columns(props)} />
      )}
      <Pager
        label={t.frame.pages}
        newer={props.paged ? { href: `${here}#lots`, words: words.first } : undefined}
        older={props.older ? { href: `${props.older}#lots`, words: t.frame.older } : undefined}
      />
    </Section>
  )
}

const tabs = ({ say: { t }, packageId, filter }: LotsProps) =>
  filters.map((one) => ({
    href: one === 'all' ? `/packages/${packageId}#lots` : `/packages/${packageId}?lots=${one}#lots`,
    label: t.lots.filters[one],
    current: one === filter,
  }))

function columns({ say, today, published }: LotsProps): (ListColumn<LotRow> | false)[] {
  const { t, shortDay, yen } = say
  const { columns: words, number, nobody, range } = t.lots
  return [
    {
      label: words.number,
      kind: 'head',
      cell: ({ assignmentId: id, number: n }) => (id ? html`<a href="/assignments/${id}">${number(n)}</a>` : number(n)),
    },
    { label: words.rows, kind: 'number', cell: ({ firstRow, lastRow }) => range(firstRow, lastRow) },
    published && {
      label: words.worker,
      cell: ({ worker, workerRomaji }) => say.name({ name: worker, romaji: workerRomaji }) || html`<small>${nobody}</small>`,
    },
    published && { label: words.status, cell: (row) => lotChip(t, row.status, isLate(row, today)) },
    published && { label: words.due, kind: 'named', cell: ({ dueOn }) => (dueOn === null ? '–' : shortDay(dueOn)) },
    { label: words.price, kind: 'number', cell: ({ price }) => (price > 0 ? yen(price) : '–') },
  ]
}

const isLate = ({ status, dueOn }: LotRow, today: string): boolean => within(inWork, status) && dueOn !== null && dueOn < today
