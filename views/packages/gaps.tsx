/** Everything that is still missing, each with the page on which it is mended. */
import type { Gap } from '../../policies/packages/packages.ts'
import type { Messages } from '../messages/index.ts'
import { Section } from '../parts/heading.tsx'
import { Conditions } from '../parts/work.tsx'

export const stepOfGap: Partial<Record<Gap, 1 | 2 | 3 | 4 | 5>> = {
  title: 1,
  purpose: 1,
  rows: 2,
  brief: 3,
  criteria: 3,
  'class-open': 4,
  'class-never': 4,
  'class-town': 4,
  manager: 5,
}
const pageOfGap = (gap: Gap): string | undefined => {
  if (stepOfGap[gap]) return `steps/${stepOfGap[gap]}`
  if (gap === 'lots') return 'split'
  if (gap === 'class-since') return 'returns'
  if (gap === 'files') return 'files'
  if (gap === 'consent') return 'consents'
  return gap === 'operating-body' ? undefined : 'plan'
}

type GapsProps = { t: Messages; id: string; gaps: readonly Gap[]; title: string; lead: string }

export const Gaps = ({ t, id, gaps, title, lead }: GapsProps) => (
  <Section title={title} lead={lead}>
    <Conditions unmet="warning" items={gaps.map((gap) => gapItem(t, id, gap))} />
  </Section>
)

function gapItem(t: Messages, id: string, gap: Gap) {
  const page = pageOfGap(gap)
  const todo = t.packages.gapTodos[gap]
  return {
    met: false,
    words: t.packages.gaps[gap],
    state: t.packages.gapState,
    todo: page ? <a href={`/packages/${id}/${page}`}>{todo}</a> : todo,
  }
}
