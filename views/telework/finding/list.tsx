/** Open work as a list: title, price, time and date, and whether she may take it. */

import { html } from 'hono/html'
import { offerOf, volumeBand } from '../../../policies/packages/lots.ts'
import type { Level } from '../../../policies/safety/classes.ts'
import { LinkButton } from '../../kernel/forms.tsx'
import type { Say } from '../../kernel/say.tsx'
import { PageHeading } from '../../parts/heading.tsx'
import { Pager, Tabs } from '../../parts/navigation.tsx'
import { Empty } from '../../parts/notices.tsx'
import { chip } from '../../parts/status.tsx'
import { type WorkLine, workItem } from '../../parts/work.tsx'

type Row = {
  readonly id: string
  readonly title: string
  readonly town: string
  readonly townRomaji: string
  readonly unitPrice: number | null
  readonly rowsOffered: number | null
  readonly minutesPerRow: number | null
  readonly dueOn: string | null
  readonly lotsFree: number
  readonly rowCount: number | null
}
/** How a posting stands for this worker. `banded`: its volume is told in bands only. */
export type Verdict = {
  readonly level: Level
  readonly open: boolean
  readonly summary: string
  readonly banded: boolean
}
export type WorkListProps = {
  say: Say
  town: string
  takeable: boolean
  empty: boolean
  /** How many were looked through for the filter. */
  searched: number
  first: boolean
  older: string | undefined
}

/** What stands above the lines: the same for everybody of a town. */
export const WorkListTop = ({ say, town, takeable }: Pick<WorkListProps, 'say' | 'town' | 'takeable'>) => {
  const words = say.t.work
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
  const { say, takeable, empty } = props
  const words = say.t.work
  return (
    <>
      {empty ? <None {...props} /> : null}
      <Pager
        label={say.t.frame.pages}
        newer={props.first ? undefined : { href: takeable ? '/work?can=now' : '/work', words: words.newest }}
        shown={takeable && !empty ? words.searched(say.number(props.searched)) : undefined}
        older={props.older ? { href: props.older, words: takeable ? words.searchOn : words.older } : undefined}
      />
    </>
  )
}

/** One line of the list: the posting, and how it stands for this worker. */
export function postingItem(row: Row, verdict: Verdict, raised: boolean, say: Say): WorkLine {
  const words = say.t.work
  const { rows, each, yen, minutes } = offerOf(row)
  return workItem({
    href: `/work/${row.id}`,
    title: say.quoted(row.title),
    level: 2,
    price: say.isJapanese ? say.number(yen) : say.yen(yen),
    priceUnit: words.perOneLot,
    priceNote: words.perLot(say.yen(each), say.number(rows), say.minutes(minutes)),
    labels: raised ? [chip(words.raised, 'info')] : undefined,
    meta: [
      say.town(row),
      row.dueOn ? words.due(say.shortDay(row.dueOn)) : '',
      verdict.banded ? bandWords(say, row.rowCount ?? 0) : words.left(say.number(row.lotsFree)),
      words.level[verdict.level],
    ],
    conditions: raised && verdict.open ? undefined : { words: verdict.summary, open: verdict.open },
  })
}

/** How much there is in all, as far as it is told. */
export function bandWords({ t, number }: Say, rows: number): string {
  const { from, to } = volumeBand(rows)
  return t.work.band(number(from), to === null ? null : number(to))
}

const None = ({ say, takeable, older, first }: WorkListProps) => {
  const words = say.t.work
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
