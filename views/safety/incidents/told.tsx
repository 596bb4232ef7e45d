/** What was reported of a matter, report by report: to the town with names and words, to others without. */
import type { IncidentKind } from '../../../policies/safety/incidents.ts'
import type { Say } from '../../kernel/say.tsx'
import { type Fact, Facts } from '../../parts/facts.tsx'
import { Section } from '../../parts/heading.tsx'

/** `who` and `words` are there for those only who may see them. */
export type Told = {
  kind: IncidentKind
  noticedAt: string
  reportedAt: string
  town: string | null
  townRomaji: string | null
  who: { name: string; kana: string; romaji: string } | undefined
  words: string | undefined
  lotNumber: number | null
  firstRow: number | null
  lastRow: number | null
}

export const ToldSection = ({ say, told }: { say: Say; told: readonly Told[] }) => (
  <Section title={say.t.incidents.one.told.title} id="told">
    {told.map((one, i) => (
      <>
        {told.length > 1 ? <h3>{say.t.incidents.one.told.nth(i + 1)}</h3> : null}
        <Facts items={factsOf(say, one)} />
      </>
    ))}
  </Section>
)

function factsOf(say: Say, one: Told): Fact[] {
  const { t } = say
  const words = t.incidents.one.told
  const town = say.town(one)
  const by = town === '' ? words.staff : words.resident(town)
  const number = (n: number | null) => say.number(n ?? 0)
  return [
    { term: words.kind, value: t.incidents.kinds[one.kind] },
    { term: words.noticed, value: say.moment(one.noticedAt) },
    { term: words.reported, value: say.moment(one.reportedAt) },
    { term: words.by, value: one.who ? say.person(one.who) : by, note: one.who ? by : undefined },
    ...(one.lotNumber === null
      ? []
      : [{ term: words.lot, value: words.lotRows(number(one.lotNumber), number(one.firstRow), number(one.lastRow)) }]),
    ...(one.words ? [{ term: words.words, value: <span class="yui-lines">{say.quoted(one.words)}</span> }] : []),
  ]
}
