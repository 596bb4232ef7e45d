/** Where a town's virtual desktops come from: the ranges of one town, registering one, and taking one out. */
import { z } from 'zod'
import { newId } from '../db/ids.ts'
import { addNetwork, endNetwork, findNetwork, listNetworks } from '../db/networks.ts'
import { isRefusal } from '../policies/decision.ts'
import { decide, rangeOf } from '../policies/networks.ts'
import { decideTownRead } from '../policies/towns.ts'
import type { Problem } from '../views/forms.tsx'
import { NetworksPage, NewNetworkPage, RemovalPage } from '../views/networks.tsx'
import type { Ctx } from './context.ts'
import { found, insist, NotFound } from './errors.tsx'
import { checkForm, commit, fields, readTyped, type Typed } from './forms.ts'
import { newOnce, page } from './page.tsx'
import { plainAddress } from './place.ts'
import { askProof } from './proof.tsx'
import { routes } from './routes.ts'
import { loadTown, statusOf, type Town, underTown } from './towns/load.ts'

export const networks = routes()
const { get, post } = networks

const at = ({ id }: Pick<Town, 'id'>) => `/towns/${id}/networks`
const decideAdd = (c: Ctx, { id, leftOn }: Town) =>
  decide('network.add', c.var.actor, { id: newId(c.var.at), townId: id, ended: leftOn !== null })

get('/towns/:id/networks', 'town.read', async (c) => {
  const town = await loadTown(c)
  insist(c, decideTownRead(c.var.actor, town))
  const { t, locale, db } = c.var
  const done = c.req.query('done')
  return page(c, {
    title: t.networks.titleOf(town.shown),
    width: 'wide',
    breadcrumb: underTown(c, town),
    body: (
      <NetworksPage
        t={t.networks}
        locale={locale}
        town={{ id: town.id, name: town.shown }}
        networks={await listNetworks(db.read, town.id)}
        may={!isRefusal(decideAdd(c, town))}
        done={done === 'added' ? t.networks.add.done : done === 'removed' ? t.networks.removal.done : undefined}
      />
    ),
  })
})

get('/towns/:id/networks/new', 'network.add', async (c) => {
  const town = await loadTown(c)
  insist(c, decideAdd(c, town))
  return newPage(c, town, {}, [])
})

/** People type digits and dots full-width, too. */
const New = z.object({ range: z.string().normalize('NFKC').trim().min(1).max(60), label: fields.text(60) })
post('/towns/:id/networks', 'network.add', async (c) => {
  const town = await loadTown(c)
  const permit = insist(c, decideAdd(c, town))
  const typed = await readTyped(c)
  const form = checkForm(c, typed, New)
  const said = New.shape.range.safeParse(typed.range)
  const range = said.success ? await rangeFor(c, town, said.data) : undefined
  const problems = [
    ...(range && 'problem' in range ? [{ field: 'range', words: c.var.t.networks.problems[range.problem] }] : []),
    ...(form.ok ? [] : form.problems),
  ]
  if (!form.ok || !range || 'problem' in range) return newPage(c, town, typed, problems)
  const { t } = c.var
  // The proof is bound to the town and to what was typed: the range has no id before it is registered.
  const asked = await askProof(c, { ...permit, on: town.id }, typed, {
    title: t.networks.add.proofTitle,
    lead: t.networks.add.proofLead,
    facts: [
      { term: t.networks.range, value: range.cidr },
      { term: t.networks.label, value: form.data.label },
      { term: t.sharedPcs.town, value: town.shown },
    ],
    back: `${at(town)}/new`,
  })
  if (asked) return asked
  return commit(c, `${at(town)}?done=added`, (tx) =>
    addNetwork(tx, permit, { townId: town.id, cidr: range.cidr, label: form.data.label }),
  )
})

/** The range as it is stored, or what is wrong with it; one that the town has in use already is not stored twice. */
async function rangeFor(c: Ctx, town: Town, text: string) {
  const range = rangeOf(text)
  if ('problem' in range) return range
  const known = await listNetworks(c.var.db.read, town.id)
  const isKnown = known.some(({ cidr, endedAt }) => endedAt === null && cidr === range.cidr)
  return isKnown ? ({ problem: 'known' } as const) : range
}

get('/towns/:id/networks/:network/removal', 'network.end', async (c) => {
  const { town, network } = await ready(c)
  insist(c, decide('network.end', c.var.actor, network))
  const { t } = c.var
  return page(c, {
    title: t.networks.removal.title,
    width: 'narrow',
    breadcrumb: crumbs(c, town),
    body: <RemovalPage t={t.networks} at={at(town)} network={network} token={newOnce()} />,
  })
})

post('/towns/:id/networks/:network/removal', 'network.end', async (c) => {
  const { town, network } = await ready(c)
  const permit = insist(c, decide('network.end', c.var.actor, network))
  await readTyped(c)
  return commit(c, `${at(town)}?done=removed`, (tx) => endNetwork(tx, permit))
})

async function ready(c: Ctx) {
  const town = await loadTown(c)
  const network = found(await findNetwork(c.var.db.read, c.req.param('network')!))
  if (network.townId !== town.id) throw new NotFound()
  return { town, network: { ...network, ended: network.endedAt !== null } }
}

const crumbs = (c: Ctx, town: Town) => [...underTown(c, town), { href: at(town), label: c.var.t.networks.title }]

/** The reader's own address, for who sits at a virtual desktop; behind a proxy that says nothing everybody has the proxy's. */
function hereIn({ var: { address, t } }: Ctx): string {
  const here = plainAddress(address)
  return 'problem' in rangeOf(here) ? t.networks.hereHidden : t.networks.here(here)
}

function newPage(c: Ctx, town: Town, typed: Typed, problems: readonly Problem[]) {
  const { t } = c.var
  const body = (
    <NewNetworkPage
      t={t.networks}
      frame={t.frame}
      at={at(town)}
      here={hereIn(c)}
      typed={typed}
      problems={problems}
      token={newOnce()}
    />
  )
  return page(c, { title: t.networks.add.title, width: 'narrow', breadcrumb: crumbs(c, town), body }, statusOf(problems))
}
