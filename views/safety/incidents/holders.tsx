/** Who had a package's lots, and who saw or took its content: with names, for the town's coordinators only. */

import type { Act } from '../../../policies/kernel/acts.ts'
import type { Status as AssignmentStatus } from '../../../policies/telework/assignments.ts'
import { LinkButton } from '../../kernel/forms.tsx'
import type { Say } from '../../kernel/say.tsx'
import type { Messages } from '../../messages/index.ts'
import { Section } from '../../parts/heading.tsx'
import { icon } from '../../parts/icon.tsx'
import { List } from '../../parts/list.tsx'

export type Holder = {
  status: AssignmentStatus
  acceptedAt: string | null
  number: number
  firstRow: number
  lastRow: number
  name: string
  kana: string
  romaji: string
  town: string | null
  townRomaji: string | null
  takenAt: string | null
  takes: number | null
  accountedAt: string | null
}
export type Reading = {
  at: string
  act: Act
  name: string | null
  romaji: string | null
  number: number | null
  firstRow: number | null
  lastRow: number | null
  place: string | null
  form: string | null
}
export const Holders = ({ say, holders }: { say: Say; holders: readonly Holder[] }) => {
  const { t } = say
  const words = t.incidents.one.holders
  return (
    <Section title={words.title} lead={holders.length === 0 ? words.none : words.lead} id="holders">
      {holders.length === 0 ? null : (
        <List
          caption={words.title}
          dense
          rows={holders}
          columns={[
            { label: words.who, kind: 'head', cell: (one) => say.person(one) },
            { label: words.town, cell: (one) => say.town(one) },
            { label: words.lot, kind: 'number', cell: (one) => say.number(one.number) },
            { label: words.rows, cell: ({ firstRow, lastRow }) => `${say.number(firstRow)}–${say.number(lastRow)}` },
            { label: words.state, cell: ({ status }) => t.assignmentStatuses[status] },
            { label: words.since, kind: 'named', cell: ({ acceptedAt }) => (acceptedAt ? say.shortDay(acceptedAt) : '') },
            { label: words.taken, cell: (one) => takenWords(say, one) },
          ]}
        />
      )}
    </Section>
  )
}

const takenWords = (say: Say, { takenAt, takes, accountedAt }: Holder): string => {
  const words = say.t.incidents.one.holders
  const taken = takenAt === null ? words.never : words.takes(takes ?? 0, say.moment(takenAt))
  return accountedAt === null || takenAt === null ? taken : `${taken} / ${words.gone}`
}

export const placeWords = (t: Messages, place: string | null): string =>
  (t.places as Record<string, string>)[place ?? ''] ?? t.incidents.one.readings.unknown
export const formWords = (t: Messages, form: string | null): string =>
  (t.incidents.one.readings.forms as Record<string, string>)[form ?? ''] ?? ''

type ReadingsProps = { say: Say; id: string; rows: readonly Reading[]; more: boolean }
export const Readings = ({ say, id, rows, more }: ReadingsProps) => {
  const { t } = say
  const words = t.incidents.one.readings
  const none = rows.length === 0
  return (
    <Section title={words.title} lead={none ? words.none : words.lead} id="readings">
      {none ? null : (
        <>
          <List
            caption={words.title}
            dense
            rows={rows}
            columns={[
              { label: words.what, kind: 'head', cell: ({ act }) => t.acts[act].done },
              { label: words.who, cell: (one) => say.name(one) || t.audit.system },
              { label: words.at, kind: 'named', cell: ({ at }) => say.moment(at) },
              { label: words.about, cell: ({ number }) => (number === null ? words.whole : words.lot(say.number(number))) },
              { label: words.where, cell: ({ place }) => placeWords(t, place) },
              { label: words.form, cell: ({ form }) => formWords(t, form) },
            ]}
          />
          {more ? <p>{words.more(rows.length)}</p> : null}
          <div class="yui-actions">
            <LinkButton href={`/incidents/${id}/records`} kind="outline" download>
              {icon('download')}
              {words.export}
            </LinkButton>
          </div>
        </>
      )}
    </Section>
  )
}
