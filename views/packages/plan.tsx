/** The terms that the manager sets: pay beside the minimum wage, date, places, training, towns. */

import { hourlyYen } from '../../policies/packages/lots.ts'
import type { Place } from '../../policies/safety/classes.ts'
import { Checkboxes, DateField, NumberField, Select, TextArea } from '../kernel/forms.tsx'
import { hx } from '../kernel/hx.ts'
import type { Say } from '../kernel/say.tsx'
import { ActForm, type Filled, fieldIn, Problems, tickedIn, typedIn } from '../parts/form-page.tsx'
import { PageHeading, Section } from '../parts/heading.tsx'
import { Steps } from '../parts/navigation.tsx'
import { numbered } from './names.tsx'
import { nextToPrepare, preparingItems } from './preparing.tsx'
import type { Prepared } from './split.tsx'

/** The minimum wage an hour of a prefecture in which the work may be done; null where none is on record. */
export type Wage = { prefecture: string; yen: number | null; fromOn: string | null; old: boolean }
type PlanProps = {
  say: Say
  pkg: Prepared & { townId: string; keyColumns: readonly string[] }
  form: Filled
  places: readonly Place[]
  towns: readonly { id: string; name: string; romaji: string }[]
  courses: readonly { id: string; name: string; nameEn: string; validMonths: number | null }[]
  wages: readonly Wage[]
  askReason: boolean
  days: { least: string; most: string }
}

/** The parts of the form are called, not drawn as elements: the summary above needs the labels of their fields. */
export const PlanPage = (props: PlanProps) => {
  const { say, pkg, form } = props
  const { t } = say
  const words = t.lots.plan
  const at = `/packages/${pkg.id}`
  const act = { say, form, action: `${at}/plan`, button: words.button, back: { href: at, words: words.back } }
  const asked = [pay(props), whenAndWhere(props), who(props), rest(props)]
  return (
    <>
      <Steps label={t.packages.preparing.label} items={preparingItems(t, pkg.id, nextToPrepare(pkg), 'plan')} />
      <PageHeading eyebrow={numbered(pkg)} title={words.title} lead={words.lead} />
      <Problems say={say} form={form} />
      <ActForm {...act}>{asked}</ActForm>
    </>
  )
}

function pay({ say, pkg, form, wages, askReason }: PlanProps) {
  const words = say.t.lots.plan
  const field = fieldIn(say, form)
  const live = hx({
    get: `/packages/${pkg.id}/plan`,
    trigger: 'input changed delay:200ms',
    target: '#hourly',
    include: '#unitPrice, #minutesPerRow, [name=towns]',
  })
  // The schema demands no reason: it does not know whether the price is low.
  const demanded = { required: true, mark: say.t.frame.required }
  const [price, minutes] = [typedIn(form, 'unitPrice'), typedIn(form, 'minutesPerRow')]
  return (
    <Section title={words.pay}>
      <NumberField {...field('unitPrice', words.unitPrice)} suffix={words.yen} hx={live} />
      <NumberField {...field('minutesPerRow', words.minutes, words.minutesHint)} suffix={words.minutesUnit} hx={live} />
      <Hourly say={say} price={price} minutes={minutes} wages={wages} rows={pkg.rowsPerLot} />
      {askReason ? <TextArea {...field('priceReason', words.reason, words.reasonHint)} {...demanded} rows={3} /> : null}
    </Section>
  )
}

type HourlyProps = { say: Say; price: string; minutes: string; wages: readonly Wage[]; rows: number | null }

/** What an hour comes to, beside the minimum wage; kept up to date while the numbers are typed. */
export const Hourly = ({ say, price, minutes, wages, rows }: HourlyProps) => {
  const words = say.t.lots.plan
  const [yen, time] = [Number(price), Number(minutes)]
  if (!(yen > 0 && time > 0))
    return (
      <p class="yui-hint" id="hourly" role="status">
        {words.hourlyNone}
      </p>
    )
  const hourly = hourlyYen(yen, time)
  const known = wages.flatMap(({ yen: least }) => least ?? [])
  const below = known.some((least) => hourly < least)
  return (
    <div class="yui-hint" id="hourly" role="status" data-tone={below ? 'error' : 'plain'}>
      <p>
        <b>{words.hourly(say.yen(hourly))}</b>
      </p>
      {rows ? <p>{words.perLot(say.yen(yen * rows), say.minutes(time * rows))}</p> : null}
      {wages.map(({ prefecture, yen: least, fromOn, old }) => (
        <p>
          {least !== null && fromOn !== null
            ? words.wage(prefecture, say.yen(least), say.day(fromOn))
            : words.wageUnknown(prefecture)}
          {old ? ` ${words.wageOld}` : ''}
        </p>
      ))}
      {known.length > 0 ? <p>{below ? words.below : words.above}</p> : null}
    </div>
  )
}

function whenAndWhere({ say, form, places, days }: PlanProps) {
  const words = say.t.lots.plan
  const field = fieldIn(say, form)
  const options = places.map((value) => ({ value, label: say.t.places[value] }))
  return (
    <Section title={words.when}>
      <DateField {...field('dueOn', words.due, words.dueHint)} min={days.least} max={days.most} />
      <Checkboxes {...field('places', words.places)} values={tickedIn(form, 'places')} options={options} />
    </Section>
  )
}

function who({ say, pkg, form, towns, courses }: PlanProps) {
  const words = say.t.lots.plan
  const field = fieldIn(say, form)
  const townChoices = towns.map((town) => ({
    value: town.id,
    label: say.name(town),
    disabled: town.id === pkg.townId,
    hint: town.id === pkg.townId ? words.ownTown : undefined,
  }))
  const courseChoices = courses.map((course) => ({
    value: course.id,
    label: say.course(course),
    hint: course.validMonths === null ? words.forGood : words.validMonths(course.validMonths),
  }))
  return (
    <Section title={words.who}>
      <Checkboxes
        {...field('towns', words.towns, words.townsHint)}
        values={[pkg.townId, ...tickedIn(form, 'towns')]}
        options={townChoices}
      />
      {courses.length === 0 ? null : (
        <Checkboxes
          {...field('courses', words.courses, words.coursesHint)}
          values={tickedIn(form, 'courses')}
          options={courseChoices}
        />
      )}
    </Section>
  )
}

function rest({ say, pkg, form }: PlanProps) {
  const words = say.t.lots.plan
  const field = fieldIn(say, form)
  const columns = pkg.keyColumns.map((name) => ({ value: name, label: name }))
  return (
    <Section title={words.rest}>
      <TextArea {...field('expenses', words.expenses, words.expensesHint)} rows={2} />
      {columns.length === 0 ? null : (
        <Select {...field('keyColumn', words.key, words.keyHint)} empty={words.noKey} options={columns} />
      )}
    </Section>
  )
}
