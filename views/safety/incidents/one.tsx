/** One incident on one page: to its town everything, to others what they need to know. */
import type { ClosingGap } from '../../../policies/safety/incident-duty.ts'
import type { Outcome, Status, View } from '../../../policies/safety/incidents.ts'
import { LinkButton } from '../../kernel/forms.tsx'
import type { Say } from '../../kernel/say.tsx'
import { type Fact, Facts } from '../../parts/facts.tsx'
import { type Filled, Problems } from '../../parts/form-page.tsx'
import { PageHeading, Section } from '../../parts/heading.tsx'
import { Banner } from '../../parts/notices.tsx'
import { chip } from '../../parts/status.tsx'
import { type DutyProps, DutySection } from './duty.tsx'
import { type Holder, Holders, type Reading, Readings } from './holders.tsx'
import { CloseSection, type LiftProps, LiftSection } from './lift.tsx'
import { incidentTones } from './list.tsx'
import { type Desk, DeskFacts } from './own.tsx'
import { type Paper, Papers } from './papers.tsx'
import { Steps, type StepsProps } from './steps.tsx'
import { type Told, ToldSection } from './told.tsx'

type Props = {
  say: Say
  id: string
  title: string
  view: View
  status: Status
  pkg: {
    id: string
    town: string
    number?: string | undefined
    level?: string | undefined
    rows?: string | undefined
  }
  /** What was found, why it was opened again, and by whom: for those who may know. */
  lifted:
    | {
        at: string
        outcome: Outcome | null
        words: string | undefined
        by: string | undefined
        second: string | undefined
      }
    | undefined
  closedAt: string | null
  steps: Omit<StepsProps, 'say'> | undefined
  duty: Omit<DutyProps, 'say' | 'id'> | undefined
  told: readonly Told[]
  papers: readonly Paper[] | undefined
  holders: readonly Holder[] | undefined
  readings: { rows: readonly Reading[]; more: boolean } | undefined
  lift: Omit<LiftProps, 'say' | 'id'>
  close: { gaps: readonly ClosingGap[]; form: Filled } | undefined
  desk: Desk | null
  done: string | undefined
}

export const IncidentPage = (props: Props) => {
  const { say, id, view, status, papers, duty, lift, close } = props
  const words = say.t.incidents.one
  const isOwner = view === 'owner'
  const lifting = LiftSection({ say, id, ...lift })
  const assessing = duty && DutySection({ say, id, ...duty })
  return (
    <>
      <PageHeading
        title={say.quoted(props.title)}
        status={chip(say.t.incidents.statuses[status], incidentTones[status])}
        lead={words.views[view] || undefined}
        action={mainAction(props)}
      />
      {[lift.form, duty?.form].map((form) => form && <Problems say={say} form={form} />)}
      {props.done ? <Banner tone="success" title={props.done} live /> : null}
      {lift.how === 'second' ? lifting : null}
      {props.steps ? <Steps say={say} {...props.steps} /> : null}
      <ToldSection say={say} told={props.told} />
      {assessing}
      <About {...props} />
      {papers ? <Papers say={say} id={id} papers={papers} mayRead={isOwner} mayWrite={isOwner && status !== 'closed'} /> : null}
      {props.holders ? <Holders say={say} holders={props.holders} /> : null}
      {props.readings ? <Readings say={say} id={id} {...props.readings} /> : null}
      {lift.how === 'second' ? null : lifting}
      {close ? <CloseSection say={say} id={id} {...close} /> : null}
      {props.desk ? <DeskFacts say={say} town={words.facts.desk} desk={props.desk} /> : null}
    </>
  )
}

/** What comes next: finding out whether a report is due, then writing it. */
function mainAction({ say: { t }, id, view, status, duty }: Props) {
  if (view !== 'owner' || status === 'closed' || !duty) return undefined
  if (duty.duty.due === 'unknown' && duty.outcome !== 'unread')
    return <LinkButton href="#duty">{t.incidents.one.duty.find}</LinkButton>
  return <LinkButton href={`/incidents/${id}/report`}>{t.incidentReports.section.write}</LinkButton>
}

const About = ({ say, view, pkg, lifted, closedAt }: Props) => {
  const { one, outcomes } = say.t.incidents
  const { facts: words, lift } = one
  const facts: (Fact | false | '' | null | undefined)[] = [
    { term: words.town, value: pkg.town },
    pkg.number !== undefined && { term: words.pkg, value: pkg.number },
    pkg.level !== undefined && { term: words.level, value: pkg.level },
    pkg.rows !== undefined && { term: words.rows, value: pkg.rows },
    lifted && { term: words.liftedAt, value: say.moment(lifted.at) },
    lifted?.outcome && { term: words.outcome, value: outcomes[lifted.outcome].words },
    lifted?.words && { term: lift.reason, value: <span class="yui-lines">{say.quoted(lifted.words)}</span> },
    lifted?.by && { term: lift.by, value: lifted.by },
    lifted?.second && { term: lift.secondBy, value: lifted.second },
    closedAt !== null && { term: words.closedAt, value: say.day(closedAt) },
  ]
  const isStaff = view === 'owner' || view === 'manager'
  return (
    <Section title={words.title} action={isStaff ? <a href={`/packages/${pkg.id}`}>{words.open}</a> : undefined}>
      <Facts items={facts.filter((fact): fact is Fact => Boolean(fact))} />
    </Section>
  )
}
