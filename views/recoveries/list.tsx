/** The recoveries that somebody has to look into, oldest first. */
import type { State } from '../../policies/recovery.ts'
import { formatMoment } from '../format.ts'
import { LinkButton } from '../forms.tsx'
import type { Locale, Messages } from '../messages/index.ts'
import { Person } from '../parts/facts.tsx'
import { PageHeading } from '../parts/heading.tsx'
import { Empty } from '../parts/notices.tsx'
import { chip, type Tone } from '../parts/status.tsx'
import { Table } from '../parts/table.tsx'
import { nameIn } from '../people.tsx'

const tones: Record<State, Tone> = { asked: 'warning', approved: 'active', used: 'info', passed: 'info', over: 'neutral' }
export const stateChip = (t: Messages['recoveries'], state: State) => chip(t.states[state], tones[state])

type Listed = { id: string; name: string; kana: string; romaji: string; startedAt: string; state: State }
type Props = { t: Messages['recoveries']; locale: Locale; recoveries: readonly Listed[] }
export const RecoveriesPage = ({ t, locale, recoveries }: Props) => (
  <>
    <PageHeading title={t.title} lead={t.lead} />
    {recoveries.length === 0 ? (
      <Empty
        title={t.empty.title}
        action={
          <LinkButton href="/people" kind="outline">
            {t.empty.action}
          </LinkButton>
        }
      >
        {t.empty.words}
      </Empty>
    ) : (
      <Table
        caption={t.title}
        captionHidden
        columns={[{ label: t.person, kind: 'head' }, { label: t.started }, { label: t.state }]}
        rows={recoveries.map((one) => ({
          cells: [
            <Person {...nameIn(locale, one)} href={`/recoveries/${one.id}`} />,
            formatMoment(locale, one.startedAt),
            stateChip(t, one.state),
          ],
        }))}
      />
    )}
  </>
)
