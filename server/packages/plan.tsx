/** The terms that the manager sets before a package is published. */
import { z } from 'zod'
import { minimumWagesOn } from '../../db/membership/facts.ts'
import { listTowns } from '../../db/membership/towns.ts'
import { askConsents, listAsked } from '../../db/packages/consents.ts'
import { planPackage } from '../../db/packages/edit.ts'
import { listCourses } from '../../db/training/training.ts'
import { addDays } from '../../policies/kernel/days.ts'
import { isOldWage } from '../../policies/membership/facts.ts'
import { prefectureOf } from '../../policies/membership/towns.ts'
import { asking } from '../../policies/packages/consents.ts'
import { hourlyYen } from '../../policies/packages/lots.ts'
import { decide, placesFor } from '../../policies/packages/packages.ts'
import type { Problem } from '../../views/kernel/forms.tsx'
import { Hourly, PlanPage, type Wage } from '../../views/packages/plan.tsx'
import { type Filled, tickedIn, typedIn } from '../../views/parts/form-page.tsx'
import type { Ctx } from '../kernel/context.ts'
import { formAct } from '../kernel/form-act.tsx'
import { fields, type Typed } from '../kernel/forms.ts'
import { routes } from '../kernel/routes.ts'
import { missingFor } from './consents/load.ts'
import { crumbs, load, type Package } from './load.ts'

export const plan = routes()
export const limits = { yen: 1_000_000, minutes: 480, days: 730 }

formAct(plan, 'package.plan', {
  at: '/packages/:id/plan',
  load: async (c) => {
    const pkg = await load(c)
    return { pkg, choices: await choicesFor(c, pkg) }
  },
  decide: (c, { pkg }) => decide('package.plan', c.var.actor, pkg.facts),
  fields: (_, { pkg, choices }) => schemaFor(pkg, choices),
  check: (c, { pkg, choices }, { data }) => (data ? problemsOf(c, pkg, data, choices) : []),
  ready: async (c, { pkg, choices }, { towns, keyColumn, priceReason, ...data }) => {
    const planned = [...new Set([pkg.townId, ...towns])]
    return {
      ...data,
      towns: planned,
      keyColumn: keyColumn || null,
      priceReason: isBelow(data, wagesOf(planned, choices)) ? priceReason : null,
      asked: await newlyAsked(c, pkg, planned),
    }
  },
  begin: (c, { pkg, choices }) => beginning(c, pkg, choices),
  part: ({ req, var: { say } }, { pkg, choices }) => {
    const wages = wagesOf([pkg.townId, ...(req.queries('towns') ?? [])], choices)
    const [price, minutes] = [plainDigits(req.query('unitPrice')), plainDigits(req.query('minutesPerRow'))]
    return <Hourly say={say} price={price} minutes={minutes} wages={wages} rows={pkg.rowsPerLot} />
  },
  title: ({ t }, { pkg }) => `${t.lots.plan.title} ${pkg.title}`,
  width: 'normal',
  under: (c, { pkg }) => crumbs(c, pkg),
  body: (_, say, { pkg, choices }, form) => (
    <PlanPage
      {...{ say, pkg, form, ...choices }}
      wages={wagesOf([pkg.townId, ...tickedIn(form, 'towns')], choices)}
      askReason={asksReason(form, pkg, choices)}
    />
  ),
  write: async (tx, permit, { asked, ...terms }) => {
    await planPackage(tx, permit, terms)
    if (asked.length > 0) await askConsents(tx, asking(permit), asked)
  },
  done: ({ pkg }) => `/packages/${pkg.id}/publication`,
})

const plainDigits = (text = '') => text.normalize('NFKC').replace(/,/g, '')

/** A reason for a low price is asked for as soon as the price is one. */
function asksReason(form: Filled, { townId }: Package, choices: Choices): boolean {
  const [unitPrice, minutesPerRow] = [
    Number(plainDigits(typedIn(form, 'unitPrice'))),
    Number(plainDigits(typedIn(form, 'minutesPerRow'))),
  ]
  return (
    typedIn(form, 'priceReason') !== '' ||
    (unitPrice > 0 &&
      minutesPerRow > 0 &&
      isBelow({ unitPrice, minutesPerRow }, wagesOf([townId, ...tickedIn(form, 'towns')], choices)))
  )
}

/** Towns that the plan newly asks a consent for: those of an earlier plan have been asked for already. */
async function newlyAsked(c: Ctx, pkg: Package, towns: readonly string[]): Promise<string[]> {
  const before = await listAsked(c.var.db.read, pkg)
  return (await missingFor(c, { ...pkg, towns })).filter((town) => !before.includes(town))
}

type Choices = Awaited<ReturnType<typeof choicesFor>>

/** What this package lets the manager choose from. */
export async function choicesFor(c: Ctx, pkg: Package) {
  const { read } = c.var.db
  const [towns, courses, held] = await Promise.all([listTowns(read), listCourses(read), minimumWagesOn(read, c.var.today)])
  return {
    towns,
    courses,
    places: placesFor(pkg),
    held,
    today: c.var.today,
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

/** The minimum wage of each prefecture in which the work may be done. */
export function wagesOf(townIds: readonly string[], { towns, held, today }: Choices): Wage[] {
  const codes = [...new Set(towns.filter(({ id }) => townIds.includes(id)).map(({ id }) => id.slice(0, 2)))].sort()
  return codes.map((code) => {
    const { yen = null, fromOn = null } = held.get(code) ?? {}
    return { prefecture: prefectureOf(code)!, yen, fromOn, old: fromOn !== null && isOldWage(fromOn, today) }
  })
}

export const isBelow = ({ unitPrice, minutesPerRow }: { unitPrice: number; minutesPerRow: number }, wages: readonly Wage[]) =>
  wages.some(({ yen }) => yen !== null && hourlyYen(unitPrice, minutesPerRow) < yen)

type Data = { unitPrice: number; minutesPerRow: number; priceReason: string; dueOn: string; towns: readonly string[] }
function problemsOf(c: Ctx, { townId }: Package, data: Data, choices: Choices): Problem[] {
  const words = c.var.t.lots.plan
  const { least, most } = choices.days
  return [
    ...(isBelow(data, wagesOf([townId, ...data.towns], choices)) && !data.priceReason
      ? [{ field: 'priceReason', words: words.below }]
      : []),
    ...(data.dueOn < least || data.dueOn > most ? [{ field: 'dueOn', words: words.dueBounds }] : []),
  ]
}

/** Sensible beginnings: every ally, every place that the class allows, the list's own key. */
function beginning(c: Ctx, pkg: Package, { towns, places }: Choices): Typed {
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
