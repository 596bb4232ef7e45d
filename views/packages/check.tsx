/** The last look before handing over: every gap with its step, and everything that was written. */
import type { Child } from 'hono/jsx'
import { gapsBeforeHandOver } from '../../policies/packages/packages.ts'
import type { Say } from '../kernel/say.tsx'
import { Facts } from '../parts/facts.tsx'
import { ActForm, type Filled } from '../parts/form-page.tsx'
import { Section } from '../parts/heading.tsx'
import { Banner } from '../parts/notices.tsx'
import { Gaps } from './gaps.tsx'
import { classWords } from './outline.tsx'
import { type Draft, StepFrame } from './steps.tsx'

type Checked = Draft & {
  client: string
  fileName: string | null
  manager: string | null
  managerKana: string | null
  managerRomaji: string | null
}

export const CheckPage = ({ say, pkg, form }: { say: Say; pkg: Checked; form: Filled }) => {
  const { check: words, steps } = say.t.packages
  const gaps = gapsBeforeHandOver(pkg)
  const at = `/packages/${pkg.id}`
  const act = { say, form, action: `${at}/hand-over`, button: words.handOver, back: { href: at, words: steps.later } }
  return (
    <StepFrame say={say} pkg={pkg} step={6} title={words.title} lead={words.lead}>
      {gaps.length > 0 ? (
        <Gaps t={say.t} id={pkg.id} gaps={gaps} title={words.gaps} lead={words.gapsLead} />
      ) : (
        <>
          <Banner tone="success" title={words.ready} />
          <ActForm {...act} />
        </>
      )}
      <Section title={words.summary}>
        <Facts items={summary(say, pkg)} />
      </Section>
    </StepFrame>
  )
}

function summary(say: Say, pkg: Checked) {
  const { t, quoted, person } = say
  const { what, rows, how, who, follow, check, none } = t.packages
  const fact = (term: string, step: number, value: Child) => ({
    term,
    value: value || none,
    action: (
      <a href={`/packages/${pkg.id}/steps/${step}`}>
        {check.fix}
        <span class="yui-unseen"> {term}</span>
      </a>
    ),
  })
  const manager = { name: pkg.manager, kana: pkg.managerKana, romaji: pkg.managerRomaji }
  return [
    fact(what.name, 1, quoted(pkg.title)),
    fact(what.purpose, 1, quoted(pkg.purpose)),
    fact(what.client, 1, quoted(pkg.client)),
    fact(follow.list, 2, pkg.rowCount ? `${pkg.fileName}　${rows.rowsOf(pkg.rowCount)}` : ''),
    fact(how.brief, 3, pkg.brief && <span class="yui-lines">{quoted(pkg.brief)}</span>),
    fact(how.criteria, 3, pkg.criteria.length > 0 && <CriteriaList say={say} criteria={pkg.criteria} />),
    fact(follow.level, 4, pkg.dataClass && classWords(t, pkg.dataClass)),
    fact(who.manager, 5, pkg.manager && person(manager)),
  ]
}

export const CriteriaList = ({ say, criteria }: { say: Say; criteria: readonly string[] }) => (
  <ol class="yui-criteria">
    {criteria.map((words) => (
      <li>{say.quoted(words)}</li>
    ))}
  </ol>
)
