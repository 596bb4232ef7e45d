/** One's own reports of suspected leaks: that they have arrived, what to do now, and whether the town is still looking. */
import type { IncidentKind } from '../../../policies/safety/incidents.ts'
import { LinkButton } from '../../kernel/forms.tsx'
import type { Say } from '../../kernel/say.tsx'
import { type Fact, Facts } from '../../parts/facts.tsx'
import { PageHeading, Section } from '../../parts/heading.tsx'
import { List } from '../../parts/list.tsx'
import { Banner, Empty } from '../../parts/notices.tsx'
import { chip } from '../../parts/status.tsx'

export type Desk = { name: string; phone: string; email: string; hours: string }
type Report = {
  id: string
  kind: IncidentKind
  noticedAt: string
  reportedAt: string
  liftedAt: string | null
  title: string
  number: string
  townId: string
  town: string
  townRomaji: string
  desk: Desk | null
}
type Props = { say: Say; reports: readonly Report[]; sent: boolean }

export const OwnReportsPage = ({ say, reports, sent }: Props) => {
  const { t } = say
  const words = t.incidents.own
  return (
    <>
      <PageHeading title={words.title} />
      {sent ? <Received say={say} reports={reports} /> : null}
      {reports.length === 0 ? (
        <Empty title={words.empty.title} sign="info" action={<LinkButton href="/incidents/new">{t.incidents.link}</LinkButton>}>
          {words.empty.words}
        </Empty>
      ) : (
        <Section title={words.caption} action={<a href="/incidents/new">{words.more}</a>}>
          <List
            caption={words.caption}
            rows={reports}
            columns={[
              { label: words.work, kind: 'head', cell: ({ title, number }) => say.quoted(title || number) },
              { label: words.what, cell: ({ kind }) => t.incidents.kinds[kind] },
              { label: words.noticed, cell: ({ noticedAt }) => say.moment(noticedAt) },
              { label: words.reported, cell: ({ reportedAt }) => say.moment(reportedAt) },
              {
                label: words.state,
                cell: ({ liftedAt }) => (liftedAt === null ? chip(words.looking, 'warning') : chip(words.thawed, 'success')),
              },
            ]}
          />
        </Section>
      )}
    </>
  )
}

/** Right after telling: what to do, and whom to call. */
const Received = ({ say, reports }: Omit<Props, 'sent'>) => {
  const words = say.t.incidents.own
  const latest = reports.filter(({ reportedAt }) => reportedAt === reports[0]!.reportedAt)
  const desks = new Map(latest.flatMap((one) => (one.desk ? [[one.townId, { ...one, desk: one.desk }]] : [])))
  return (
    <>
      <Banner tone="success" title={words.sent} live>
        <p>{words.sentWords}</p>
        <ol class="yui-criteria">
          {words.steps.map((step) => (
            <li>{step}</li>
          ))}
        </ol>
        {latest.some(({ kind }) => kind === 'device') ? (
          <p>
            {words.device} <a href="/account">{words.deviceLink}</a>
          </p>
        ) : null}
      </Banner>
      {[...desks.values()].map((one) => (
        <DeskFacts say={say} town={words.desk(say.town(one))} desk={one.desk} />
      ))}
    </>
  )
}

export const DeskFacts = ({ say, town, desk }: { say: Say; town: string; desk: Desk }) => {
  const words = say.t.towns.desk
  const items: Fact[] = [
    { term: words.name, value: say.quoted(desk.name) },
    { term: words.phone, value: desk.phone },
    { term: words.email, value: desk.email },
    { term: words.hours, value: say.quoted(desk.hours) },
  ]
  return (
    <Section title={town}>
      <Facts items={items.filter(({ value }) => value !== '')} />
    </Section>
  )
}
