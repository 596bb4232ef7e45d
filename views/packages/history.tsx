/** What has happened to a package, in words. */
import type { Act } from '../../policies/kernel/acts.ts'
import type { Say } from '../kernel/say.tsx'
import type { Messages } from '../messages/index.ts'
import { PageHeading } from '../parts/heading.tsx'
import { Pager, Tabs } from '../parts/navigation.tsx'
import { Timeline } from '../parts/notices.tsx'
import type { Tone } from '../parts/status.tsx'

export type HistoryRow = {
  at: string
  act: Act
  lotNumber: number | null
  actor: string | null
  actorRomaji: string | null
}
type HistoryProps = { say: Say; rows: readonly HistoryRow[] }

const tones: Partial<Record<Act, Tone>> = {
  'package.publish': 'active',
  'package.complete': 'success',
  'assignment.approve': 'success',
  'package.send-back': 'warning',
  'assignment.return': 'warning',
  'assignment.hand-back': 'warning',
}

export const History = ({ say, rows }: HistoryProps) => (
  <Timeline
    label={say.t.packages.follow.history}
    items={rows.map((row) => ({
      time: { iso: row.at, words: say.moment(row.at) },
      words: wordsFor(say.t, row),
      by: say.name({ name: row.actor, romaji: row.actorRomaji }) || say.t.packages.follow.system,
      tone: tones[row.act] ?? 'neutral',
    }))}
  />
)

function wordsFor(t: Messages, { act, lotNumber }: HistoryRow): string {
  const { done } = t.acts[act]
  return lotNumber === null ? done : `${t.packages.follow.lot(lotNumber)}　${done}`
}

type PageProps = HistoryProps & {
  at: string
  part: 'events' | 'readings'
  title: string
  newest: string | undefined
  older: string | undefined
}

export const HistoryPage = ({ say, at, part, rows, title, newest, older }: PageProps) => (
  <>
    <PageHeading title={title} />
    <Tabs
      label={title}
      items={(['events', 'readings'] as const).map((one) => ({
        href: `${at}?part=${one}`,
        label: say.t.packages.follow.parts[one],
        current: one === part,
      }))}
    />
    {rows.length === 0 ? <p>{say.t.packages.follow.noReadings}</p> : <History say={say} rows={rows} />}
    <Pager
      label={say.t.frame.pages}
      newer={newest ? { href: newest, words: say.t.packages.first } : undefined}
      older={older ? { href: older, words: say.t.frame.older } : undefined}
    />
  </>
)
