/** Where a package's content stands: its ledger, until when it is kept, and how it goes or went. */

import { within } from '../../policies/kernel/statuses.ts'
import { known, over, type Status } from '../../policies/packages/statuses.ts'
import type { Say } from '../kernel/say.tsx'
import { Facts } from '../parts/facts.tsx'
import { Section } from '../parts/heading.tsx'

type Kept = { id: string; status: Status; keepUntil: string | null; destroyedAt: string | null }

/** Nothing is handed out before it is published, and nothing is kept until a day before it has ended. */
export const Keeping = ({ say: { t, day, moment }, pkg }: { say: Say; pkg: Kept }) => {
  const { id, status, keepUntil, destroyedAt } = pkg
  const words = t.destructions.keeping
  const wasOpen = within(known, status)
  const hasEnded = within(over, status)
  if (!wasOpen && !hasEnded) return null
  return (
    <Section title={words.title}>
      {destroyedAt !== null ? (
        <Facts layout="stacked" items={[{ term: words.destroyed, value: moment(destroyedAt) }]} />
      ) : keepUntil !== null ? (
        <Facts layout="stacked" items={[{ term: words.until, value: day(keepUntil) }]} />
      ) : null}
      <ul class="yui-plain-list">
        {wasOpen ? (
          <li>
            <a href={`/packages/${id}/custody`}>{t.custody.link}</a>
          </li>
        ) : null}
        {hasEnded ? (
          <li>
            <a href={`/packages/${id}/destruction`}>{destroyedAt === null ? t.destructions.link : t.destructions.linkDone}</a>
          </li>
        ) : null}
      </ul>
    </Section>
  )
}
