/** What becomes of a posting once it is published: a later day, its end, its opening again, a conclusion without the rest. */
import type { Day } from '../../../policies/kernel/days.ts'
import { type Live, unfinished } from '../../../policies/telework/assignments.ts'
import { DateField, TextArea } from '../../kernel/forms.tsx'
import type { Say } from '../../kernel/say.tsx'
import { Facts } from '../../parts/facts.tsx'
import { type Filled, FormPage, fieldIn } from '../../parts/form-page.tsx'
import { dayOrNone, numbered } from '../names.tsx'

type Posting = { id: string; number: string; title: string; dueOn: string | null; lotsFree: number }
type Counts = Readonly<Partial<Record<Live, number>>>
type PostponeProps = { say: Say; pkg: Posting; range: { from: Day; to: Day }; counts: Counts; form: Filled }

export const unfinishedOf = (counts: Counts): number => unfinished.reduce((sum, status) => sum + (counts[status] ?? 0), 0)

export const PostponePage = ({ say, pkg, range: { from, to }, counts, form }: PostponeProps) => {
  const { t, number, locale } = say
  const words = t.postings.postpone
  const at = `/packages/${pkg.id}`
  const act = { say, form, action: `${at}/postponement`, button: words.button, back: { href: at, words: t.lots.plan.back } }
  const facts = [
    { term: words.now, value: dayOrNone(say, pkg.dueOn) },
    { term: t.lots.free, value: t.postings.lots(number(pkg.lotsFree)) },
    { term: words.going, value: t.postings.lots(number(unfinishedOf(counts))) },
  ]
  return (
    <FormPage {...act} eyebrow={numbered(pkg)} title={words.title} lead={words.lead} above={<Facts items={facts} />}>
      <DateField
        {...fieldIn(say, form)('until', words.until, t.assignments.extension.range(from, to, locale))}
        min={from}
        max={to}
      />
    </FormPage>
  )
}

type EndProps = { say: Say; pkg: Posting; counts: Counts; hands: number; form: Filled }

export const EndPostingPage = ({ say, pkg, counts, hands, form }: EndProps) => {
  const { t, number } = say
  const words = t.postings.end
  const at = `/packages/${pkg.id}`
  const act = { say, form, action: `${at}/ending`, button: words.button, back: { href: at, words: t.lots.plan.back } }
  const offered = counts.offered ?? 0
  const facts = [
    { term: words.going, value: t.postings.lots(number(unfinishedOf(counts) - offered)) },
    { term: words.offers, value: t.postings.lots(number(offered)) },
    { term: words.hands, value: t.postings.lots(number(hands)) },
  ]
  return (
    <FormPage {...act} eyebrow={numbered(pkg)} title={words.title} lead={words.lead} above={<Facts items={facts} />}>
      <TextArea {...fieldIn(say, form)('words', words.words, words.wordsHint)} rows={4} />
    </FormPage>
  )
}

type ReopenProps = { say: Say; pkg: Posting; towns: readonly string[]; form: Filled }

export const ReopenPage = ({ say, pkg, towns, form }: ReopenProps) => {
  const { t } = say
  const words = t.postings.reopen
  const at = `/packages/${pkg.id}`
  const act = { say, form, action: `${at}/reopening`, button: words.button, back: { href: at, words: t.lots.plan.back } }
  const facts = [
    { term: words.towns, value: towns.join(' / ') || t.packages.none },
    { term: t.packages.follow.due, value: dayOrNone(say, pkg.dueOn) },
  ]
  return (
    <FormPage {...act} eyebrow={numbered(pkg)} title={words.title} lead={words.lead} above={<Facts items={facts} />}>
      <p class="yui-fine">{words.left}</p>
    </FormPage>
  )
}

export type Missing = { readonly lots: readonly number[]; readonly rows: number }
type ConcludeProps = { say: Say; pkg: Posting & { lotCount: number; lotsApproved: number }; missing: Missing; form: Filled }

export const ConcludePage = ({ say, pkg, missing, form }: ConcludeProps) => {
  const { t } = say
  const words = t.postings.conclude
  const at = `/packages/${pkg.id}`
  const act = { say, form, action: `${at}/conclusion`, button: words.button, back: { href: at, words: t.lots.plan.back } }
  const done = { term: words.done, value: t.packages.follow.progressValue(pkg.lotsApproved, pkg.lotCount) }
  const facts = [done, ...missingFacts(say, missing)]
  return (
    <FormPage {...act} eyebrow={numbered(pkg)} title={words.title} lead={words.lead} above={<Facts items={facts} />} danger>
      <TextArea {...fieldIn(say, form)('words', words.words, words.wordsHint)} rows={4} />
    </FormPage>
  )
}

/** Which lots are missing, runs of them together, and how many rows. */
export const missingFacts = ({ t }: Say, { lots, rows }: Missing) => [
  {
    term: t.postings.conclude.missingLots,
    value: runsOf(lots)
      .map(([from, to]) => t.postings.conclude.run(from, to))
      .join(' / '),
  },
  { term: t.postings.conclude.missingRows, value: t.packages.rows.rowsOf(rows) },
]

function runsOf(numbers: readonly number[]): readonly (readonly [from: number, to: number])[] {
  const runs: [number, number][] = []
  for (const one of numbers) {
    const last = runs.at(-1)
    if (last && last[1] + 1 === one) last[1] = one
    else runs.push([one, one])
  }
  return runs
}
