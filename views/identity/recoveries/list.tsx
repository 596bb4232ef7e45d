/** The recoveries that somebody has to look into, oldest first. */
import type { State } from '../../../policies/identity/recovery.ts'
import { LinkButton } from '../../kernel/forms.tsx'
import type { Say } from '../../kernel/say.tsx'
import { PageHeading } from '../../parts/heading.tsx'
import { List } from '../../parts/list.tsx'
import { Empty } from '../../parts/notices.tsx'
import { chip, type Tone } from '../../parts/status.tsx'

const tones: Record<State, Tone> = { asked: 'warning', approved: 'active', used: 'info', passed: 'info', over: 'neutral' }
export const stateChip = ({ t }: Say, state: State) => chip(t.recoveries.states[state], tones[state])

type Listed = { id: string; name: string; kana: string; romaji: string; startedAt: string; state: State }
export const RecoveriesPage = ({ say, recoveries }: { say: Say; recoveries: readonly Listed[] }) => {
  const words = say.t.recoveries
  const toPeople = (
    <LinkButton href="/people" kind="outline">
      {words.empty.action}
    </LinkButton>
  )
  return (
    <>
      <PageHeading title={words.title} lead={words.lead} />
      {recoveries.length === 0 ? (
        <Empty title={words.empty.title} action={toPeople}>
          {words.empty.words}
        </Empty>
      ) : (
        <List
          caption={words.title}
          rows={recoveries}
          columns={[
            { label: words.person, kind: 'head', cell: (one) => say.person(one, { href: `/recoveries/${one.id}` }) },
            { label: words.started, kind: 'named', cell: ({ startedAt }) => say.moment(startedAt) },
            { label: words.state, cell: ({ state }) => stateChip(say, state) },
          ]}
        />
      )}
    </>
  )
}
