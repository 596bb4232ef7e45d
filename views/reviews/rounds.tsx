/** What was said in earlier rounds: each delivery with its review and the points of it. */
import type { Verdict } from '../../policies/reviews.ts'
import { formatMoment, formatNumber } from '../format.ts'
import type { Locale, Messages } from '../messages/index.ts'
import { Section } from '../parts/heading.tsx'
import { Timeline } from '../parts/notices.tsx'

export type Round = {
  version: number
  submittedAt: string
  verdict: Verdict | null
  words: string | null
  reviewedAt: string | null
  reviewer: string | null
  points: readonly { criterion: number; row: number | null; words: string | null }[]
}

export const Earlier = ({ t: all, locale, rounds }: { t: Messages; locale: Locale; rounds: readonly Round[] }) => {
  const { reviews: t, access } = all
  const items = rounds.flatMap((round) => {
    const time = (iso: string) => ({ iso, words: formatMoment(locale, iso) })
    const received = { time: time(round.submittedAt), words: t.one.version(round.version) }
    if (!round.verdict || !round.reviewedAt) return [received]
    return [
      {
        time: time(round.reviewedAt),
        words: t.done[round.verdict],
        by: round.reviewer,
        tone: round.verdict === 'approve' ? ('success' as const) : ('warning' as const),
        note:
          round.words || round.points.length > 0 ? (
            <Points t={t} locale={locale} round={round} closed={access.words} />
          ) : undefined,
      },
      received,
    ]
  })
  return (
    <Section title={t.one.history}>
      <Timeline label={t.one.history} items={items} />
    </Section>
  )
}

type PointsProps = { t: Messages['reviews']; locale: Locale; round: Round; closed: string }
const Points = ({ t, locale, round, closed }: PointsProps) => (
  <>
    {round.points.some(({ words }) => words === null) ? <p>{closed}</p> : null}
    {round.words ? <p>{round.words}</p> : null}
    <ul>
      {round.points.map(({ criterion, row, words }) => (
        <li>
          <b>{t.one.join([t.one.onCriterion(criterion), ...(row === null ? [] : [t.one.onRow(formatNumber(locale, row))])])}</b>{' '}
          {words}
        </li>
      ))}
    </ul>
  </>
)
