/** What has happened to a package, in words. */
import type { Act } from '../../policies/acts.ts'
import { formatMoment } from '../format.ts'
import { PageHeading } from '../parts/heading.tsx'
import { Pager } from '../parts/navigation.tsx'
import { Timeline } from '../parts/notices.tsx'
import type { Tone } from '../parts/status.tsx'
import { nameOf, type Words } from './names.tsx'

export type HistoryRow = {
  at: string
  act: Act
  lotNumber: number | null
  actor: string | null
  actorRomaji: string | null
}
type HistoryProps = Words & { rows: readonly HistoryRow[]; label: string }

const tones: Partial<Record<Act, Tone>> = {
  'package.publish': 'active',
  'package.complete': 'success',
  'assignment.approve': 'success',
  'package.send-back': 'warning',
  'assignment.return': 'warning',
  'assignment.hand-back': 'warning',
}

export const History = ({ t, locale, rows, label }: HistoryProps) => (
  <Timeline
    label={label}
    items={rows.map((row) => ({
      time: { iso: row.at, words: formatMoment(locale, row.at) },
      words: wordsFor(t, row),
      by: nameOf(locale, { name: row.actor, romaji: row.actorRomaji }) || t.packages.follow.system,
      tone: tones[row.act] ?? 'neutral',
    }))}
  />
)

function wordsFor(t: Words['t'], { act, lotNumber }: HistoryRow): string {
  const { done } = t.acts[act]
  return lotNumber === null ? done : `${t.packages.follow.lot(lotNumber)}　${done}`
}

type PageProps = HistoryProps & { title: string; newest: string | undefined; older: string | undefined }

export const HistoryPage = ({ t, title, newest, older, ...history }: PageProps) => (
  <>
    <PageHeading title={title} />
    <History t={t} {...history} />
    <Pager
      label={t.frame.pages}
      newer={newest ? { href: newest, words: t.packages.first } : undefined}
      older={older ? { href: older, words: t.frame.older } : undefined}
    />
  </>
)
