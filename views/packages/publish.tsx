/** The last look before publishing: what residents will see, and every gap with the page that mends it. */

import { lotPrice } from '../../policies/packages/lots.ts'
import type { Gap } from '../../policies/packages/packages.ts'
import { type DataClass, handling, type Place } from '../../policies/safety/classes.ts'
import { Actions, LinkButton } from '../kernel/forms.tsx'
import type { Say } from '../kernel/say.tsx'
import { Facts, Figures } from '../parts/facts.tsx'
import { ActForm, type Filled } from '../parts/form-page.tsx'
import { PageHeading, Section } from '../parts/heading.tsx'
import { Steps } from '../parts/navigation.tsx'
import { Banner } from '../parts/notices.tsx'
import { bandWords } from '../telework/finding/list.tsx'
import { CriteriaList } from './check.tsx'
import { Gaps } from './gaps.tsx'
import { dayOrNone, numbered } from './names.tsx'
import { classWords } from './outline.tsx'
import { nextToPrepare, preparingItems } from './preparing.tsx'
import type { Prepared } from './split.tsx'

type PublishProps = {
  say: Say
  pkg: Prepared & {
    purpose: string
    client: string
    town: string
    townRomaji: string
    criteria: readonly string[]
    dataClass: DataClass | null
    places: readonly Place[]
    minutesPerRow: number | null
    dueOn: string | null
    expenses: string
  }
  towns: readonly string[]
  courses: readonly string[]
  gaps: readonly Gap[]
  /** Towns whose consent waits, and who of the town must act. */
  consents: { towns: readonly string[]; actors: readonly string[] } | undefined
  form: Filled
}

export const PublishPage = (props: PublishProps) => {
  const { say, pkg, gaps, consents, form } = props
  const { t } = say
  const words = t.lots.publish
  const back = { href: `/packages/${pkg.id}`, words: t.lots.plan.back }
  return (
    <>
      <Steps label={t.packages.preparing.label} items={preparingItems(t, pkg.id, nextToPrepare(pkg), 'publish')} />
      <PageHeading eyebrow={numbered(pkg)} title={words.title} lead={words.lead} />
      {gaps.length > 0 ? <Gaps t={t} id={pkg.id} gaps={gaps} title={words.gaps} lead={words.gapsLead} /> : null}
      {consents ? (
        <Banner tone="info" title={t.consents.publish.title}>
          <p>{t.consents.publish.words(consents.towns, consents.actors)}</p>
        </Banner>
      ) : null}
      <Section title={words.preview} lead={isGuarded(pkg.dataClass) ? words.guarded : words.hidden}>
        <Preview {...props} />
      </Section>
      {gaps.length > 0 ? (
        <Actions>
          <LinkButton kind="text" href={back.href}>
            {back.words}
          </LinkButton>
        </Actions>
      ) : (
        <ActForm say={say} form={form} action={`/packages/${pkg.id}/publication`} button={words.button} back={back} />
      )}
    </>
  )
}

/** Of a guarded class residents are told less before they have taken it on (policies/safety/classes.ts, `outline`). */
const isGuarded = (code: DataClass | null): boolean => code !== null && handling[code].outline !== 'full'

const Preview = ({ say, pkg, towns, courses }: PublishProps) => {
  const { t, quoted } = say
  const { follow, what, how, none } = t.packages
  const guarded = isGuarded(pkg.dataClass)
  const told = guarded
    ? { term: t.work.one.volume, value: bandWords(say, pkg.rowCount ?? 0) }
    : { term: what.purpose, value: quoted(pkg.purpose) }
  return (
    <>
      <h3 class="yui-preview__title">{quoted(pkg.title)}</h3>
      <Pay say={say} pkg={pkg} guarded={guarded} />
      <Facts
        items={[
          told,
          { term: follow.town, value: say.town(pkg), note: guarded ? undefined : pkg.client },
          { term: follow.due, value: dayOrNone(say, pkg.dueOn) },
          { term: follow.level, value: pkg.dataClass ? classWords(t, pkg.dataClass) : none },
          { term: follow.places, value: pkg.places.map((place) => t.places[place]).join(' / ') || none },
          { term: follow.towns, value: towns.join(' / ') || none },
          { term: follow.courses, value: courses.join(' / ') || follow.noCourses },
          { term: t.lots.publish.expenses, value: pkg.expenses || none },
          ...(guarded ? [] : [{ term: how.criteria, value: <CriteriaList say={say} criteria={pkg.criteria} /> }]),
        ]}
      />
    </>
  )
}

const Pay = ({ say, pkg, guarded }: { say: Say; pkg: PublishProps['pkg']; guarded: boolean }) => {
  const words = say.t.lots.publish
  const { unitPrice, rowsPerLot, minutesPerRow, rowCount, lotCount } = pkg
  const rows = Math.min(rowsPerLot ?? 0, rowCount ?? 0)
  if (!unitPrice || !rows) return null
  const price = { label: words.price, value: say.yen(unitPrice), note: words.perLot(say.yen(lotPrice(rows, unitPrice))) }
  const lots = {
    label: words.lots,
    value: say.number(lotCount),
    unit: words.lotUnit(lotCount),
    note: words.lotOf(rows, minutesPerRow ? say.minutes(rows * minutesPerRow) : ''),
  }
  const total = { label: words.total, value: say.yen(lotPrice(rowCount ?? 0, unitPrice)) }
  return <Figures items={guarded ? [price] : [price, lots, total]} />
}
