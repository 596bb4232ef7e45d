/** What the manager can do with a posting now: each act with what it brings about. */
import type { Say } from '../../kernel/say.tsx'
import { Section } from '../../parts/heading.tsx'
import { TaskList } from '../../parts/work.tsx'

type Can = { postpone: boolean; price: boolean; end: boolean; reopen: boolean; conclude: boolean }

export const Doable = ({ say: { t }, at, may }: { say: Say; at: string; may: Can }) => {
  const { postpone, price, end, reopen, conclude, can } = t.postings
  const acts = [
    may.reopen && { href: `${at}/reopening`, words: reopen.title, note: reopen.what },
    may.postpone && { href: `${at}/postponement`, words: postpone.title, note: postpone.what },
    may.price && { href: `${at}/price`, words: price.title, note: price.what },
    may.end && { href: `${at}/ending`, words: end.title, note: end.what },
    may.conclude && { href: `${at}/conclusion`, words: conclude.title, note: conclude.what },
  ].filter((one) => one !== false)
  if (acts.length === 0) return null
  return (
    <Section title={can}>
      <TaskList items={acts} />
    </Section>
  )
}
