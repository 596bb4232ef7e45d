/** Open work as a list: title, price, time and date, and whether she may take it. */
import { html } from 'hono/html'
import type { Level } from '../policies/classes.ts'
import { volumeBand } from '../policies/lots.ts'
import { formatMinutes, formatNumber, formatShortDay, formatYen } from './format.ts'
import { LinkButton } from './forms.tsx'
import type { Locale, Messages } from './messages/index.ts'
import { PageHeading } from './parts/heading.tsx'
import { Pager, Tabs } from './parts/navigation.tsx'
import { Empty } from './parts/notices.tsx'
import { quoted } from './parts/quoted.ts'
import { chip } from './parts/status.tsx'
import { type WorkLine, workItem } from './parts/work.tsx'

type Row = {
  readonly id: string
  readonly title: string
  readonly town: string
  readonly townRomaji: string
  readonly unitPrice: number | null
  readonly rowsPerLot: number | null
  readonly minutesPerRow: number | null
  readonly dueOn: string | null
  readonly lotsFree: number
  readonly rowCount: number | null
}
/** How a posting stands for this worker. */
/** `banded`: its volume is told in bands only. */
export type Verdict = {
  readonly level: Level
  readonly open: boolean
  readonly summary: string
  readonly banded: boolean
}
export type WorkListProps = {
  t: Messages
  locale: Locale
  town: string
  takeable: boolean
  empty: boolean
  /** How many were looked through for the filter. */
  searched: number
  first: boolean
  older: string | undefined
}

/** What stands above the lines: the same for everybody of a town. */
export const WorkListTop = ({ t, town, takeable }: Pick<WorkListProps, 't' | 'town' | 'takeable'>) => {
  const words = t.work
  return (
    <>
      <PageHeading title={words.title} lead={words.lead(town)} />
      <Tabs
        label={words.filter}
        items={[
          { href: '/work', label: words.all, current: !takeable },
          { href: '/work?can=now', label: words.takeable, current: takeable },
        ]}
      />
    </>
  )
}

/** What stands below them: the way on, or what to do where there are none. */
export const WorkListEnd = (props: WorkListProps) => {
  const { t, locale, takeable, empty } = props
  const words = t.work
  return (
    <>
      {empty ? <None {...props} /> : null}
      <Pager
        label={t.frame.pages}
        newer={props.first ? undefined : { href: takeable ? '/work?can=now' : '/work', words: words.newest }}
        shown={takeable && !empty ? words.searched(formatNumber(locale, props.searched)) : undefined}
        older={props.older ? { href: props.older, words: takeable ? words.searchOn : words.older } : undefined}
      />
    </>
  )
}

/** One line of the list: the posting, and how it stands for this worker. */
export function postingItem(row: Row, verdict: Verdict, raised: boolean, t: Messages, locale: Locale): WorkLine {
  const words = t.work
  const rows = row.rowsPerLot ?? 0
  const unit = row.unitPrice ?? 0
  const yen = formatYen(locale, unit)
  return workItem({
    href: `/work/${row.id}`,
    title: quoted(locale, row.title),
    level: 2,
    price: locale === 'ja' ? formatNumber(locale, unit * rows) : formatYen(locale, unit * rows),
    priceUnit: words.perOneLot,
    priceNote: words.perLot(yen, formatNumber(locale, rows), formatMinutes(locale, (row.minutesPerRow ?? 0) * rows)),
    labels: raised ? [chip(words.raised, 'info')] : undefined,
    meta: [
      locale === 'ja' ? row.town : row.townRomaji,
      row.dueOn ? words.due(formatShortDay(locale, row.dueOn)) : '',
      verdict.banded ? bandWords(t, locale, row.rowCount ?? 0) : words.left(formatNumber(locale, row.lotsFree)),
      words.level[verdict.level],
    ],
    conditions: raised && verdict.open ? undefined : { words: verdict.summary, open: verdict.open },
  })
}

/** How much there is in all, as far as it is told. */
export function bandWords(t: Messages, locale: Locale, rows: number): string {
  const { from, to } = volumeBand(rows)
  return t.work.band(formatNumber(locale, from), to === null ? null : formatNumber(locale, to))
}

const None = ({ t, takeable, older, first }: WorkListProps) => {
  const words = t.work
  if (takeable && older)
    return (
      <Empty title={words.noneHere.title} sign="info">
        {words.noneHere.body}
      </Empty>
    )
  if (takeable)
    return (
      <Empty
        title={words.noneTakeable.title}
        sign="info"
        action={
          <LinkButton href="/work" kind="outline">
            {words.noneTakeable.action}
          </LinkButton>
        }
      >
        {words.noneTakeable.body}
      </Empty>
    )
  return first ? (
    <Empty
      title={words.empty.title}
      sign="info"
      action={
        <LinkButton href="/training" kind="outline">
          {words.empty.action}
        </LinkButton>
      }
    >
      {words.empty.body}
    </Empty>
  ) : (
    html``
  )
}
