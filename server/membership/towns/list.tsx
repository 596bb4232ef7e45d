/** The secretariat's towns: the list, adding one, and who contracts for one. */
import { z } from 'zod'
import { paymentTermsOn } from '../../../db/membership/facts.ts'
import { addTown, findOperatingBody, listTownsWithBody, setOperatingBody } from '../../../db/membership/towns.ts'
import { decideTown, isTownCode, prefectureOf } from '../../../policies/membership/towns.ts'
import { NewTownPage, OperatingBodyPage } from '../../../views/membership/towns/forms.tsx'
import { TownsPage } from '../../../views/membership/towns/list.tsx'
import { insist } from '../../kernel/errors.tsx'
import { formAct } from '../../kernel/form-act.tsx'
import { fields } from '../../kernel/forms.ts'
import { page } from '../../kernel/page.tsx'
import { routes } from '../../kernel/routes.ts'
import { trail } from '../../kernel/trail.ts'
import { loadTown, underTown, underTowns } from './load.ts'

export const list = routes()

list.get('/towns', 'town.list', async (c) => {
  insist(c, decideTown('town.list', c.var.actor, ''))
  const { say, db } = c.var
  const body = <TownsPage say={say} towns={await listTownsWithBody(db.read)} />
  return page(c, { title: say.t.towns.title, breadcrumb: trail(c), body })
})

const code = z.preprocess(
  (value) =>
    String(value ?? '')
      .normalize('NFKC')
      .trim(),
  z.string().min(1).refine(isTownCode, 'code'),
)
formAct(list, 'town.add', {
  at: '/towns/new',
  to: '/towns',
  load: () => undefined,
  decide: (c, _, said?: { code: string; name: string; kana: string; romaji: string }) =>
    decideTown('town.add', c.var.actor, said?.code ?? ''),
  fields: z.object({ code, name: fields.text(40), kana: fields.kana(60), romaji: fields.romaji(60) }),
  title: ({ t }) => t.towns.new.title,
  under: underTowns,
  body: (_, say, __, form) => <NewTownPage say={say} form={form} />,
  write: (tx, permit, { code, ...town }) => addTown(tx, permit, { ...town, prefecture: prefectureOf(code)! }),
  clash: ({ t }) => ({ field: 'code', words: t.towns.new.taken }),
  done: () => '/towns',
})

formAct(list, 'operating-body.edit', {
  at: '/towns/:id/operating-body',
  load: async (c) => {
    const town = await loadTown(c)
    return { ...town, payment: await paymentTermsOn(c.var.db.read, town.id, c.var.today) }
  },
  decide: (c, town) => decideTown('operating-body.edit', c.var.actor, town.id),
  fields: z.object({ name: fields.text(100), address: fields.text(200), contact: fields.text(300) }),
  begin: async (c, { id }) => (await findOperatingBody(c.var.db.read, id)) ?? {},
  title: ({ t }, town) => t.towns.operatingBody.title(town.shown),
  under: underTown,
  body: (_, say, town, form) => <OperatingBodyPage say={say} town={town} form={form} />,
  write: (tx, permit, data) => setOperatingBody(tx, permit, data),
  // Nothing can be ordered before it is said when it is paid.
  done: ({ id, payment }) => `/towns/${id}${payment ? '' : '/payment'}`,
})
