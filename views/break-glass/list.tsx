/** Emergency looks as a list: when, who, at which package, and how far each is. */
import type { Status } from '../../policies/break-glass.ts'
import { formatMoment } from '../format.ts'
import { LinkButton } from '../forms.tsx'
import type { Locale, Messages } from '../messages/index.ts'
import { Person } from '../parts/facts.tsx'
import { PageHeading } from '../parts/heading.tsx'
import { Pager } from '../parts/navigation.tsx'
import { Empty } from '../parts/notices.tsx'
import { quoted } from '../parts/quoted.ts'
import { chip, type Tone } from '../parts/status.tsx'
import { rowAction, Table } from '../parts/table.tsx'
import { nameIn } from '../people.tsx'
import type { Say } from '../say.tsx'

type Row = {
  id: string
  brokenAt: string
  name: string
  kana: string
  romaji: string
  ticket: string
  package: string
  status: Status
}
type ListProps = {
  say: Say
  rows: readonly Row[]
  mayBreak: boolean
  first: boolean
  older: string | undefined
}

export const glassTones: Record<Status, Tone> = { open: 'error', over: 'warning', reviewed: 'success' }

export const GlassListPage = ({ say, rows, mayBreak, first, older }: ListProps) => {
  const { t } = say
  const words = t.breakGlass
  const begin = mayBreak ? (
    <LinkButton href="/glass/new" kind="outline" tone="danger">
      {words.begin}
    </LinkButton>
  ) : undefined
  return (
    <>
      <PageHeading title={words.title} lead={words.lead} action={begin} />
      {rows.length === 0 ? (
        <Empty title={words.empty.title} sign="info">
          {words.empty.words}
        </Empty>
      ) : (
        <Table
          caption={words.title}
          captionHidden
          columns={[
            { label: words.columns.at, kind: 'head' },
            { label: words.columns.who },
            { label: words.columns.package },
            { label: words.columns.ticket },
            { label: words.columns.state },
            { label: words.columns.action, kind: 'quiet' },
          ]}
          rows={rows.map((row) => ({
            cells: [
              say.moment(row.brokenAt),
              say.person(row),
              row.package,
              say.quoted(row.ticket),
              chip(words.statuses[row.status], glassTones[row.status]),
              rowAction(`/glass/${row.id}`, words.open),
            ],
          }))}
        />
      )}
      <Pager
        label={t.frame.pages}
        newer={first ? undefined : { href: '/glass', words: words.first }}
        older={older ? { href: older, words: t.frame.older } : undefined}
      />
    </>
  )
}
