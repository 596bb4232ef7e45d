/** A town leaves the alliance: what stands in the way, then the passkey, then the end of its roles. */
import { countMembership, findUnfinished, leaveAlliance } from '../../../db/membership/town-leaving.ts'
import { isRefusal } from '../../../policies/kernel/decision.ts'
import { decideTownLeaving, decideTownRead } from '../../../policies/membership/towns.ts'
import { endingFacts, LeavingPage } from '../../../views/membership/towns/leaving.tsx'
import type { Filled } from '../../../views/parts/form-page.tsx'
import type { Ctx } from '../../kernel/context.ts'
import { insist } from '../../kernel/errors.tsx'
import { fillForm, formAct } from '../../kernel/form-act.tsx'
import { page } from '../../kernel/page.tsx'
import { routes } from '../../kernel/routes.ts'
import { versionOf } from '../../kernel/seen.ts'
import { loadTown, underTown } from './load.ts'

export const leaving = routes()
type Loaded = Awaited<ReturnType<typeof load>>

async function load(c: Ctx) {
  const town = await loadTown(c)
  const { db, today } = c.var
  const unfinished = await findUnfinished(db.read, town.id)
  return { town, unfinished, ending: { ...(await countMembership(db.read, town.id, today)), today } }
}
const seenOf = ({ unfinished, ending }: Loaded) => [unfinished, ending]
const decide = (c: Ctx, { town, unfinished: { open } }: Loaded) => decideTownLeaving(c.var.actor, { ...town, open })

leaving.get('/towns/:id/leaving', 'town.read', async (c) => {
  const loaded = await load(c)
  insist(c, decideTownRead(c.var.actor, loaded.town))
  const decision = decide(c, loaded)
  if (isRefusal(decision) && decision.refused !== 'incomplete') insist(c, decision)
  return show(c, loaded, fillForm(undefined, {}, [], versionOf(seenOf(loaded))), 200)
})

formAct(leaving, 'town.leave', {
  to: '/towns/:id/leaving',
  load,
  decide,
  seen: seenOf,
  // What is unfinished stands on the page itself.
  refused: (_, { refused }) => (refused === 'incomplete' ? [] : undefined),
  again: (c, loaded, form) => show(c, loaded, form, 422),
  proof: (_, say, { town, ending }) => ({
    title: say.t.towns.leaving.proofTitle(town.shown),
    lead: say.t.towns.leaving.proofLead,
    facts: endingFacts(say, ending),
    back: `/towns/${town.id}`,
  }),
  write: (tx, permit) => leaveAlliance(tx, permit),
  done: ({ town }) => `/towns/${town.id}?done=left`,
})

function show(c: Ctx, { town, ...about }: Loaded, form: Filled, status: 200 | 422) {
  const { say } = c.var
  const body = <LeavingPage say={say} town={town} {...about} form={form} />
  return page(c, { title: say.t.towns.leaving.title(town.shown), width: 'narrow', breadcrumb: underTown(c, town), body }, status)
}
