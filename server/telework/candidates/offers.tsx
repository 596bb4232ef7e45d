/** Offers: a preview of who gets which lots under which terms, then one confirmation that writes them all or none. */

import { findActor } from '../../../db/identity/people.ts'
import { Stale } from '../../../db/kernel/database.ts'
import { newId } from '../../../db/kernel/ids.ts'
import { paymentTermsOn } from '../../../db/membership/facts.ts'
import { findOperatingBody } from '../../../db/membership/towns.ts'
import type { Package } from '../../../db/packages/find.ts'
import { paidOn } from '../../../db/packages/payment.ts'
import { offerLot } from '../../../db/telework/assignments/move.ts'
import { addDays } from '../../../policies/kernel/days.ts'
import { isRefusal } from '../../../policies/kernel/decision.ts'
import { type Clause, decideTerms, type Item, items } from '../../../policies/packages/terms.ts'
import { type Deny, decideAccess, type Reason } from '../../../policies/safety/access.ts'
import type { Condition } from '../../../policies/telework/applications.ts'
import { decideOffer, offerDays } from '../../../policies/telework/assignments.ts'
import { type OfferNote, OffersPage } from '../../../views/telework/candidates/offers.tsx'
import type { Ctx } from '../../kernel/context.ts'
import { insist, NotFound, Refused } from '../../kernel/errors.tsx'
import { fillForm } from '../../kernel/form-act.tsx'
import { by, fields, readTyped, type Typed } from '../../kernel/forms.ts'
import { page } from '../../kernel/page.tsx'
import { crumbs } from '../../packages/load.ts'
import { composeTerms } from '../../packages/terms.ts'
import { readFacts } from '../../safety/content.ts'
import { type Loaded, loadCandidates } from './load.ts'
import { comparePlan, Departing, type Plan, readPlan, type Share } from './plan.ts'

const Offering = Departing.extend({ dueOn: fields.day() })

export async function showOffers(c: Ctx, pkg: Package) {
  const loaded = await loadCandidates(c, pkg)
  const typed: Typed = c.req.query()
  const { problems, ...plan } = readPlan(c, pkg, loaded, typed)
  return offersPage(c, pkg, loaded, { ...plan, problems: problems.filter(({ field }) => field !== 'reason') }, typed)
}

export async function sendOffers(c: Ctx, pkg: Package): Promise<Response> {
  const { db, actor, at, today } = c.var
  const typed = await readTyped(c)
  const loaded = await loadCandidates(c, pkg)
  const plan = readPlan(c, pkg, loaded, typed)
  const again = (note: OfferNote, status: 200 | 409 | 422) => offersPage(c, pkg, loaded, plan, typed, note, status)
  const order = await orderFrom(c, pkg)
  const drafts = plan.shares.flatMap(({ candidate, lots }) =>
    lots.map((lot) => {
      const clauses = composeTerms({ ...order, worker: candidate, pkg, lot, dueOn: plan.dueOn })
      const subject = { id: lot.id, townId: pkg.townId, taken: false }
      const decision = decideTerms(decideOffer(actor, subject, candidate.worker, loaded.posting, today), clauses)
      return { candidate, lot, clauses, decision }
    }),
  )
  const refused = drafts.map(({ decision }) => decision).find((decision) => isRefusal(decision))
  if (refused && isRefusal(refused)) {
    if (refused.refused === 'unseen') throw new NotFound()
    if (refused.refused === 'incomplete') return again({ kind: 'missing', items: namedItems(refused.unmet) }, 422)
    if (refused.refused === 'ineligible') return again({ kind: 'ineligible' }, 422)
    throw new Refused(refused)
  }
  const closed = await closedTo(c, pkg, plan.shares)
  if (closed.length > 0) return again({ kind: 'closed', people: closed }, 422)
  const permitted = drafts.map((draft) => ({ ...draft, permit: insist(c, draft.decision) }))
  if (plan.problems.length > 0) return again(undefined, 422)
  const drift = comparePlan(plan, typed)
  if (drift) return again({ kind: drift }, drift === 'stale' ? 409 : 200)
  const ends = addDays(today, offerDays)
  const to = `/packages/${pkg.id}/candidates?offered=${permitted.length}`
  try {
    await db.write(by(c, to), async (tx) => {
      for (const { permit, candidate, lot, clauses } of permitted)
        await offerLot(tx, permit, {
          id: newId(at),
          packageId: pkg.id,
          workerId: candidate.personId,
          reason: plan.departs ? plan.reason : candidate.reason,
          offerEndsOn: ends < plan.dueOn ? ends : plan.dueOn,
          dueOn: plan.dueOn,
          price: lot.price,
          clauses,
        })
    })
  } catch (error) {
    if (!(error instanceof Stale)) throw error
    const now = await loadCandidates(c, pkg)
    return offersPage(c, pkg, now, readPlan(c, pkg, now, typed), typed, { kind: 'stale' }, 409)
  }
  return c.redirect(to, 303)
}

/** Who orders today, and when they pay for it. */
async function orderFrom({ var: { db, today } }: Ctx, { townId }: Package) {
  const [orderer, payment] = await Promise.all([findOperatingBody(db.read, townId), paymentTermsOn(db.read, townId, today)])
  return { orderer, payment, orderedOn: today }
}

/** Whom the rule of access keeps from taking it on, with every reason: what it asks at the acceptance it asks at the offer (`claim`). */
async function closedTo(c: Ctx, pkg: Package, shares: readonly Share[]) {
  const { db, at, say } = c.var
  const closed: { name: string; reasons: readonly Reason[] }[] = []
  for (const { candidate } of shares) {
    const worker = await findActor(db.read, candidate.personId, at)
    const decision = decideAccess(
      'claim',
      await readFacts(c, { packageId: pkg.id }, worker ?? { id: candidate.personId, grants: [] }),
    )
    if (!isRefusal(decision)) continue
    const reasons: readonly Reason[] = decision.refused === 'unseen' ? ['standing'] : (decision as Deny).unmet
    closed.push({ name: say.name(candidate), reasons })
  }
  return closed
}

const isItem = (one: unknown): one is Item => items.includes(one as Item)
const namedItems = (unmet: readonly unknown[]) => unmet.filter(isItem)

async function offersPage(
  c: Ctx,
  pkg: Package,
  loaded: Loaded,
  plan: Plan,
  typed: Typed,
  note?: OfferNote,
  status: 200 | 409 | 422 = 200,
) {
  const { say, today } = c.var
  const [first] = plan.shares
  const lot = first?.lots[0]
  const order = await orderFrom(c, pkg)
  const example: readonly Clause[] =
    first && lot ? composeTerms({ ...order, worker: first.candidate, pkg, lot, dueOn: plan.dueOn }) : []
  const lacks: { name: string; lacks: readonly Condition[]; self: boolean }[] = plan.shares
    .filter(({ candidate }) => !candidate.qualifies)
    .map(({ candidate }) => ({ name: say.name(candidate), lacks: candidate.lacks, self: candidate.self }))
  const body = (
    <OffersPage
      say={say}
      pkg={pkg}
      shares={plan.shares}
      asked={loaded.ranked.filter(({ personId }) => typed[`lots-${personId}`])}
      dueOn={plan.dueOn}
      paidOn={order.payment && paidOn(order.payment, plan.dueOn)}
      today={today}
      departs={plan.departs}
      example={lot ? { lot: lot.number, clauses: example } : undefined}
      lacks={lacks}
      courses={loaded.courses}
      note={note}
      form={fillForm(Offering, { dueOn: plan.dueOn, ...typed }, plan.problems)}
    />
  )
  const breadcrumb = [...crumbs(c, pkg), { href: `/packages/${pkg.id}/candidates`, label: say.t.candidates.title }]
  return page(c, { title: say.t.candidates.offers.titleOf(pkg.title), body, breadcrumb }, status)
}
