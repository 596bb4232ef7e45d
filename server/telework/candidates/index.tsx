/** Candidates of a package in fair order, and the offers that wait for an answer. */
import { moveAssignment } from '../../../db/telework/assignments/move.ts'
import { listOpenOffers } from '../../../db/telework/candidates.ts'
import { isRefusal } from '../../../policies/kernel/decision.ts'
import { decide } from '../../../policies/packages/packages.ts'
import { propose } from '../../../policies/telework/allocation.ts'
import { decide as decideAssignment, decideOfferPlan } from '../../../policies/telework/assignments.ts'
import { CandidatesPage } from '../../../views/telework/candidates/list.tsx'
import { insist } from '../../kernel/errors.tsx'
import { formAct } from '../../kernel/form-act.tsx'
import { page } from '../../kernel/page.tsx'
import { routes } from '../../kernel/routes.ts'
import { newOnce } from '../../kernel/seen.ts'
import { crumbs, load } from '../../packages/load.ts'
import { load as loadAssignment } from '../assignments/load.ts'
import { loadCandidates, mostAtOnce } from './load.ts'
import { sendOffers, showOffers } from './offers.tsx'

export const candidates = routes()

candidates.get('/packages/:id/candidates', 'package.follow', async (c) => {
  const { db, actor, say } = c.var
  const pkg = await load(c)
  insist(c, decide('package.follow', actor, pkg.facts))
  const plan = decideOfferPlan(actor, pkg.facts)
  const [{ ranked, freeLots, courses }, offers] = await Promise.all([loadCandidates(c, pkg), listOpenOffers(db.read, pkg.id)])
  const proposal = propose(ranked, freeLots.length)
  // Whoever is proposed stands on the first page: no more than `mostAtOnce` lots are.
  const from = Math.max(0, Math.floor((Number(c.req.query('from')) || 1) - 1))
  const body = (
    <CandidatesPage
      say={say}
      pkg={pkg}
      from={from}
      total={ranked.length}
      pageOf={mostAtOnce}
      candidates={ranked.slice(from, from + mostAtOnce).map((one) => ({ ...one, proposed: proposal.get(one.personId) ?? 0 }))}
      courses={courses}
      refused={isRefusal(plan) ? plan.refused : undefined}
      offers={offers.map((offer) => ({
        ...offer,
        token: isRefusal(decideAssignment('assignment.cancel', actor, { ...offer, townId: pkg.townId })) ? undefined : newOnce(),
      }))}
      offered={Number(c.req.query('offered')) || 0}
      cancelled={c.req.query('cancelled') === 'yes'}
    />
  )
  const title = say.t.candidates.titleOf(pkg.title)
  return page(c, { title, body, breadcrumb: crumbs(c, pkg) })
})

candidates.get('/packages/:id/offers', 'offer.plan', async (c) => {
  const pkg = await load(c)
  insist(c, decideOfferPlan(c.var.actor, pkg.facts))
  return showOffers(c, pkg)
})

candidates.post('/packages/:id/offers', 'assignment.offer', async (c) => {
  const pkg = await load(c)
  insist(c, decideOfferPlan(c.var.actor, pkg.facts))
  return sendOffers(c, pkg)
})

formAct(candidates, 'assignment.cancel', {
  to: '/assignments/:id/cancellation',
  load: loadAssignment,
  decide: (c, { facts }) => decideAssignment('assignment.cancel', c.var.actor, facts),
  write: (tx, permit) => moveAssignment(tx, permit),
  done: ({ packageId }) => `/packages/${packageId}/candidates?cancelled=yes`,
})
