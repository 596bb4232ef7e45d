/** Where a town's virtual desktops come from: the ranges of one town, registering one, and taking one out. */
import { z } from 'zod'
import { addNetwork, endNetwork, findNetwork, listNetworks } from '../../db/identity/networks.ts'
import { newId } from '../../db/kernel/ids.ts'
import { decide, rangeOf } from '../../policies/identity/networks.ts'
import { isRefusal } from '../../policies/kernel/decision.ts'
import { decideTownRead } from '../../policies/membership/towns.ts'
import { NetworksPage, NewNetworkPage, RemovalPage } from '../../views/identity/networks.tsx'
import { plainAddress } from '../kernel/address.ts'
import type { Ctx } from '../kernel/context.ts'
import { found, insist, NotFound } from '../kernel/errors.tsx'
import { formAct } from '../kernel/form-act.tsx'
import { fields, type Typed } from '../kernel/forms.ts'
import { page } from '../kernel/page.tsx'
import { routes } from '../kernel/routes.ts'
import { loadTown, type Town, underTown } from '../membership/towns/load.ts'

export const networks = routes()

const at = ({ id }: Pick<Town, 'id'>) => `/towns/${id}/networks`
const under = (c: Ctx, town: Town) => [...underTown(c, town), { href: at(town), label: c.var.t.networks.title }]
const decideAdd = (c: Ctx, { id, leftOn }: Town) =>
  decide('network.add', c.var.actor, { id: newId(c.var.at), townId: id, ended: leftOn !== null })

networks.get('/towns/:id/networks', 'town.read', async (c) => {
  const town = await loadTown(c)
  insist(c, decideTownRead(c.var.actor, town))
  const { say, db } = c.var
  const { titleOf, add, removal } = say.t.networks
  const done = { added: add.done, removed: removal.done }[c.req.query('done') ?? '']
  const known = await listNetworks(db.read, town.id)
  const may = !isRefusal(decideAdd(c, town))
  const body = <NetworksPage say={say} at={at(town)} town={town.shown} networks={known} may={may} done={done} />
  return page(c, { title: titleOf(town.shown), breadcrumb: underTown(c, town), body })
})

/** People type digits and dots full-width, too. */
const Range = z.string().normalize('NFKC').trim().min(1).max(60)
formAct(networks, 'network.add', {
  at: '/towns/:id/networks/new',
  to: '/towns/:id/networks',
  load: loadTown,
  decide: decideAdd,
  fields: z.object({ range: Range, label: fields.text(60) }),
  check: (c, town, { typed }) => rangeProblems(c, town, typed),
  ready: (_, __, { range, label }) => ({ cidr: (rangeOf(range) as { cidr: string }).cidr, label }),
  title: ({ t }) => t.networks.add.title,
  under,
  body: (c, say, town, form) => <NewNetworkPage say={say} at={at(town)} here={hereIn(c)} form={form} />,
  // The proof is bound to the town and to what was typed: the range has no id before it is registered.
  proof: (_, { t: { networks, sharedPcs } }, town, { cidr, label }) => ({
    on: town.id,
    title: networks.add.proofTitle,
    lead: networks.add.proofLead,
    facts: [
      { term: networks.range, value: cidr },
      { term: networks.label, value: label },
      { term: sharedPcs.town, value: town.shown },
    ],
    back: `${at(town)}/new`,
  }),
  write: (tx, permit, range, { id: townId }) => addNetwork(tx, permit, { townId, ...range }),
  done: (town) => `${at(town)}?done=added`,
})

/** What is wrong with the range; one that the town has in use already is not stored twice. */
async function rangeProblems(c: Ctx, town: Town, { range: typed }: Typed) {
  const said = Range.safeParse(typed)
  if (!said.success) return []
  const range = rangeOf(said.data)
  const isLiving = async (cidr: string) =>
    (await listNetworks(c.var.db.read, town.id)).some((one) => one.endedAt === null && one.cidr === cidr)
  const problem = 'problem' in range ? range.problem : (await isLiving(range.cidr)) ? 'known' : undefined
  return problem ? [{ field: 'range', words: c.var.t.networks.problems[problem] }] : []
}

formAct(networks, 'network.end', {
  at: '/towns/:id/networks/:network/removal',
  load: async (c) => {
    const town = await loadTown(c)
    const network = found(await findNetwork(c.var.db.read, c.req.param('network')!))
    if (network.townId !== town.id) throw new NotFound()
    return { town, network: { ...network, ended: network.endedAt !== null } }
  },
  decide: (c, { network }) => decide('network.end', c.var.actor, network),
  title: ({ t }) => t.networks.removal.title,
  under: (c, { town }) => under(c, town),
  body: (_, say, { town, network }, form) => <RemovalPage say={say} at={at(town)} network={network} form={form} />,
  write: (tx, permit) => endNetwork(tx, permit),
  done: ({ town }) => `${at(town)}?done=removed`,
})

/** The reader's own address, for who sits at a virtual desktop; behind a proxy that says nothing everybody has the proxy's. */
function hereIn({ var: { address, t } }: Ctx): string {
  const here = plainAddress(address)
  return 'problem' in rangeOf(here) ? t.networks.hereHidden : t.networks.here(here)
}
