/** The terms that the manager sets before a package is published. */
import { z } from 'zod'
import { askConsents, listAsked } from '../../db/consents.ts'
import { planPackage } from '../../db/packages/edit.ts'
import { listTowns } from '../../db/towns.ts'
import { listCourses } from '../../db/training.ts'
import { asking } from '../../policies/consents.ts'
import { addDays } from '../../policies/days.ts'
import { hourlyYen, lowestWage } from '../../policies/lots.ts'
import { decide, placesFor } from '../../policies/packages.ts'
import type { Problem } from '../../views/forms.tsx'
import { Hourly, PlanPage, type PlanValues } from '../../views/packages/plan.tsx'
import { missingFor } from '../consents/load.ts'
import type { Ctx } from '../context.ts'
import { insist } from '../errors.tsx'
import { checkForm, commit, fields, readTyped, type Typed } from '../forms.ts'
import { isPart, newOnce, page } from '../page.tsx'
import { routes } from '../routes.ts'
import { crumbs, load, type Package, typedList, typedText } from './load.ts'

export const plan = routes()
const { get, post } = plan
const limits = { yen: 1_000_000, minutes: 480, days: 730 }

get('/packages/:id/plan', 'package.plan', async (c) => {
  const pkg = await load(c)
  insist(c, decide('package.plan', c.var.actor, pkg.facts))
  const choices = await choicesFor(c, pkg)
  if (isPart(c)) {
    const { t, locale } = c.var
    const digits = (name: string) => (c.req.query(name) ?? '').normalize('NFKC').replace(/,/g, '')
    const [price, minutes] = [digits('unitPrice'), digits('minutesPerRow')]
    return c.html(String(await Hourly({ t, locale, price, minutes, wage: choices.wage, rows: pkg.rowsPerLot })))
  }
  return planPage(c, pkg, choices, valuesOf(c, pkg, choices), [])
})

post('/packages/:id/plan', 'package.plan', async (c) => {
  const pkg = await load(c)
  const permit = insist(c, decide('package.plan', c.var.actor, pkg.facts))
  const choices = await choicesFor(c, pkg)
  const typed = await readTyped(c)
  const form = checkForm(c, typed, schemaFor(pkg, choices))
  const problems = form.ok ? problemsOf(c, form.data, choices) : form.problems
  if (!form.ok || problems.length > 0) return planPage(c, pkg, choices, typedValues(typed), problems)
  const { towns, keyColumn, priceReason, ...data } = form.data
  const to = `/packages/${pkg.id}/publication`
  const planned = [...new Set([pkg.townId, ...towns])]
  const asked = await newlyAsked(c, pkg, planned)
  return commit(c, to, async (tx) => {
    await planPackage(tx, permit, {
      ...data,
      towns: planned,
      keyColumn: keyColumn || null,
      priceReason: isBelow(data, choices) ? priceReason : null,
    })
    if (asked.length > 0) await askConsents(tx, asking(permit), asked)
  })
})

/** Towns that the plan newly asks a consent for: those of an earlier plan have been asked for already. */
async function newlyAsked(c: Ctx, pkg: Package, towns: readonly string[]): Promise<string[]> {
  const before = await listAsked(c.var.db.read, pkg)
  return (await missingFor(c, { ...pkg, towns })).filter((town) => !before.includes(town))
}

type Choices = Awaited<ReturnType<typeof choicesFor>>

/** What this package lets the manager choose from. */
async function choicesFor(c: Ctx, pkg: Package) {
  const [towns, courses] = await Promise.all([listTowns(c.var.db.read), listCourses(c.var.db.read)])
  const wages = towns.flatMap(({ prefecture }) => lowestWage[prefecture] ?? [])
  return {
    towns,
    courses,
    places: placesFor(pkg),
    wage: wages.length > 0 ? Math.max(...wages) : null,
    days: { least: addDays(c.var.today, 1), most: addDays(c.var.today, limits.days) },
  }
}

type Options = [string, ...string[]]
const idsOf = (rows: readonly { id: string }[]) => rows.map(({ id }) => id) as Options

const schemaFor = ({ keyColumns }: Package, { towns, courses, places }: Choices) =>
  z.object({
    unitPrice: fields.whole(1, limits.yen),
    minutesPerRow: fields.whole(1, limits.minutes),
    priceReason: fields.optional(500),
    dueOn: fields.day(),
    places: fields.ticks(places as unknown as ['home', 'centre', 'vdi']).refine((chosen) => chosen.length > 0, 'choose'),
    towns: fields.ticks(idsOf(towns)),
    courses: fields.ticks(idsOf(courses)),
    expenses: fields.text(500),
    keyColumn: fields.optional(32_767).refine((name) => name === '' || keyColumns.includes(name), 'choose'),
  })

const isBelow = ({ unitPrice, minutesPerRow }: { unitPrice: number; minutesPerRow: number }, { wage }: Choices) =>
  wage !== null && hourlyYen(unitPrice, minutesPerRow) < wage

type Data = { unitPrice: number; minutesPerRow: number; priceReason: string; dueOn: string }
function problemsOf(c: Ctx, data: Data, choices: Choices): Problem[] {
  const words = c.var.t.lots.plan
  const { least, most } = choices.days
  return [
    ...(isBelow(data, choices) && !data.priceReason ? [{ field: 'priceReason', words: words.below }] : []),
    ...(data.dueOn < least || data.dueOn > most ? [{ field: 'dueOn', words: words.dueBounds }] : []),
  ]
}

/** Sensible beginnings: every ally, every place that the class allows, the list's own key. */
function valuesOf(c: Ctx, pkg: Package, { towns, places }: Choices): PlanValues {
  const planned = pkg.unitPrice !== null
  return {
    unitPrice: String(pkg.unitPrice ?? ''),
    minutesPerRow: String(pkg.minutesPerRow ?? ''),
    priceReason: pkg.priceReason ?? '',
    dueOn: pkg.dueOn ?? '',
    expenses: planned ? pkg.expenses : c.var.t.lots.plan.expensesDefault,
    keyColumn: pkg.keyColumn ?? '',
    places: planned ? pkg.places : places,
    courses: pkg.courses,
    towns: planned ? pkg.towns : towns.map(({ id }) => id),
  }
}

const typedValues = (typed: Typed): PlanValues => ({
  unitPrice: typedText(typed, 'unitPrice'),
  minutesPerRow: typedText(typed, 'minutesPerRow'),
  priceReason: typedText(typed, 'priceReason'),
  dueOn: typedText(typed, 'dueOn'),
  expenses: typedText(typed, 'expenses'),
  keyColumn: typedText(typed, 'keyColumn'),
  places: typedList(typed, 'places'),
  courses: typedList(typed, 'courses'),
  towns: typedList(typed, 'towns'),
})

function planPage(c: Ctx, pkg: Package, choices: Choices, values: PlanValues, problems: readonly Problem[]) {
  const { t, locale } = c.var
  const digits = (text: string) => Number(text.normalize('NFKC').replace(/,/g, ''))
  const said = { unitPrice: digits(values.unitPrice), minutesPerRow: digits(values.minutesPerRow) }
  const askReason = values.priceReason !== '' || (said.unitPrice > 0 && said.minutesPerRow > 0 && isBelow(said, choices))
  const body = PlanPage({ t, locale, pkg, values, problems, ...choices, askReason, token: newOnce() })
  const title = `${t.lots.plan.title} ${pkg.title}`
  return page(c, { title, breadcrumb: crumbs(c, pkg), body }, problems.length > 0 ? 422 : 200)
}
