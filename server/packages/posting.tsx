/** A posting once it is published: given a later day, ended, opened again, concluded without the rest. */
import { z } from 'zod'
import { countLots } from '../../db/packages/lots.ts'
import { concludePackage, endPosting, listMissing, postponeDue, reopenPosting } from '../../db/packages/postings.ts'
import { countHands } from '../../db/telework/applications.ts'
import type { Day } from '../../policies/kernel/days.ts'
import { unconsented } from '../../policies/packages/consents.ts'
import { decide, decideConclude, decideReopen } from '../../policies/packages/packages.ts'
import { isPast } from '../../policies/packages/postings.ts'
import { extendable } from '../../policies/telework/assignments.ts'
import { ConcludePage, EndPostingPage, PostponePage, ReopenPage, unfinishedOf } from '../../views/packages/published/posting.tsx'
import type { Ctx } from '../kernel/context.ts'
import { found } from '../kernel/errors.tsx'
import { formAct } from '../kernel/form-act.tsx'
import { fields } from '../kernel/forms.ts'
import { routes } from '../kernel/routes.ts'
import { loadConsents } from './consents/load.ts'
import { crumbs, load, type Package } from './load.ts'
import { correctingPrice } from './price.tsx'

export const posting = routes()
correctingPrice(posting)

const rangeOf = ({ var: { today } }: Ctx, { dueOn }: Package) => extendable(found(dueOn), today)

formAct(posting, 'package.postpone', {
  at: '/packages/:id/postponement',
  load,
  decide: (c, { facts }) => decide('package.postpone', c.var.actor, facts),
  fields: z.object({ until: fields.day() }),
  seen: ({ dueOn, status }) => [status, dueOn],
  check: (c, pkg, { data }) => {
    const { t, locale } = c.var.say
    const { from, to } = rangeOf(c, pkg)
    if (!data || (data.until >= from && data.until <= to)) return []
    return [{ field: 'until', words: t.assignments.extension.range(from, to, locale) }]
  },
  title: ({ t }, pkg) => `${t.postings.postpone.title} ${pkg.title}`,
  width: 'normal',
  under: crumbs,
  body: async (c, say, pkg, form) => (
    <PostponePage say={say} pkg={pkg} range={rangeOf(c, pkg)} counts={await countLots(c.var.db.read, pkg.id)} form={form} />
  ),
  write: (tx, permit, { until }, { dueOn }) => postponeDue(tx, permit, { from: found(dueOn), to: until as Day }),
  done: ({ id }) => `/packages/${id}`,
})

formAct(posting, 'package.end-posting', {
  at: '/packages/:id/ending',
  load,
  decide: (c, { facts }) => decide('package.end-posting', c.var.actor, facts),
  seen: ({ id, status, dueOn }, { var: { db } }) => Promise.all([status, dueOn, countLots(db.read, id), countHands(db.read, id)]),
  fields: z.object({ words: fields.text(500) }),
  title: ({ t }, pkg) => `${t.postings.end.title} ${pkg.title}`,
  width: 'normal',
  under: crumbs,
  body: async ({ var: { db } }, say, pkg, form) => {
    const [counts, hands] = await Promise.all([countLots(db.read, pkg.id), countHands(db.read, pkg.id)])
    return <EndPostingPage say={say} pkg={pkg} counts={counts} hands={hands} form={form} />
  },
  write: (tx, permit, { words }) => endPosting(tx, permit, words),
  done: ({ id }) => `/packages/${id}`,
})

formAct(posting, 'package.reopen', {
  at: '/packages/:id/reopening',
  load: async (c) => {
    const pkg = await load(c)
    return { pkg, towns: await openTowns(c, pkg) }
  },
  decide: (c, { pkg }) => decideReopen(c.var.actor, pkg.facts, isPast(pkg.dueOn, c.var.today)),
  seen: ({ pkg, towns }) => [pkg.updatedAt, towns.map(({ townId }) => townId)],
  title: ({ t }, { pkg }) => `${t.postings.reopen.title} ${pkg.title}`,
  width: 'normal',
  under: (c, { pkg }) => crumbs(c, pkg),
  body: (_, say, { pkg, towns }, form) => <ReopenPage say={say} pkg={pkg} towns={towns.map(say.name)} form={form} />,
  write: (tx, permit, _, { pkg, towns }) =>
    reopenPosting(tx, permit, { towns: towns.map(({ townId }) => townId), seen: pkg.updatedAt }),
  done: ({ pkg }) => `/packages/${pkg.id}`,
})

/** The towns to which it was posted that still belong, and whose consent stands. */
async function openTowns(c: Ctx, pkg: Package) {
  const { hops, facts } = await loadConsents(c, pkg)
  const closed = unconsented(facts)
  return hops.filter(({ townId }) => !closed.includes(townId))
}

formAct(posting, 'package.conclude', {
  at: '/packages/:id/conclusion',
  load: async (c) => {
    const pkg = await load(c)
    return { pkg, going: unfinishedOf(await countLots(c.var.db.read, pkg.id)) }
  },
  decide: (c, { pkg, going }) => decideConclude(c.var.actor, pkg.facts, going),
  seen: ({ pkg }, { var: { db } }) => listMissing(db.read, pkg.id),
  fields: z.object({ words: fields.text(500) }),
  title: ({ t }, { pkg }) => `${t.postings.conclude.title} ${pkg.title}`,
  width: 'normal',
  under: (c, { pkg }) => crumbs(c, pkg),
  body: async (c, say, { pkg }, form) => (
    <ConcludePage say={say} pkg={pkg} missing={await listMissing(c.var.db.read, pkg.id)} form={form} />
  ),
  write: (tx, permit, { words }) => concludePackage(tx, permit, words),
  done: ({ pkg }) => `/packages/${pkg.id}`,
})
