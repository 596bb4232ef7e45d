/** One package as its coordinator and its manager follow it: what to do next, how far it is, its lots, what has happened. */
import type { Child } from 'hono/jsx'
import { within } from '../../policies/kernel/statuses.ts'
import type { Gap } from '../../policies/packages/packages.ts'
import { running, type Status } from '../../policies/packages/statuses.ts'
import type { Reason } from '../../policies/safety/access.ts'
import { type Live, live } from '../../policies/telework/assignments.ts'
import { ClosedReasons } from '../kernel/errors.tsx'
import { LinkButton } from '../kernel/forms.tsx'
import type { Say } from '../kernel/say.tsx'
import { Facts } from '../parts/facts.tsx'
import { PageHeading, Section, WithAside } from '../parts/heading.tsx'
import { icon } from '../parts/icon.tsx'
import { Disclosure } from '../parts/notices.tsx'
import { Progress } from '../parts/progress.tsx'
import { chip } from '../parts/status.tsx'
import { GlassBanners, type ShownGlass } from '../safety/break-glass/banner.tsx'
import { CriteriaList } from './check.tsx'
import { History, type HistoryRow } from './history.tsx'
import { Keeping } from './keeping.tsx'
import { LotBoard, type LotsProps } from './lots.tsx'
import { packageChip } from './names.tsx'
import { ListReceipt, Outline, type Outlined } from './outline.tsx'
import type { PrepareStep } from './preparing.tsx'
import { Doable } from './published/doable.tsx'
import type { Missing } from './published/posting.tsx'
import { mainAction, Situation } from './situation.tsx'

type May = {
  edit: boolean
  plan: boolean
  manage: boolean
  result: boolean
  withdraw: boolean
  sendBack: boolean
  postpone: boolean
  price: boolean
  end: boolean
  reopen: boolean
  conclude: boolean
  succeed: boolean
  consents: boolean
}
type FollowProps = {
  say: Say
  pkg: Outlined & {
    id: string
    townId: string
    managerId: string | null
    title: string
    status: Status
    brief: string
    criteria: readonly string[]
    sentBackWords: string | null
    stoppedWords: string | null
    concludedWords: string | null
    lotCount: number
    lotsFree: number
    lotsApproved: number
    keepUntil: string | null
    destroyedAt: string | null
  }
  may: May
  /** How the result is taken: what is only shown leaves for the town alone, and for a reason. */
  take: 'file' | 'asked' | 'closed'
  /** Why the instructions are closed to this reader now. */
  closed: readonly Reason[]
  /** That a suspected leak has frozen it. */
  frozen: Child | undefined
  /** Emergency looks at it that are going on, or wait for their review. */
  glass: readonly ShownGlass[]
  gaps: readonly Gap[]
  prepare: PrepareStep
  counts: Readonly<Partial<Record<Live, number>>>
  late: number
  /** Its day has passed. */
  past: boolean
  /** What is missing of a package that was concluded. */
  missing: Missing | undefined
  approvedRows: number
  towns: readonly string[]
  courses: readonly string[]
  lots: LotsProps | null
  history: readonly HistoryRow[]
  moreHistory: boolean
}

export const FollowPage = (props: FollowProps) => {
  const { say, pkg, may, closed } = props
  const { t, quoted } = say
  const words = t.packages.follow
  return (
    <>
      <PageHeading
        eyebrow={pkg.number}
        title={quoted(pkg.title)}
        status={props.frozen ? chip(t.incidents.home.paused, 'error') : packageChip(t, pkg.status, props.past)}
        lead={pkg.purpose ? quoted(pkg.purpose) : undefined}
        action={props.frozen ? undefined : mainAction(props)}
      />
      <GlassBanners say={say} glass={props.glass} />
      {props.frozen ?? <Situation {...props} />}
      <WithAside label={words.aside} aside={<Aside {...props} />}>
        {pkg.lotCount > 0 && pkg.status !== 'ready' ? <HowFar {...props} /> : null}
        {props.frozen ? null : <Doable say={say} at={`/packages/${pkg.id}`} may={may} />}
        {may.result || (within(running, pkg.status) && !props.frozen) ? <Result {...props} /> : null}
        {pkg.status !== 'draft' && pkg.brief ? (
          <Disclosure summary={words.briefAndCriteria} open={pkg.status === 'ready'}>
            <Facts
              layout="stacked"
              items={[
                { term: words.brief, value: <span class="yui-lines">{quoted(pkg.brief)}</span> },
                { term: words.criteria, value: <CriteriaList say={say} criteria={pkg.criteria} /> },
              ]}
            />
          </Disclosure>
        ) : null}
        {pkg.status !== 'draft' && closed.length > 0 ? (
          <Section title={words.brief} lead={t.errors.refused.closed.advice}>
            <ClosedReasons reasons={closed.map((reason) => t.access.reasons[reason])} />
          </Section>
        ) : null}
        {props.lots ? <LotBoard {...props.lots} /> : null}
        <Section
          title={words.history}
          action={props.moreHistory ? <a href={`/packages/${pkg.id}/history`}>{words.allHistory}</a> : undefined}
        >
          <History say={say} rows={props.history} />
        </Section>
      </WithAside>
    </>
  )
}

type Part = 'done' | 'review' | 'work' | 'offer'
/** The part of the bar in which a lot is counted. */
const parts: Record<Live, Part> = { offered: 'offer', active: 'work', returned: 'work', submitted: 'review', approved: 'done' }

const HowFar = ({ say: { t }, pkg, counts, late }: FollowProps) => {
  const words = t.packages.follow
  const count = (part: Part) => live.reduce((sum, status) => sum + (parts[status] === part ? (counts[status] ?? 0) : 0), 0)
  return (
    <Section title={words.progress}>
      <Progress
        label={t.lots.title}
        value={words.progressValue(pkg.lotsApproved, pkg.lotCount)}
        segments={[
          { tone: 'done', words: t.assignmentStatuses.approved, count: count('done') },
          { tone: 'review', words: t.assignmentStatuses.submitted, count: count('review') },
          { tone: 'late', words: words.late2, count: late },
          { tone: 'active', words: t.assignmentStatuses.active, count: count('work') - late },
          { tone: 'active', words: t.assignmentStatuses.offered, count: count('offer') },
          { tone: 'todo', words: t.lots.free, count: pkg.lotsFree },
        ]}
      />
    </Section>
  )
}

const Result = ({ say: { t, number }, pkg, may, take, approvedRows }: FollowProps) => {
  const words = t.packages.follow
  const all = number(pkg.rowCount ?? 0)
  const whole = approvedRows === pkg.rowCount
  const part = pkg.status === 'concluded' ? t.postings.conclude.result : words.resultPart
  const lead = whole ? words.resultWhole(all) : part(number(approvedRows), all)
  return (
    <Section title={words.result} lead={may.result ? lead : words.resultNone}>
      {may.result && take !== 'closed' ? (
        <LinkButton
          href={`/packages/${pkg.id}/result`}
          kind={whole || pkg.status === 'concluded' ? 'solid-fill' : 'outline'}
          download={take === 'file'}
        >
          {icon('download')}
          {take === 'file' ? words.resultAction : words.resultAsked}
        </LinkButton>
      ) : null}
      {may.result && take !== 'file' ? <p class="yui-fine">{words.resultShown[take]}</p> : null}
    </Section>
  )
}

const Aside = ({ say, pkg, may, towns, courses }: FollowProps) => {
  const { t } = say
  const words = t.packages.follow
  const at = `/packages/${pkg.id}`
  const others = [
    ...(may.consents ? [[`${at}/consents`, t.consents.follow]] : []),
    ...(may.succeed ? [[`/towns/${pkg.townId}/managers/${pkg.managerId}/succession`, t.succession.link]] : []),
    ...(may.sendBack ? [[`${at}/returns`, words.sendBack]] : []),
    ...(may.withdraw ? [[`${at}/withdrawal`, words.withdraw]] : []),
    [`/incidents/new?package=${pkg.id}`, t.incidents.link],
  ]
  return (
    <>
      <Section title={words.facts}>
        <Outline say={say} pkg={pkg} towns={towns} courses={courses} planned={pkg.unitPrice !== null} />
      </Section>
      {pkg.fileName ? (
        <Section title={words.list}>
          <ListReceipt say={say} pkg={pkg} />
        </Section>
      ) : null}
      <Keeping say={say} pkg={pkg} />
      <Section title={t.packageFiles.title}>
        <a href={`${at}/files`}>{words.files}</a>
      </Section>
      <Section title={words.others}>
        <ul class="yui-plain-list">
          {others.map(([href, label]) => (
            <li>
              <a href={href}>{label}</a>
            </li>
          ))}
        </ul>
      </Section>
    </>
  )
}
