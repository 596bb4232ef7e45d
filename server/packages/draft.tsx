/** Drafting: a package begins with its name, and each step is saved by itself. */
import { z } from 'zod'
import { newId } from '../../db/ids.ts'
import { createPackage, type Draft, editPackage } from '../../db/packages/edit.ts'
import { listHolders } from '../../db/people.ts'
import { proposeClass } from '../../policies/classes.ts'
import { decide, decideCreate } from '../../policies/packages.ts'
import type { Problem } from '../../views/forms.tsx'
import { ClassPage } from '../../views/packages/class.tsx'
import { HowPage, type Values, WhatPage, WhoPage } from '../../views/packages/steps.tsx'
import type { Ctx } from '../context.ts'
import { insist } from '../errors.tsx'
import { checkForm, commit, fields, readForm, readTyped, type Typed } from '../forms.ts'
import { newOnce, page } from '../page.tsx'
import { routes } from '../routes.ts'
import { crumbs, load, type Package, reachedTowns, typedText } from './load.ts'

export const draft = routes()
const { get, post } = draft
const limits = { criteria: 20, criterion: 300 }

const What = z.object({ title: fields.text(100), purpose: fields.text(1000), client: fields.optional(100) })
const How = z.object({ brief: fields.text(10_000), criteria: z.preprocess(linesOf, criteria()) })
const answer = fields.choice(['yes', 'no'])
const Answers = z.object({ published: answer, namesPeople: answer, graveHarm: answer, fromState: answer })

get('/packages/new', 'package.create', async (c) => {
  const towns = await ownTowns(c)
  insistCreate(c, towns[0]?.id)
  return newPage(c, towns, { title: '', purpose: '', client: towns.length === 1 ? `${towns[0]!.name} ` : '', townId: '' }, [])
})

post('/packages', 'package.create', async (c) => {
  const towns = await ownTowns(c)
  insistCreate(c, towns[0]?.id)
  const typed = await readTyped(c)
  const chosen = towns.length === 1 ? towns[0] : towns.find(({ id }) => id === typed.townId)
  const form = checkForm(c, typed, What)
  const noTown = chosen ? [] : [{ field: 'townId', words: c.var.t.problems.named.choose }]
  if (!form.ok || !chosen)
    return newPage(c, towns, textsOf(typed, ['title', 'purpose', 'client', 'townId']), [
      ...noTown,
      ...(form.ok ? [] : form.problems),
    ])
  const permit = insistCreate(c, chosen.id)
  // The town's name was filled in for her; alone it says nothing.
  const client = form.data.client === chosen.name ? '' : form.data.client
  return commit(c, `/packages/${permit.on}/steps/2?saved`, (tx) => createPackage(tx, permit, { ...form.data, client }))
})

get('/packages/:id/steps/1', 'package.edit', (c) => showStep(c, whatPage, (pkg) => pkg))
post('/packages/:id/steps/1', 'package.edit', (c) => saveStep(c, What, whatPage, 2, (what) => what))

get('/packages/:id/steps/3', 'package.edit', (c) =>
  showStep(c, howPage, ({ brief, criteria }) => ({ brief, criteria: criteria.join('\n') })),
)
post('/packages/:id/steps/3', 'package.edit', (c) => saveStep(c, How, howPage, 4, (how) => how))

get('/packages/:id/steps/4', 'package.edit', (c) =>
  showStep(c, classPage, ({ answers }) =>
    Object.fromEntries(Object.entries(answers).map(([name, yes]) => [name, yes ? 'yes' : 'no'])),
  ),
)
post('/packages/:id/steps/4', 'package.edit', (c) =>
  saveStep(c, Answers, classPage, 4, (said) => {
    const answers = {
      published: said.published === 'yes',
      namesPeople: said.namesPeople === 'yes',
      graveHarm: said.graveHarm === 'yes',
      fromState: said.fromState === 'yes',
    }
    return { answers, dataClass: proposeClass(answers) }
  }),
)

get('/packages/:id/steps/5', 'package.edit', (c) => showStep(c, whoPage, ({ managerId }) => ({ managerId: managerId ?? '' })))
post('/packages/:id/steps/5', 'package.edit', async (c) => {
  const managers = await managersOf(c, await load(c))
  const Who = z.object({ managerId: z.string('choose').refine((id) => managers.some((one) => one.id === id), 'choose') })
  return saveStep(c, Who, whoPage, 6, (who) => who)
})

type StepPage = (c: Ctx, pkg: Package, values: Values, problems: readonly Problem[]) => Response | Promise<Response>

async function showStep(c: Ctx, show: StepPage, valuesOf: (pkg: Package) => object) {
  const pkg = await load(c)
  insist(c, decide('package.edit', c.var.actor, pkg.facts))
  return show(c, pkg, valuesOf(pkg) as Values, [])
}

async function saveStep<T>(c: Ctx, schema: z.ZodType<T>, show: StepPage, next: number, draftOf: (data: T) => Draft) {
  const pkg = await load(c)
  const permit = insist(c, decide('package.edit', c.var.actor, pkg.facts))
  const form = await readForm(c, schema)
  if (!form.ok) return show(c, pkg, textsOf(form.typed, Object.keys(form.typed)), form.problems)
  const to = next === 6 ? `/packages/${pkg.id}/check?saved` : `/packages/${pkg.id}/steps/${next}?saved`
  return commit(c, to, (tx) => editPackage(tx, permit, draftOf(form.data)))
}

const textsOf = (typed: Typed, names: readonly string[]): Values =>
  Object.fromEntries(names.map((name) => [name, typedText(typed, name)]))

const status = (problems: readonly Problem[]) => (problems.length > 0 ? 422 : 200)
const announce = (c: Ctx) => (c.req.query('saved') === undefined ? undefined : c.var.t.packages.steps.saved)
const frame = (c: Ctx, pkg: Package, title: string) => ({
  title: `${title} ${pkg.title}`,
  breadcrumb: crumbs(c, pkg),
  announce: announce(c),
})

const whatPage: StepPage = (c, pkg, values, problems) => {
  const { t, locale } = c.var
  const body = WhatPage({ t, locale, pkg, values, problems, token: newOnce(), towns: [] })
  return page(c, { ...frame(c, pkg, t.packages.what.title), body }, status(problems))
}
const howPage: StepPage = (c, pkg, values, problems) => {
  const { t, locale } = c.var
  const body = HowPage({ t, locale, pkg, values, problems, token: newOnce() })
  return page(c, { ...frame(c, pkg, t.packages.how.title), body }, status(problems))
}
const classPage: StepPage = (c, pkg, values, problems) => {
  const { t, locale } = c.var
  const body = ClassPage({ t, locale, pkg, values, problems, token: newOnce() })
  return page(c, { ...frame(c, pkg, t.packages.data.title), body }, status(problems))
}
const whoPage: StepPage = async (c, pkg, values, problems) => {
  const { t, locale } = c.var
  const managers = await managersOf(c, pkg)
  const only = managers.length === 1 && !values.managerId && problems.length === 0 ? { managerId: managers[0]!.id } : values
  const body = WhoPage({ t, locale, pkg, values: only, problems, token: newOnce(), managers })
  return page(c, { ...frame(c, pkg, t.packages.who.title), body }, status(problems))
}

type Towns = Awaited<ReturnType<typeof reachedTowns>>

function newPage(c: Ctx, towns: Towns, values: Values, problems: readonly Problem[]) {
  const { t, locale } = c.var
  const body = WhatPage({ t, locale, pkg: null, values, problems, token: newOnce(), towns })
  return page(c, { title: t.packages.newOne, breadcrumb: crumbs(c), body }, status(problems))
}

const ownTowns = (c: Ctx) => reachedTowns(c, ['coordinator'])
const insistCreate = (c: Ctx, townId = '') => insist(c, decideCreate(c.var.actor, townId, newId(c.var.at)))
const managersOf = (c: Ctx, pkg: Package) => listHolders(c.var.db.read, 'manager', pkg.townId, c.var.today)

/** One criterion a line; the marks of lists that people paste are left out, because the page numbers them. */
function linesOf(value: unknown): string[] {
  return String(value ?? '')
    .split(/\r?\n/)
    .map((line) => line.replace(/^\s*(?:[・•*-]|\d+[.．)）](?!\d))\s*/, '').trim())
    .filter(Boolean)
}
function criteria() {
  return z.array(fields.text(limits.criterion)).min(1).max(limits.criteria)
}
