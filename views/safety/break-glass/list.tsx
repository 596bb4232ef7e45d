/** Emergency looks as a list: when, who, at which package, and how far each is. */
import type { Status } from '../../../policies/safety/break-glass.ts'
import { LinkButton } from '../../kernel/forms.tsx'
import type { Say } from '../../kernel/say.tsx'
import { PageHeading } from '../../parts/heading.tsx'
import { List } from '../../parts/list.tsx'
import { Pager } from '../../parts/navigation.tsx'
import { Empty } from '../../parts/notices.tsx'
import { chip, type Tone } from '../../parts/status.tsx'
import { rowAction } from '../../parts/table.tsx'

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
        <List
          caption={words.title}
          rows={rows}
          columns={[
            { label: words.columns.at, kind: 'head', cell: ({ brokenAt }) => say.moment(brokenAt) },
            { label: words.columns.who, cell: (row) => say.person(row) },
            { label: words.columns.package, cell: (row) => row.package },
            { label: words.columns.ticket, cell: ({ ticket }) => say.quoted(ticket) },
            { label: words.columns.state, cell: ({ status }) => chip(words.statuses[status], glassTones[status]) },
            { label: words.columns.action, kind: 'quiet', cell: ({ id }) => rowAction(`/glass/${id}`, words.open) },
          ]}
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
