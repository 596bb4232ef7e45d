/** The working list of packages: what each is, where it stands, how far it is. */
import { html } from 'hono/html'
import type { Day } from '../../policies/kernel/days.ts'
import { isPast } from '../../policies/packages/postings.ts'
import { type Stage, type Status, statusesIn } from '../../policies/packages/statuses.ts'
import { Button, Hidden, LinkButton, SearchForm, TextField } from '../kernel/forms.tsx'
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
  toReview: number
  dueOn: Day | null
  town: string
  townRomaji: string
  manager: string | null
  managerRomaji: string | null
}
type ListProps = {
  say: Say
  rows: readonly PackageRow[]
  stage: Stage | undefined
  isMine: boolean
  words: string
  tabs: readonly { stage: Stage | undefined; count: number }[]
  counts: { mine: number; towns: number }
  total: number
  mayCreate: boolean
  manyTowns: boolean
  today: Day
  paged: boolean
  /** The last package of the page, where there are more after it. */
  older: string | undefined
}

export const PackageListPage = (props: ListProps) => {
  const { rows, total, older, paged, stage, isMine } = props
  const { t } = props.say
  const words = t.packages
  return (
    <>
      <PageHeading title={words.title} lead={words.lead} action={props.mayCreate ? newOne(words, 'solid-fill') : null} />
      <SearchForm action="/packages" label={words.search}>
        {isMine ? <Hidden name="whose" value="mine" /> : null}
        {stage ? <Hidden name="stage" value={stage} /> : null}
        <TextField name="q" label={words.words} type="search" value={props.words} autocomplete="off" maxlength={60} />
        <Button kind="outline">{words.find}</Button>
        {props.words ? <a href={address(props, { words: '' })}>{words.clear}</a> : null}
      </SearchForm>
      <Tabs label={words.whose} items={whose(props)} />
      <Tabs label={words.filter} items={tabs(props)} />
      {rows.length === 0 ? (
        <NoPackages {...props} />
      ) : (
        <List caption={words.caption(total, stage === 'ended')} captionShown rows={rows} columns={columns(props)} />
      )}
      <Pager
        label={t.frame.pages}
        newer={paged ? { href: address(props), words: words.first } : undefined}
        older={older ? { href: address(props, {}, older), words: t.frame.older } : undefined}
      />
    </>
  )
}

/** The list as it is filtered, with something else in its place. */
function address(props: ListProps, other: Partial<Pick<ListProps, 'stage' | 'isMine' | 'words'>> = {}, after?: string): string {
  const { stage, isMine, words } = { ...props, ...other }
  const given = { whose: isMine && 'mine', stage, q: words, after }
  const query = new URLSearchParams(
    Object.entries(given).flatMap(([name, value]): [string, string][] => (value ? [[name, value]] : [])),
  )
  return query.size === 0 ? '/packages' : `/packages?${query}`
}

const whose = (props: ListProps) => {
  const { mine, towns } = props.say.t.packages.whoseTabs
  return [
    { href: address(props, { isMine: false }), label: towns, current: !props.isMine, count: props.counts.towns },
    { href: address(props, { isMine: true }), label: mine, current: props.isMine, count: props.counts.mine },
  ]
}
const tabs = (props: ListProps) =>
  props.tabs.map(({ stage, count }) => ({
    href: address(props, { stage }),
    label: stage ? props.say.t.packages.stages[stage] : props.say.t.packages.current,
    current: stage === props.stage,
    count,
  }))

const newOne = (words: Messages['packages'], kind: 'solid-fill' | 'outline') => (
  <LinkButton kind={kind} href="/packages/new">
    {icon('plus')}
    {words.newOne}
  </LinkButton>
)

const NoPackages = ({ say: { t }, stage, isMine, words: looked, counts, mayCreate }: ListProps) => {
  const { empty } = t.packages
  if (stage || isMine || looked || counts.towns > 0)
    return (
      <Empty title={empty.filtered.title} sign="file" action={<a href="/packages">{empty.filtered.action}</a>}>
        {empty.filtered.body}
      </Empty>
    )
  const words = mayCreate ? empty.coordinator : empty.manager
  return (
    <Empty title={words.title} sign="file" action={mayCreate ? newOne(t.packages, 'outline') : undefined}>
      {words.body}
    </Empty>
  )
}

function columns({ say, manyTowns, today }: ListProps): (ListColumn<PackageRow> | false)[] {
  const { t, quoted } = say
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
    { label: words.due, kind: 'named', cell: (row) => (row.dueOn ? dueCell(say, row.dueOn, isLate(row, today)) : small(none)) },
    {
      label: words.manager,
      kind: 'named',
      cell: ({ manager, managerRomaji }) => say.name({ name: manager, romaji: managerRomaji }) || small(none),
    },
  ]
}

/** Whoever still works on it after its day is late. */
const isLate = ({ status, dueOn }: PackageRow, today: Day) => isPast(dueOn, today) && statusesIn(undefined).includes(status)
const dueCell = ({ t, shortDay }: Say, dueOn: Day, late: boolean) =>
  html`${shortDay(dueOn)}${late ? html` <b class="yui-late">${t.packages.late}</b>` : ''}`

function progress(words: Messages['packages'], { lotCount, lotsFree, lotsApproved, toReview }: PackageRow) {
  const bar = progressBar([
    { tone: 'done', words: '', count: lotsApproved },
    { tone: 'active', words: '', count: lotCount - lotsFree - lotsApproved },
    { tone: 'todo', words: '', count: lotsFree },
  ])
  const free = lotsFree > 0 ? html` <small>${words.lotsFree(lotsFree)}</small>` : ''
  const review = toReview > 0 ? html` <b>${words.toReview(toReview)}</b>` : ''
  return html`<span class="yui-share">${bar}<span>${words.lotsDone(lotsApproved, lotCount)}${free}${review}</span></span>`
}
