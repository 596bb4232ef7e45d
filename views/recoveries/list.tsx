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
export const RecoveriesPage = ({ say, recoveries }: Props) => (
  <>
    <PageHeading title={say.t.title} lead={say.t.lead} />
    {recoveries.length === 0 ? (
      <Empty
        title={say.t.empty.title}
        action={
          <LinkButton href="/people" kind="outline">
            {say.t.empty.action}
          </LinkButton>
        }
      >
        {say.t.empty.words}
      </Empty>
    ) : (
      <Table
        caption={say.t.title}
        captionHidden
        columns={[{ label: say.t.person, kind: 'head' }, { label: say.t.started }, { label: say.t.state }]}
        rows={recoveries.map((one) => ({
          cells: [say.person(one, { href: `/recoveries/${one.id}` }), say.moment(one.startedAt), stateChip(t, one.state)],
        }))}
      />
    )}
  </>
)
