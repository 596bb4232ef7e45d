/** The report of an incident as its page shows it: the draft to go on with, and what was filed. */
import type { FiledKind } from '../../policies/incident-reports.ts'
import { formatMoment } from '../format.ts'
import type { Locale, Messages } from '../messages/index.ts'
import { Fingerprint } from '../parts/facts.tsx'
import { Section } from '../parts/heading.tsx'
import { Table } from '../parts/table.tsx'
import type { Say } from '../say.tsx'

export type Paper = {
  id: string
  kind: 'draft' | FiledKind
  version: number
  sha256: string
  filedAt: string
  /** Who filed it, for those who may see names. */
  by: string | undefined
}
type Props = {
  say: Say
  id: string
  papers: readonly Paper[]
  /** May read and write them; others see only what was filed, and when. */
  mayRead: boolean
  mayWrite: boolean
}

export const Papers = ({ say, id, papers, mayRead, mayWrite }: Props) => {
  const { t } = say
  const words = t.incidentReports.section
  const draft = papers.find(({ kind }) => kind === 'draft')
  const filed = papers.filter(({ kind }) => kind !== 'draft')
  return (
    <Section
      title={words.title}
      lead={mayRead ? words.lead : undefined}
      id="report"
      action={mayWrite ? <a href={`/incidents/${id}/report`}>{words.write}</a> : undefined}
    >
      {mayRead && draft ? <p>{words.draft(draft.version, say.moment(draft.filedAt))}</p> : null}
      {filed.length === 0 ? (
        <p>{words.none}</p>
      ) : (
        <Table
          caption={words.filed}
          columns={[
            { label: words.kind, kind: 'head' },
            { label: words.at },
            ...(mayRead ? [{ label: words.by }] : []),
            { label: words.sha256 },
          ]}
          rows={filed.map((one) => {
            const name = nameOf(t, one)
            return {
              cells: [
                mayRead ? <a href={`/incidents/${id}/reports/${one.id}`}>{name}</a> : name,
                say.moment(one.filedAt),
                ...(mayRead ? [one.by ?? ''] : []),
                <Fingerprint label={words.sha256} sha256={one.sha256} />,
              ],
            }
          })}
        />
      )}
    </Section>
  )
}

export const nameOf = (t: Messages, { kind, version }: Pick<Paper, 'kind' | 'version'>): string =>
  t.incidentReports.named(kind === 'draft' ? t.incidentReports.draft : t.incidentReports.kinds[kind], version)
