/** The terms that the manager sets: pay beside the minimum wage, date, places, training, towns. */
import type { Place } from '../../policies/classes.ts'
import { hourlyYen } from '../../policies/lots.ts'
import { formatMinutes, formatYen } from '../format.ts'
import {
  Actions,
  Button,
  Checkboxes,
  DateField,
  ErrorSummary,
  Form,
  LinkButton,
  NumberField,
  type Problem,
  problemOf,
  Select,
  TextArea,
} from '../forms.tsx'
import { hx } from '../hx.ts'
import { PageHeading, Section } from '../parts/heading.tsx'
import { Steps } from '../parts/navigation.tsx'
import { named, nameOf, type Words } from './names.tsx'
import { nextToPrepare, preparingItems } from './preparing.tsx'
import type { Prepared } from './split.tsx'

export type PlanValues = {
  unitPrice: string
  minutesPerRow: string
  priceReason: string
  dueOn: string
  expenses: string
  keyColumn: string
  places: readonly string[]
  courses: readonly string[]
  towns: readonly string[]
}
type PlanProps = Words & {
  pkg: Prepared & { townId: string; keyColumns: readonly string[] }
  values: PlanValues
  problems: readonly Problem[]
  places: readonly Place[]
  towns: readonly { id: string; name: string; romaji: string }[]
  courses: readonly { id: string; name: string; nameEn: string; validMonths: number | null }[]
  /** The highest of the minimum wages an hour where the work may be done; null where none is on record. */
  wage: number | null
  askReason: boolean
  days: { least: string; most: string }
  token: string
}

export const PlanPage = (props: PlanProps) => {
  const { t, pkg, problems, token } = props
  const words = t.lots.plan
  return (
    <>
      <Steps label={t.packages.preparing.label} items={preparingItems(t, pkg.id, nextToPrepare(pkg), 'plan')} />
      <PageHeading eyebrow={`${pkg.number}　${pkg.title}`} title={words.title} lead={words.lead} />
      <ErrorSummary title={t.frame.problemsTitle} problems={named(t, problems, labels(t))} />
      <Form action={`/packages/${pkg.id}/plan`} token={token}>
        <Pay {...props} />
        <WhenAndWhere {...props} />
        <Who {...props} />
        <Rest {...props} />
        <Actions>
          <Button>{words.button}</Button>
          <LinkButton kind="text" href={`/packages/${pkg.id}`}>
            {words.back}
          </LinkButton>
        </Actions>
      </Form>
    </>
  )
}

const labels = ({ lots: { plan } }: Words['t']) => ({
  unitPrice: plan.unitPrice,
  minutesPerRow: plan.minutes,
  priceReason: plan.reason,
  dueOn: plan.due,
  places: plan.places,
  towns: plan.towns,
  courses: plan.courses,
  expenses: plan.expenses,
  keyColumn: plan.key,
})

const Pay = ({ t, locale, pkg, values, problems, wage, askReason }: PlanProps) => {
  const words = t.lots.plan
  const required = { required: true, mark: t.frame.required }
  const live = hx({
    get: `/packages/${pkg.id}/plan`,
    trigger: 'input changed delay:200ms',
    target: '#hourly',
    include: '#unitPrice, #minutesPerRow',
  })
  const field = (name: 'unitPrice' | 'minutesPerRow' | 'priceReason') => ({
    name,
    value: values[name],
    problem: problemOf(problems, name),
  })
  return (
    <Section title={words.pay}>
      <NumberField {...field('unitPrice')} {...required} label={words.unitPrice} suffix={words.yen} hx={live} />
      <NumberField
        {...field('minutesPerRow')}
        {...required}
        label={words.minutes}
        hint={words.minutesHint}
        suffix={words.minutesUnit}
        hx={live}
      />
      <Hourly t={t} locale={locale} price={values.unitPrice} minutes={values.minutesPerRow} wage={wage} rows={pkg.rowsPerLot} />
      {askReason ? (
        <TextArea {...field('priceReason')} {...required} label={words.reason} hint={words.reasonHint} rows={3} maxlength={500} />
      ) : null}
    </Section>
  )
}

type HourlyProps = Words & { price: string; minutes: string; wage: number | null; rows: number | null }

/** What an hour comes to, beside the minimum wage; kept up to date while the numbers are typed. */
export const Hourly = ({ t, locale, price, minutes, wage, rows }: HourlyProps) => {
  const words = t.lots.plan
  const [yen, time] = [Number(price), Number(minutes)]
  if (!(yen > 0 && time > 0))
    return (
      <p class="yui-hint" id="hourly" role="status">
        {words.hourlyNone}
      </p>
    )
  const hourly = hourlyYen(yen, time)
  const below = wage !== null && hourly < wage
  return (
    <div class="yui-hint" id="hourly" role="status" data-tone={below ? 'error' : 'plain'}>
      <p>
        <b>{words.hourly(formatYen(locale, hourly))}</b>
      </p>
      {rows ? <p>{words.perLot(formatYen(locale, yen * rows), formatMinutes(locale, time * rows))}</p> : null}
      {wage === null ? null : (
        <p>
          {words.wage(formatYen(locale, wage))} {below ? words.below : words.above}
        </p>
      )}
    </div>
  )
}

const WhenAndWhere = ({ t, values, problems, places, days }: PlanProps) => {
  const words = t.lots.plan
  const required = { required: true, mark: t.frame.required }
  return (
    <Section title={words.when}>
      <DateField
        name="dueOn"
        label={words.due}
        hint={words.dueHint}
        {...required}
        min={days.least}
        max={days.most}
        value={values.dueOn}
        problem={problemOf(problems, 'dueOn')}
      />
      <Checkboxes
        name="places"
        label={words.places}
        {...required}
        values={values.places}
        problem={problemOf(problems, 'places')}
        options={places.map((value) => ({ value, label: t.places[value] }))}
      />
    </Section>
  )
}

const Who = ({ t, locale, pkg, values, problems, towns, courses }: PlanProps) => {
  const words = t.lots.plan
  return (
    <Section title={words.who}>
      <Checkboxes
        name="towns"
        label={words.towns}
        hint={words.townsHint}
        values={[pkg.townId, ...values.towns]}
        problem={problemOf(problems, 'towns')}
        options={towns.map((town) => ({
          value: town.id,
          label: nameOf(locale, town),
          disabled: town.id === pkg.townId,
          hint: town.id === pkg.townId ? words.ownTown : undefined,
        }))}
      />
      {courses.length === 0 ? null : (
        <Checkboxes
          name="courses"
          label={words.courses}
          hint={words.coursesHint}
          mark={t.frame.optional}
          values={values.courses}
          problem={problemOf(problems, 'courses')}
          options={courses.map((course) => ({
            value: course.id,
            label: locale === 'ja' ? course.name : course.nameEn,
            hint: course.validMonths === null ? words.forGood : words.validMonths(course.validMonths),
          }))}
        />
      )}
    </Section>
  )
}

const Rest = ({ t, pkg, values, problems }: PlanProps) => {
  const words = t.lots.plan
  return (
    <Section title={words.rest}>
      <TextArea
        name="expenses"
        label={words.expenses}
        hint={words.expensesHint}
        required
        mark={t.frame.required}
        rows={2}
        maxlength={500}
        value={values.expenses}
        problem={problemOf(problems, 'expenses')}
      />
      {pkg.keyColumns.length === 0 ? null : (
        <Select
          name="keyColumn"
          label={words.key}
          hint={words.keyHint}
          empty={words.noKey}
          value={values.keyColumn}
          problem={problemOf(problems, 'keyColumn')}
          options={pkg.keyColumns.map((name) => ({ value: name, label: name }))}
        />
      )}
    </Section>
  )
}
