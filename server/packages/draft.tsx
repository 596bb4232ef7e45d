/** Drafting: a package begins with its name, and each step is saved by itself, also by whoever leaves it for another. */
import type { Child } from 'hono/jsx'
import { z } from 'zod'
import { listHolders } from '../../db/identity/people.ts'
import { newId } from '../../db/kernel/ids.ts'
import { createPackage, type Draft, editPackage } from '../../db/packages/edit.ts'
import { decide, decideCreate } from '../../policies/packages/packages.ts'
import { proposeClass } from '../../policies/safety/classes.ts'
import type { Say } from '../../views/kernel/say.tsx'
import type { Messages } from '../../views/messages/index.ts'
import { ClassPage } from '../../views/packages/class.tsx'
import { HowPage, WhatPage, WhoPage } from '../../views/packages/steps.tsx'
import type { Filled } from '../../views/parts/form-page.tsx'
import type { Ctx } from '../kernel/context.ts'
import { formAct } from '../kernel/form-act.tsx'
import { fields, type Typed } from '../kernel/forms.ts'
import { routes } from '../kernel/routes.ts'
import { crumbs, load, type Package, reachedTowns, saved } from './load.ts'

export const draft = routes()
const limits = { criteria: 20, criterion: 300 }

const what = { title: fields.text(100), purpose: fields.text(1000), client: fields.optional(100) }
const answer = fields.choice(['yes', 'no'])
const Answers = z.object({ published: answer, namesPeople: answer, graveHarm: answer, fromState: answer })

type Towns = Awaited<ReturnType<typeof reachedTowns>>
/** Who acts for one town only is not asked which. */
const townIn = (towns: Towns): z.ZodType<string> =>
  towns.length === 1
    ? z.preprocess(() => towns[0]!.id, z.string())
    : z.string('choose').refine((id) => towns.some((town) => town.id === id), 'choose')

formAct(draft, 'package.create', {
  at: '/packages/new',
  to: '/packages',
  load: (c) => reachedTowns(c, ['coordinator']),
  decide: ({ var: { actor, at } }, [first], ready?: { townId: string; title: string; purpose: string; client: string }) =>
    decideCreate(actor, ready?.townId ?? first?.id ?? '', newId(at)),
  fields: (_, towns) => z.object({ townId: townIn(towns), ...what }),
  begin: (_, [first, second]) => ({ client: first && !second ? `${first.name} ` : '' }),
  // The town's name was filled in for her; alone it says nothing.
  ready: (_, towns, said) => ({ ...said, client: isTown(towns, said.townId, said.client) ? '' : said.client }),
  title: ({ t }) => t.packages.newOne,
  width: 'normal',
  under: (c) => crumbs(c),
  unfinished: true,
  body: (_, say, towns, form) => <WhatPage say={say} pkg={null} form={form} towns={towns} />,
  write: (tx, permit, said) => createPackage(tx, permit, said),
  done: (_, { on }) => `/packages/${on}/steps/2?saved`,
})
const isTown = (towns: Towns, townId: string, name: string) => towns.some((town) => town.id === townId && town.name === name)

type Begun<Data> = Typed & { readonly [Field in keyof Data]: string | readonly string[] }
type Step<Data> = {
  readonly words: (t: Messages['packages']) => { title: string }
  readonly fields: z.ZodType<Data> | ((c: Ctx, pkg: Package) => Promise<z.ZodType<Data>>)
  /** Every field of the schema: one that is left out would come back empty, and be saved so. */
  readonly begin: (pkg: Package, c: Ctx) => Begun<Data> | Promise<Begun<Data>>
  readonly body: (say: Say, pkg: Package, form: Filled, c: Ctx) => Child | Promise<Child>
  readonly draftOf: (said: Data) => Draft
  readonly next: string
}
const step = <Data,>(number: 1 | 3 | 4 | 5, { words, fields, begin, body, draftOf, next }: Step<Data>) =>
  formAct(draft, 'package.edit', {
    at: `/packages/:id/steps/${number}`,
    load,
    decide: (c, { facts }) => decide('package.edit', c.var.actor, facts),
    fields,
    begin: (c, pkg) => begin(pkg, c),
    title: ({ t }, pkg) => `${words(t.packages).title} ${pkg.title}`,
    width: 'normal',
    under: crumbs,
    announce: saved,
    unfinished: true,
    body: (c, say, pkg, form) => body(say, pkg, form, c),
    write: (tx, permit, said: Data) => editPackage(tx, permit, draftOf(said)),
    done: ({ id }) => `/packages/${id}/${next}?saved`,
  })

step(1, {
  words: ({ what }) => what,
  fields: z.object(what),
  begin: ({ title, purpose, client }) => ({ title, purpose, client }),
  body: (say, pkg, form) => <WhatPage say={say} pkg={pkg} form={form} towns={[]} />,
  draftOf: (said) => said,
  next: 'steps/2',
})

/** One criterion a line; the marks of lists that people paste are left out, because the page numbers them. */
const Criteria = z.preprocess(
  (text) =>
    String(text ?? '')
      .split('\n')
      .map((line) => line.replace(/^\s*(?:[・•*-]|\d+[.．)）](?!\d))\s*/, '').trim())
      .filter(Boolean),
  z.array(fields.text(limits.criterion)).min(1).max(limits.criteria),
)
step(3, {
  words: ({ how }) => how,
  fields: z.object({ brief: fields.text(10_000), criteria: Criteria }),
  begin: ({ brief, criteria }) => ({ brief, criteria: criteria.join('\n') }),
  body: (say, pkg, form) => <HowPage say={say} pkg={pkg} form={form} />,
  draftOf: (said) => said,
  next: 'steps/4',
})

/** Nothing where nobody has answered yet. */
const yesOrNo = (yes: boolean | undefined) => (yes === undefined ? '' : yes ? 'yes' : 'no')
step(4, {
  words: ({ data }) => data,
  fields: Answers,
  begin: ({ answers: { published, namesPeople, graveHarm, fromState } }) => ({
    published: yesOrNo(published),
    namesPeople: yesOrNo(namesPeople),
    graveHarm: yesOrNo(graveHarm),
    fromState: yesOrNo(fromState),
  }),
  body: (say, pkg, form) => <ClassPage say={say} pkg={pkg} form={form} />,
  draftOf: (said) => {
    const answers = {
      published: said.published === 'yes',
      namesPeople: said.namesPeople === 'yes',
      graveHarm: said.graveHarm === 'yes',
      fromState: said.fromState === 'yes',
    }
    return { answers, dataClass: proposeClass(answers) }
  },
  next: 'steps/4',
})

const managersOf = (c: Ctx, { townId }: Package) => listHolders(c.var.db.read, 'manager', townId, c.var.today)
step(5, {
  words: ({ who }) => who,
  fields: async (c, pkg) => {
    const managers = await managersOf(c, pkg)
    return z.object({ managerId: z.string('choose').refine((id) => managers.some((one) => one.id === id), 'choose') })
  },
  // Where there is one manager only, nothing else can be meant.
  begin: async (pkg, c) => {
    const [first, second] = pkg.managerId ? [] : await managersOf(c, pkg)
    return { managerId: pkg.managerId ?? (first && !second ? first.id : '') }
  },
  body: async (say, pkg, form, c) => <WhoPage say={say} pkg={pkg} form={form} managers={await managersOf(c, pkg)} />,
  draftOf: (said) => said,
  next: 'check',
})
