/** The report of an incident as its page shows it: the draft to go on with, and what was filed. */
import type { FiledKind } from '../../../policies/safety/incident-reports.ts'
import type { Say } from '../../kernel/say.tsx'
import type { Messages } from '../../messages/index.ts'
import { Fingerprint } from '../../parts/facts.tsx'
import { Section } from '../../parts/heading.tsx'
import { List } from '../../parts/list.tsx'

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
  const words = say.t.incidentReports.section
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
        <List
          caption={words.filed}
          captionShown
          rows={filed}
          columns={[
            {
              label: words.kind,
              kind: 'head',
              cell: (one) =>
                mayRead ? <a href={`/incidents/${id}/reports/${one.id}`}>{nameOf(say.t, one)}</a> : nameOf(say.t, one),
            },
            { label: words.at, kind: 'named', cell: ({ filedAt }) => say.moment(filedAt) },
            mayRead && { label: words.by, kind: 'named', cell: ({ by }) => by ?? '' },
            { label: words.sha256, cell: ({ sha256 }) => <Fingerprint label={words.sha256} sha256={sha256} /> },
          ]}
        />
      )}
    </Section>
  )
}

export const nameOf = (t: Messages, { kind, version }: Pick<Paper, 'kind' | 'version'>): string =>
  t.incidentReports.named(kind === 'draft' ? t.incidentReports.draft : t.incidentReports.kinds[kind], version)
