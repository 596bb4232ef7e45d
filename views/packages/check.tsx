/** The last look before handing over: every gap with its step, and everything that was written. */
import type { Child } from 'hono/jsx'
import { gapsBeforeHandOver } from '../../policies/packages.ts'
import { Actions, Button, Form, LinkButton } from '../forms.tsx'
import { Facts } from '../parts/facts.tsx'
import { Section } from '../parts/heading.tsx'
import { Banner } from '../parts/notices.tsx'
import { quoted } from '../parts/quoted.ts'
import { Gaps } from './gaps.tsx'
import { PersonName, type Words } from './names.tsx'
import { classWords } from './outline.tsx'
import { type Draft, StepFrame } from './steps.tsx'

type CheckProps = Words & {
  pkg: Draft & {
    client: string
    fileName: string | null
    manager: string | null
    managerKana: string | null
    managerRomaji: string | null
  }
  token: string
}

export const CheckPage = ({ t, locale, pkg, token }: CheckProps) => {
  const words = t.packages.check
  const gaps = gapsBeforeHandOver(pkg)
  return (
    <StepFrame t={t} locale={locale} pkg={pkg} step={6} title={words.title} lead={words.lead}>
      {gaps.length > 0 ? (
        <Gaps t={t} id={pkg.id} gaps={gaps} title={words.gaps} lead={words.gapsLead} />
      ) : (
        <>
          <Banner tone="success" title={words.ready} />
          <Form action={`/packages/${pkg.id}/hand-over`} token={token}>
            <Actions>
              <Button>{words.handOver}</Button>
              <LinkButton kind="text" href={`/packages/${pkg.id}`}>
                {t.packages.steps.later}
              </LinkButton>
            </Actions>
          </Form>
        </>
      )}
      <Section title={words.summary}>
        <Facts items={summary({ t, locale, pkg, token })} />
      </Section>
    </StepFrame>
  )
}

function summary({ t, locale, pkg }: CheckProps) {
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
    fact(what.name, 1, quoted(locale, pkg.title)),
    fact(what.purpose, 1, quoted(locale, pkg.purpose)),
    fact(what.client, 1, quoted(locale, pkg.client)),
    fact(follow.list, 2, pkg.rowCount ? `${pkg.fileName}　${rows.rowsOf(pkg.rowCount)}` : ''),
    fact(how.brief, 3, pkg.brief && <span class="yui-lines">{quoted(locale, pkg.brief)}</span>),
    fact(how.criteria, 3, pkg.criteria.length > 0 && <CriteriaList locale={locale} criteria={pkg.criteria} />),
    fact(follow.level, 4, pkg.dataClass && classWords(t, pkg.dataClass)),
    fact(who.manager, 5, pkg.manager && <PersonName locale={locale} person={manager} />),
  ]
}

export const CriteriaList = ({ locale, criteria }: { locale: CheckProps['locale']; criteria: readonly string[] }) => (
  <ol class="yui-criteria">
    {criteria.map((words) => (
      <li>{quoted(locale, words)}</li>
    ))}
  </ol>
)
