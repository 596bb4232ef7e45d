/** The list of applications and renewals: what waits for the reader first, with the steps done and the days waited. */
import type { Day } from '../../../../policies/kernel/days.ts'
import { type Kind, type Status, type Step, stepsOf } from '../../../../policies/membership/vetting.ts'
import type { Say } from '../../../kernel/say.tsx'
import type { Messages } from '../../../messages/index.ts'
import { PageHeading } from '../../../parts/heading.tsx'
import { List } from '../../../parts/list.tsx'
import { Pager, Tabs } from '../../../parts/navigation.tsx'
import { Empty } from '../../../parts/notices.tsx'
import { chip, type Tone } from '../../../parts/status.tsx'
import type { Named } from '../../people.tsx'

export type ListedVetting = Named & {
  kind: Kind
  status: Status
  town: string
  townRomaji: string
  /** The reader's turn. */
  mine: boolean
  done: readonly Step[]
  waited: number
  endedOn: Day | null
}
type Props = {
  say: Say
  vettings: readonly ListedVetting[]
  open: boolean
  /** The reader vets for a town, and is not only the second person. */
  vets: boolean
  /** More towns than one are among them. */
  towns: boolean
  older: string | undefined
  newer: string | undefined
}

export const statusTones: Record<Status, Tone> = {
  open: 'active',
  approved: 'success',
  declined: 'neutral',
  withdrawn: 'neutral',
  lapsed: 'neutral',
}

export const VettingsPage = ({ say, vettings, open, vets, towns, older, newer }: Props) => {
  const { t } = say
  const words = t.vettings
  const empty = open ? words.empty.open : words.empty.finished
  return (
    <>
      <PageHeading title={words.title} lead={vets ? words.lead.town : words.lead.second} />
      <Tabs
        label={words.tabs.label}
        items={[
          { href: '/vettings', label: words.tabs.open, current: open },
          { href: '/vettings?show=finished', label: words.tabs.finished, current: !open },
        ]}
      />
      {vettings.length === 0 ? (
        <Empty title={empty.title} sign={open ? 'success' : 'info'}>
          {empty.words}
        </Empty>
      ) : (
        <List
          caption={words.title}
          rows={vettings}
          columns={[
            {
              label: words.person,
              kind: 'head',
              cell: (one) => say.person(one, { href: `/vettings/${one.id}`, note: turnOf(t, one) }),
            },
            { label: words.kind, cell: ({ kind }) => words.kinds[kind] },
            towns && { label: words.town, cell: (one) => say.town(one) },
            { label: words.progress, cell: ({ kind, done }) => <StepChips t={words} kind={kind} done={done} /> },
            { label: words.waited, kind: 'named', cell: (one) => waited(say, one) },
          ]}
        />
      )}
      <Pager
        label={t.frame.pages}
        newer={newer ? { href: newer, words: t.frame.newer } : undefined}
        older={older ? { href: older, words: t.frame.older } : undefined}
      />
    </>
  )
}

const waited = (say: Say, { status, waited, endedOn }: ListedVetting) => {
  const words = say.t.vettings
  if (status === 'open') return words.days(waited)
  return (
    <>
      {chip(words.statuses[status], statusTones[status])} {endedOn ? words.ended(say.day(endedOn)) : null}
    </>
  )
}

const turnOf = ({ vettings: { turn } }: Messages, { status, mine }: ListedVetting) =>
  status !== 'open' ? undefined : mine ? chip(turn.mine, 'warning') : chip(turn.others, 'neutral')

/** Done or not is told by sign and word, not by colour alone. */
const StepChips = ({ t, kind, done }: { t: Messages['vettings']; kind: Kind; done: readonly Step[] }) => (
  <ul class="yui-step-chips">
    {stepsOf(kind).map((step) => (
      <li>{done.includes(step) ? chip(t.stepDone(t.steps[step]), 'success') : chip(t.stepOpen(t.steps[step]), 'neutral')}</li>
    ))}
  </ul>
)
