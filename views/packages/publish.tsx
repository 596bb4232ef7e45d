/** The last look before publishing: what residents will see, and every gap with the page that mends it. */
import { type DataClass, handling, type Place } from '../../policies/classes.ts'
import { lotPrice } from '../../policies/lots.ts'
import type { Gap } from '../../policies/packages.ts'
import { formatMinutes, formatNumber, formatYen } from '../format.ts'
import { Actions, Button, Form, LinkButton } from '../forms.tsx'
import { Facts, Figures } from '../parts/facts.tsx'
import { PageHeading, Section } from '../parts/heading.tsx'
import { Steps } from '../parts/navigation.tsx'
import { Banner } from '../parts/notices.tsx'
import { quoted } from '../parts/quoted.ts'
import { bandWords } from '../work-list.tsx'
import { CriteriaList } from './check.tsx'
import { Gaps } from './gaps.tsx'
import { dayOrNone, nameOf, type Words } from './names.tsx'
import { classWords } from './outline.tsx'
import { nextToPrepare, preparingItems } from './preparing.tsx'
import type { Prepared } from './split.tsx'

type PublishProps = Words & {
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
  token: string
}

export const PublishPage = (props: PublishProps) => {
  const { t, pkg, gaps, consents, token } = props
  const words = t.lots.publish
  const back = (
    <LinkButton kind="text" href={`/packages/${pkg.id}`}>
      {t.lots.plan.back}
    </LinkButton>
  )
  return (
    <>
      <Steps label={t.packages.preparing.label} items={preparingItems(t, pkg.id, nextToPrepare(pkg), 'publish')} />
      <PageHeading eyebrow={`${pkg.number}　${pkg.title}`} title={words.title} lead={words.lead} />
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
        <Actions>{back}</Actions>
      ) : (
        <Form action={`/packages/${pkg.id}/publication`} token={token}>
          <Actions>
            <Button>{words.button}</Button>
            {back}
          </Actions>
        </Form>
      )}
    </>
  )
}

/** Of a guarded class residents are told less before they have taken it on (policies/classes.ts, `outline`). */
const isGuarded = (code: DataClass | null): boolean => code !== null && handling[code].outline !== 'full'

const Preview = ({ t, locale, pkg, towns, courses }: PublishProps) => {
  const { publish: words } = t.lots
  const { follow, what, how } = t.packages
  const { unitPrice, rowsPerLot, minutesPerRow } = pkg
  const guarded = isGuarded(pkg.dataClass)
  const rows = Math.min(rowsPerLot ?? 0, pkg.rowCount ?? 0)
  return (
    <>
      <h3 class="yui-preview__title">{quoted(locale, pkg.title)}</h3>
      {unitPrice && rows ? (
        <Figures
          items={[
            {
              label: words.price,
              value: formatYen(locale, unitPrice),
              note: words.perLot(formatYen(locale, lotPrice(rows, unitPrice))),
            },
            ...(guarded
              ? []
              : [
                  {
                    label: words.lots,
                    value: formatNumber(locale, pkg.lotCount),
                    unit: words.lotUnit(pkg.lotCount),
                    note: words.lotOf(rows, minutesPerRow ? formatMinutes(locale, rows * minutesPerRow) : ''),
                  },
                  { label: words.total, value: formatYen(locale, lotPrice(pkg.rowCount ?? 0, unitPrice)) },
                ]),
          ]}
        />
      ) : null}
      <Facts
        items={[
          ...(guarded
            ? [{ term: t.work.one.volume, value: bandWords(t, locale, pkg.rowCount ?? 0) }]
            : [{ term: what.purpose, value: quoted(locale, pkg.purpose) }]),
          {
            term: follow.town,
            value: nameOf(locale, { name: pkg.town, romaji: pkg.townRomaji }),
            note: guarded ? undefined : pkg.client,
          },
          { term: follow.due, value: dayOrNone({ t, locale }, pkg.dueOn) },
          { term: follow.level, value: pkg.dataClass ? classWords(t, pkg.dataClass) : t.packages.none },
          { term: follow.places, value: pkg.places.map((place) => t.places[place]).join(' / ') || t.packages.none },
          { term: follow.towns, value: towns.join(' / ') || t.packages.none },
          { term: follow.courses, value: courses.join(' / ') || follow.noCourses },
          { term: words.expenses, value: pkg.expenses || t.packages.none },
          ...(guarded ? [] : [{ term: how.criteria, value: <CriteriaList locale={locale} criteria={pkg.criteria} /> }]),
        ]}
      />
    </>
  )
}
