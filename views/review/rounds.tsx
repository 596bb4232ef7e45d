/** What was said in earlier rounds: each delivery with its review and the points of it. */
import type { Verdict } from '../../policies/review/reviews.ts'
import type { Say } from '../kernel/say.tsx'
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

export const Earlier = ({ say, rounds }: { say: Say; rounds: readonly Round[] }) => {
  const { reviews: t } = say.t
  const items = rounds.flatMap((round) => {
    const time = (iso: string) => ({ iso, words: say.moment(iso) })
    const received = { time: time(round.submittedAt), words: t.one.version(round.version) }
    if (!round.verdict || !round.reviewedAt) return [received]
    return [
      {
        time: time(round.reviewedAt),
        words: t.done[round.verdict],
        by: round.reviewer,
        tone: round.verdict === 'approve' ? ('success' as const) : ('warning' as const),
        note: round.words || round.points.length > 0 ? <Points say={say} round={round} /> : undefined,
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

const Points = ({ say, round }: { say: Say; round: Round }) => {
  const { reviews, access } = say.t
  const { join, onCriterion, onRow } = reviews.one
  return (
    <>
      {round.points.some(({ words }) => words === null) ? <p>{access.words}</p> : null}
      {round.words ? <p>{round.words}</p> : null}
      <ul>
        {round.points.map(({ criterion, row, words }) => (
          <li>
            <b>{join([onCriterion(criterion), ...(row === null ? [] : [onRow(say.number(row))])])}</b> {words}
          </li>
        ))}
      </ul>
    </>
  )
}
