/** Who had a package's lots, and who saw or took its content: with names, for the town's coordinators only. */

import type { Act } from '../../policies/acts.ts'
import type { Status as AssignmentStatus } from '../../policies/assignments.ts'
import { formatMoment, formatNumber, formatShortDay } from '../format.ts'
import { LinkButton } from '../forms.tsx'
import type { Locale, Messages } from '../messages/index.ts'
import { Person } from '../parts/facts.tsx'
import { Section } from '../parts/heading.tsx'
import { icon } from '../parts/icon.tsx'
import { Table } from '../parts/table.tsx'
import { nameIn } from '../people.tsx'
import type { Say } from '../say.tsx'

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
type Words = { say: Say }

export const Holders = ({ say, holders }: Words & { holders: readonly Holder[] }) => {
  const { t } = say
  const words = t.incidents.one.holders
  return (
    <Section title={words.title} lead={holders.length === 0 ? words.none : words.lead} id="holders">
      {holders.length === 0 ? null : (
        <Table
          caption={words.title}
          captionHidden
          dense
          columns={[
            { label: words.who, kind: 'head' },
            { label: words.town },
            { label: words.lot, kind: 'number' },
            { label: words.rows },
            { label: words.state },
            { label: words.since },
            { label: words.taken },
          ]}
          rows={holders.map((one) => ({
            cells: [
              say.person(one),
              say.town(one) ?? '',
              say.number(one.number),
              `${say.number(one.firstRow)}–${say.number(one.lastRow)}`,
              t.assignmentStatuses[one.status],
              one.acceptedAt ? say.shortDay(one.acceptedAt) : '',
              takenWords(say, one),
            ],
          }))}
        />
      )}
    </Section>
  )
}

const takenWords = (say: Say, { takenAt, takes, accountedAt }: Holder): string => {
  const { t } = say
  const words = t.incidents.one.holders
  const taken = takenAt === null ? words.never : words.takes(takes ?? 0, say.moment(takenAt))
  return accountedAt === null || takenAt === null ? taken : `${taken} / ${words.gone}`
}

export const placeWords = (t: Messages, place: string | null): string =>
  (t.places as Record<string, string>)[place ?? ''] ?? t.incidents.one.readings.unknown
export const formWords = (t: Messages, form: string | null): string =>
  (t.incidents.one.readings.forms as Record<string, string>)[form ?? ''] ?? ''

type ReadingsProps = Words & { id: string; readings: readonly Reading[]; more: boolean }
export const Readings = ({ say, id, readings, more }: ReadingsProps) => {
  const { t } = say
  const words = t.incidents.one.readings
  const none = readings.length === 0
  return (
    <Section title={words.title} lead={none ? words.none : words.lead} id="readings">
      {none ? null : (
        <>
          <Table
            caption={words.title}
            captionHidden
            dense
            columns={[
              { label: words.what, kind: 'head' },
              { label: words.who },
              { label: words.at },
              { label: words.about },
              { label: words.where },
              { label: words.form },
            ]}
            rows={readings.map((one) => ({
              cells: [
                t.acts[one.act].done,
                say.name(one) ?? t.audit.system,
                say.moment(one.at),
                one.number === null ? words.whole : words.lot(say.number(one.number)),
                placeWords(t, one.place),
                formWords(t, one.form),
              ],
            }))}
          />
          {more ? <p>{words.more(readings.length)}</p> : null}
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
