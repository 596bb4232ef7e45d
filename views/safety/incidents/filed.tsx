/** One version of a report as it stands for good: read, and printed; days in the years of the era, as towns' papers have them. */
import { type FiledKind, type Items, reportItems } from '../../../policies/safety/incident-reports.ts'
import { formatWareki } from '../../kernel/format.ts'
import { Actions, LinkButton } from '../../kernel/forms.tsx'
import type { Say } from '../../kernel/say.tsx'
import { Facts, Fingerprint } from '../../parts/facts.tsx'
import { PageHeading, Section } from '../../parts/heading.tsx'
import { nameOf } from './papers.tsx'

type Incident = { id: string; number: string; title: string; town: string; townRomaji: string; reportedAt: string }
type Report = { id: string; kind: 'draft' | FiledKind; version: number; items: Items; sha256: string; filedAt: string }
type Props = { say: Say; title: string; incident: Incident; report: Report }

export const FiledPage = ({ say, title, incident, report }: Props) => {
  const { t } = say
  const words = t.incidentReports.filed
  const at = `/incidents/${incident.id}`
  return (
    <>
      <PageHeading title={title} />
      <Facts items={factsOf(say, incident, report)} />
      {reportItems.map((item, i) => (
        <Section title={`${i + 1}. ${t.incidentReports.items[item].term}`}>
          <p class="yui-lines">{report.items[item] ? say.quoted(report.items[item]) : words.blank}</p>
        </Section>
      ))}
      <Fingerprint label={words.sha256} sha256={report.sha256} />
      <Actions>
        <LinkButton href={`${at}/reports/${report.id}/text`} kind="outline" download>
          {words.text}
        </LinkButton>
        <LinkButton href={at} kind="text">
          {words.back}
        </LinkButton>
        <p>{words.print}</p>
      </Actions>
    </>
  )
}

/** Which package of which town, known since when; and of a report which version, filed when. */
export function factsOf(say: Say, incident: Omit<Incident, 'id'>, report?: Omit<Report, 'items' | 'id'>) {
  const { t } = say
  const words = t.incidentReports.filed
  const day = (at: string) => (say.isJapanese ? formatWareki(at) : `${say.day(at)} (${formatWareki(at)})`)
  return [
    { term: words.town, value: say.town(incident) },
    { term: words.pkg, value: `${incident.number} ${incident.title}` },
    { term: words.known, value: day(incident.reportedAt) },
    ...(report
      ? [
          { term: words.version, value: nameOf(t, report) },
          { term: words.at, value: day(report.filedAt) },
        ]
      : []),
  ]
}
