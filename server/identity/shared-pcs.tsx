/** Shared PCs of centres: their list, registering the machine that somebody sits at, and taking one out from anywhere. */
import { z } from 'zod'
import { endSharedPc, findSharedPc, listSharedPcs, registerSharedPc } from '../../db/identity/shared-pcs.ts'
import { newId } from '../../db/kernel/ids.ts'
import { listTowns } from '../../db/membership/towns.ts'
import { holds } from '../../policies/identity/people.ts'
import { decide, decideList } from '../../policies/identity/shared-pcs.ts'
import { NewSharedPcPage, RemovalPage, SharedPcsPage } from '../../views/identity/shared-pcs.tsx'
import type { Ctx } from '../kernel/context.ts'
import { found, insist } from '../kernel/errors.tsx'
import { formAct } from '../kernel/form-act.tsx'
import { fields } from '../kernel/forms.ts'
import { page } from '../kernel/page.tsx'
import { routes } from '../kernel/routes.ts'
import { trail } from '../kernel/trail.ts'
import { startSession } from './session.ts'
import { putMark, sharedPcHere, takeMark } from './shared-mark.ts'

export const sharedPcs = routes()

sharedPcs.get('/shared-pcs', 'shared-pc.list', async (c) => {
  insist(c, decideList(c.var.actor))
  const { say, db } = c.var
  const towns = await ownTowns(c)
  const pcs = await listSharedPcs(
    db.read,
    towns.map(({ id }) => id),
  )
  const { title, registered, removed } = say.t.sharedPcs
  const done = { registered, removed }[c.req.query('done') ?? '']
  const body = <SharedPcsPage say={say} pcs={pcs} here={(await sharedPcHere(c))?.id} done={done} />
  return page(c, { title, breadcrumb: crumbs(c), body })
})

formAct(sharedPcs, 'shared-pc.register', {
  at: '/shared-pcs/new',
  to: '/shared-pcs',
  load: async (c) => ({ id: newId(c.var.at), towns: await ownTowns(c), isRegistered: (await sharedPcHere(c)) !== undefined }),
  // A machine that is registered already is not registered again: its reader is led to the list.
  unless: (_, { isRegistered }) => (isRegistered ? '/shared-pcs' : undefined),
  decide: (c, { id, towns }, chosen?: { label: string; town: string }) =>
    decide('shared-pc.register', c.var.actor, { id, townId: chosen?.town ?? towns[0]?.id ?? '', ended: false }),
  fields: (_, { towns }) =>
    z.object({
      town: z.string('choose').refine((id) => towns.some((town) => town.id === id), 'choose'),
      label: fields.text(60),
    }),
  title: ({ t }) => t.sharedPcs.new.title,
  under: underList,
  body: (_, say, { towns }, form) => <NewSharedPcPage say={say} towns={towns} form={form} />,
  // The proof is bound to the town: the machine has no id before it is registered.
  proof: (_, say, { towns }, { label, town }) => ({
    on: town,
    title: say.t.sharedPcs.new.title,
    lead: say.t.sharedPcs.new.proofLead,
    facts: [
      { term: say.t.sharedPcs.new.label, value: label },
      { term: say.t.sharedPcs.new.town, value: say.name(towns.find(({ id }) => id === town)!) },
    ],
    back: '/shared-pcs/new',
  }),
  write: (tx, permit, { town: townId, label }) => registerSharedPc(tx, permit, { townId, label }),
  after: async (c, secret, { on }) => {
    putMark(c, secret)
    // Who registers the machine sits at it: their own session is short from now on, too.
    await startSession(c, c.var.actor, c.var.session.passkeyId, { sharedPcId: on })
  },
  done: () => '/shared-pcs?done=registered',
})

formAct(sharedPcs, 'shared-pc.end', {
  at: '/shared-pcs/:id/removal',
  load: async (c) => {
    const pc = found(await findSharedPc(c.var.db.read, c.req.param('id')!))
    return { ...pc, ended: pc.endedAt !== null, isHere: (await sharedPcHere(c))?.id === pc.id }
  },
  decide: (c, pc) => decide('shared-pc.end', c.var.actor, pc),
  title: ({ t }) => t.sharedPcs.removal.title,
  under: underList,
  body: (_, say, pc, form) => <RemovalPage say={say} pc={pc} form={form} />,
  write: (tx, permit) => endSharedPc(tx, permit),
  after: async (c, _, __, ___, { isHere }) => {
    if (isHere) takeMark(c)
  },
  done: () => '/shared-pcs?done=removed',
})

const ownTowns = async (c: Ctx) => (await listTowns(c.var.db.read)).filter(({ id }) => holds(c.var.actor, 'coordinator', id))

function crumbs(c: Ctx) {
  const town = c.var.actor.grants.find(({ role, townId }) => role === 'coordinator' && townId !== null)?.townId
  return trail(c, ...(town ? [{ href: `/towns/${town}`, label: c.var.t.nav.myTown }] : []))
}
function underList(c: Ctx) {
  return [...crumbs(c), { href: '/shared-pcs', label: c.var.t.sharedPcs.title }]
}
