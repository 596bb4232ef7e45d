/** A manager's packages pass to a successor, or a deputy stands in; by the manager, a coordinator of the town, or the secretariat. */
import { z } from 'zod'
import { listHolders } from '../../db/identity/people.ts'
import { listTowns } from '../../db/membership/towns.ts'
import { deputise, findManager, listDeputies, listManaged, passOn, resume } from '../../db/packages/succession.ts'
import { holds } from '../../policies/identity/people.ts'
import type { Day } from '../../policies/kernel/days.ts'
import { decide, deputyFlaw } from '../../policies/packages/succession.ts'
import { DeputyPage, ResumePage, SuccessionPage } from '../../views/packages/succession.tsx'
import type { Ctx } from '../kernel/context.ts'
import { found } from '../kernel/errors.tsx'
import { formAct } from '../kernel/form-act.tsx'
import { fields } from '../kernel/forms.ts'
import { routes } from '../kernel/routes.ts'
import { trail } from '../kernel/trail.ts'

export const succession = routes()

async function load(c: Ctx) {
  const { db, actor, say, today } = c.var
  const id = c.req.param('id')!
  const town = found((await listTowns(db.read)).find((one) => one.id === c.req.param('town')))
  const [manager, managed, holders, deputies] = await Promise.all([
    findManager(db.read, id),
    listManaged(db.read, town.id, id),
    listHolders(db.read, 'manager', town.id, today),
    listDeputies(db.read, town.id, id, today),
  ])
  // Titles are for the town's own people; the secretariat goes by the numbers.
  const isOwn = (['coordinator', 'manager'] as const).some((role) => holds(actor, role, town.id))
  const packages = managed.map((pkg) => (isOwn ? pkg : { ...pkg, title: '' }))
  const others = holders.filter((one) => one.id !== id)
  const at = `/towns/${town.id}/managers/${id}`
  return { at, town, manager: found(manager), packages, others, deputies, name: say.name(found(manager)), isOwn }
}
type Loaded = Awaited<ReturnType<typeof load>>

const ask = { load, under: (c: Ctx) => trail(c), done: ({ isOwn }: Loaded) => (isOwn ? '/packages' : '/') }
const oneOf = (ids: readonly { readonly id: string }[]) =>
  z.string('choose').refine((id) => ids.some((one) => one.id === id), 'choose')

formAct(succession, 'manager.succeed', {
  ...ask,
  at: '/towns/:town/managers/:id/succession',
  decide: (c, { town, manager }) => decide('manager.succeed', c.var.actor, { managerId: manager.id, townId: town.id }),
  begin: (_, { packages }) => ({ packages: packages.map(({ id }) => id) }),
  fields: (_, { others, packages }) =>
    z.object({
      to: oneOf(others),
      packages: z.preprocess((value) => (value === undefined ? [] : [value].flat()), z.array(oneOf(packages)).min(1, 'choose')),
    }),
  title: ({ t }, { name }) => t.succession.title(name),
  body: (_, say, loaded, form) => <SuccessionPage {...loaded} say={say} form={form} />,
  ready: (_, { town }, { to, packages }) => ({ townId: town.id, personId: to, packages }),
  write: passOn,
})

formAct(succession, 'manager.deputise', {
  ...ask,
  at: '/towns/:town/managers/:id/deputy',
  decide: (c, { town, manager }) => decide('manager.deputise', c.var.actor, { managerId: manager.id, townId: town.id }),
  begin: (c) => ({ from: c.var.today }),
  fields: (_, { others }) => z.object({ to: oneOf(others), from: fields.day(), until: fields.day() }),
  check: ({ var: { t, today } }, _, { data }) => {
    const flaw = data && deputyFlaw({ fromOn: data.from as Day, untilOn: data.until as Day }, today)
    return flaw ? [{ field: flaw === 'from-past' ? 'from' : 'until', words: t.succession.flaws[flaw] }] : []
  },
  title: ({ t }, { name }) => t.succession.deputy.title(name),
  body: (_, say, loaded, form) => <DeputyPage {...loaded} say={say} form={form} />,
  ready: (_, { town }, { to, from, until }) => ({ townId: town.id, personId: to, fromOn: from as Day, untilOn: until as Day }),
  write: deputise,
})

formAct(succession, 'manager.resume', {
  ...ask,
  at: '/towns/:town/managers/:id/deputy/:deputy/ending',
  load: async (c) => {
    const loaded = await load(c)
    return { ...loaded, deputy: found(loaded.deputies.find(({ id }) => id === c.req.param('deputy'))) }
  },
  decide: (c, { town, manager }) => decide('manager.resume', c.var.actor, { managerId: manager.id, townId: town.id }),
  seen: ({ deputy }) => [deputy.fromOn, deputy.untilOn],
  title: ({ t }) => t.succession.deputy.end.title,
  body: (_, say, loaded, form) => <ResumePage {...loaded} say={say} form={form} />,
  write: (tx, permit, _, { deputy }) => resume(tx, permit, deputy.id),
  done: ({ at }) => `${at}/deputy`,
})
