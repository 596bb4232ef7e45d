/** A mistyped price of a published package is corrected for what nobody has accepted. */
import { z } from 'zod'
import { countLots } from '../../db/packages/lots.ts'
import { correctPrice } from '../../db/packages/postings.ts'
import { countHands } from '../../db/telework/applications.ts'
import { decide } from '../../policies/packages/packages.ts'
import { CorrectPricePage } from '../../views/packages/published/price.tsx'
import type { Ctx } from '../kernel/context.ts'
import { formAct } from '../kernel/form-act.tsx'
import { fields } from '../kernel/forms.ts'
import type { routes } from '../kernel/routes.ts'
import { crumbs, load } from './load.ts'
import { choicesFor, isBelow, limits, wagesOf } from './plan.tsx'

async function loaded(c: Ctx) {
  const pkg = await load(c)
  const { read } = c.var.db
  const [choices, counts, hands] = await Promise.all([choicesFor(c, pkg), countLots(read, pkg.id), countHands(read, pkg.id)])
  return { pkg, wages: wagesOf(pkg.towns, choices), counts, hands }
}
type Loaded = Awaited<ReturnType<typeof loaded>>

const isLow = ({ pkg, wages }: Loaded, unitPrice: number) => isBelow({ unitPrice, minutesPerRow: pkg.minutesPerRow ?? 0 }, wages)

export const correctingPrice = (posting: Pick<ReturnType<typeof routes>, 'get' | 'post'>) =>
  formAct(posting, 'package.correct-price', {
    at: '/packages/:id/price',
    load: loaded,
    decide: (c, { pkg }) => decide('package.correct-price', c.var.actor, pkg.facts),
    fields: z.object({ unitPrice: fields.whole(1, limits.yen), priceReason: fields.optional(500) }),
    begin: (_, { pkg }) => ({ unitPrice: String(pkg.unitPrice ?? ''), priceReason: pkg.priceReason ?? '' }),
    check: ({ var: { t } }, thing, { data }) => [
      ...(data && data.unitPrice === thing.pkg.unitPrice ? [{ field: 'unitPrice', words: t.postings.price.same }] : []),
      ...(data && isLow(thing, data.unitPrice) && !data.priceReason ? [{ field: 'priceReason', words: t.lots.plan.below }] : []),
    ],
    title: ({ t }, { pkg }) => `${t.postings.price.title} ${pkg.title}`,
    width: 'normal',
    under: (c, { pkg }) => crumbs(c, pkg),
    body: (_, say, thing, form) => <CorrectPricePage say={say} {...thing} form={form} />,
    write: (tx, permit, { unitPrice, priceReason }, thing) =>
      correctPrice(tx, permit, {
        from: thing.pkg.unitPrice,
        to: unitPrice,
        reason: isLow(thing, unitPrice) ? priceReason : null,
      }),
    done: ({ pkg }) => `/packages/${pkg.id}`,
  })
