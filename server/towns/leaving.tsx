/** A town leaves the alliance: what stands in the way, then the passkey, then the end of its roles. */
import { countMembership, findUnfinished, leaveAlliance } from '../../db/town-leaving.ts'
import { isRefusal } from '../../policies/decision.ts'
import { decideTownLeaving, decideTownRead } from '../../policies/towns.ts'
import { endingFacts, LeavingPage } from '../../views/towns/leaving.tsx'
import type { Ctx } from '../context.ts'
import { insist } from '../errors.tsx'
import { commit, readTyped } from '../forms.ts'
import { newOnce, page } from '../page.tsx'
import { askProof } from '../proof.tsx'
import { routes } from '../routes.ts'
import { loadTown, type Town, underTown } from './load.ts'

export const leaving = routes()
const { get, post } = leaving

get('/towns/:id/leaving', 'town.read', async (c) => {
  const town = await loadTown(c)
  insist(c, decideTownRead(c.var.actor, town))
  const unfinished = await findUnfinished(c.var.db.read, town.id)
  const decision = decideTownLeaving(c.var.actor, { ...town, open: unfinished.open })
  if (isRefusal(decision) && decision.refused !== 'incomplete') insist(c, decision)
  return leavingPage(c, town, unfinished, 200)
})

post('/towns/:id/leaving', 'town.leave', async (c) => {
  const town = await loadTown(c)
  const unfinished = await findUnfinished(c.var.db.read, town.id)
  const decision = decideTownLeaving(c.var.actor, { ...town, open: unfinished.open })
  if (isRefusal(decision) && decision.refused === 'incomplete') return leavingPage(c, town, unfinished, 422)
  const permit = insist(c, decision)
  const { t, locale } = c.var
  const asked = await askProof(c, permit, await readTyped(c), {
    title: t.towns.leaving.proofTitle(town.shown),
    lead: t.towns.leaving.proofLead,
    facts: endingFacts(t, locale, await endingOf(c, town)),
    back: `/towns/${town.id}`,
  })
  if (asked) return asked
  return commit(c, `/towns/${town.id}?done=left`, (tx) => leaveAlliance(tx, permit))
})

const endingOf = async (c: Ctx, { id }: Town) => ({
  ...(await countMembership(c.var.db.read, id, c.var.today)),
  today: c.var.today,
})

async function leavingPage(c: Ctx, town: Town, unfinished: Awaited<ReturnType<typeof findUnfinished>>, status: 200 | 422) {
  const { t, locale } = c.var
  const props = {
    t,
    locale,
    town: { id: town.id, name: town.shown },
    unfinished,
    ending: await endingOf(c, town),
    token: newOnce(),
  }
  const title = t.towns.leaving.title(town.shown)
  return page(c, { title, width: 'narrow', breadcrumb: underTown(c, town), body: <LeavingPage {...props} /> }, status)
}
