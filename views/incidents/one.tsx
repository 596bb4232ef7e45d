/** One incident on one page: to its town everything, to others what they need to know. */
import type { ClosingGap } from '../../policies/incident-duty.ts'
import type { Outcome, Status, View } from '../../policies/incidents.ts'
import { formatDay, formatMoment } from '../format.ts'
import { ErrorSummary, LinkButton, type Problem } from '../forms.tsx'
import type { Locale, Messages } from '../messages/index.ts'
import { type Fact, Facts } from '../parts/facts.tsx'
import { PageHeading, Section } from '../parts/heading.tsx'
import { Banner } from '../parts/notices.tsx'
import { quoted } from '../parts/quoted.ts'
import { chip } from '../parts/status.tsx'
import type { Say } from '../say.tsx'
import { Clocks, type ClocksProps } from './clocks.tsx'
import type { DutyProps } from './duty.tsx'
import { DutySection } from './duty.tsx'
import { type Holder, Holders, type Reading, Readings } from './holders.tsx'
import { CloseSection, type LiftProps, LiftSection } from './lift.tsx'
import { incidentTones } from './list.tsx'
import { type Desk, DeskFacts } from './own.tsx'
import { type Paper, Papers } from './papers.tsx'
import { type Told, ToldSection } from './told.tsx'

export type IncidentPageProps = {
  say: Say
  id: string
  title: string
  view: View
  status: Status
  pkg: {
    id: string
    number: string | undefined
    town: string
    level: string | undefined
    rows: string | undefined
  }
  outcome: Outcome | null
  /** Why it was opened again, and by whom: for those who may know. */
  lifted: { words: string | undefined; by: string | undefined; second: string | undefined; at: string } | undefined
  closedAt: string | null
  clocks: Omit<ClocksProps, 't' | 'locale'> | undefined
  duty: Omit<DutyProps, 't' | 'locale' | 'id' | 'token'> | undefined
  told: readonly Told[]
  papers: readonly Paper[] | undefined
  holders: readonly Holder[] | undefined
  readings: { rows: readonly Reading[]; more: boolean } | undefined
  lift: Pick<LiftProps, 'how' | 'mayKeep' | 'said' | 'seen'>
  close: readonly ClosingGap[] | undefined
  desk: Desk | null
  done: string | undefined
  typed: LiftProps['typed']
  problems: readonly Problem[]
  token: () => string
}

export const IncidentPage = (props: IncidentPageProps) => {
  const { say, id, view, status, papers, problems, token } = props
  const { t } = say
  const words = t.incidents.one
  const isOwner = view === 'owner'
  return (
    <>
      <PageHeading
        title={say.quoted(props.title)}
        status={chip(t.incidents.statuses[status], incidentTones[status])}
        lead={words.views[view] || undefined}
        action={mainAction(props)}
      />
      <ErrorSummary title={t.frame.problemsTitle} problems={problems} />
      {props.done ? <Banner tone="success" title={props.done} live /> : null}
      {props.lift.how === 'second' ? <LiftSection {...props} {...props.lift} /> : null}
      {props.clocks ? <Clocks say={say} {...props.clocks} /> : null}
      <ToldSection say={say} told={props.told} />
      {props.duty ? <DutySection say={say} id={id} token={token} {...props.duty} /> : null}
      <About {...props} />
      {papers ? <Papers say={say} id={id} papers={papers} mayRead={isOwner} mayWrite={isOwner && status !== 'closed'} /> : null}
      {props.holders ? <Holders say={say} holders={props.holders} /> : null}
      {props.readings ? <Readings say={say} id={id} readings={props.readings.rows} more={props.readings.more} /> : null}
      {props.lift.how === 'second' ? null : <LiftSection {...props} {...props.lift} />}
      {props.close ? <CloseSection say={say} id={id} token={token} gaps={props.close} /> : null}
      {props.desk ? <DeskFacts say={say} town={words.facts.desk} desk={props.desk} /> : null}
    </>
  )
}

/** What comes next: finding out whether a report is due, then writing it. */
function mainAction({ t, id, view, status, duty }: IncidentPageProps) {
  if (view !== 'owner' || status === 'closed' || !duty) return undefined
  if (duty.duty.due === 'unknown' && duty.outcome !== 'unread')
    return <LinkButton href="#duty">{t.incidents.one.duty.find}</LinkButton>
  return <LinkButton href={`/incidents/${id}/report`}>{t.incidentReports.section.write}</LinkButton>
}

const About = ({ say, view, pkg, outcome, lifted, closedAt }: IncidentPageProps) => {
  const { t } = say
  const words = t.incidents.one
  const facts: (Fact | false | undefined)[] = [
    { term: words.facts.town, value: pkg.town },
    pkg.number !== undefined && { term: words.facts.pkg, value: pkg.number },
    pkg.level !== undefined && { term: words.facts.level, value: pkg.level },
    pkg.rows !== undefined && { term: words.facts.rows, value: pkg.rows },
    lifted && { term: words.facts.liftedAt, value: say.moment(lifted.at) },
    lifted && outcome ? { term: words.facts.outcome, value: t.incidents.outcomes[outcome].words } : undefined,
    lifted?.words ? { term: words.lift.reason, value: <span class="yui-lines">{say.quoted(lifted.words)}</span> } : undefined,
    lifted?.by ? { term: words.lift.by, value: lifted.by } : undefined,
    lifted?.second ? { term: words.lift.secondBy, value: lifted.second } : undefined,
    closedAt !== null && { term: words.facts.closedAt, value: say.day(closedAt) },
  ]
  const isStaff = view === 'owner' || view === 'manager'
  return (
    <Section title={words.facts.title} action={isStaff ? <a href={`/packages/${pkg.id}`}>{words.facts.open}</a> : undefined}>
      <Facts items={facts.filter((fact): fact is Fact => Boolean(fact))} />
    </Section>
  )
}
