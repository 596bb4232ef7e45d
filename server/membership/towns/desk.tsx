/** Whom the people of a town turn to, as its coordinators say it. */
import { z } from 'zod'
import { deskOf, setDesk } from '../../../db/membership/towns.ts'
import { decideTownDocument } from '../../../policies/membership/towns.ts'
import { DeskPage } from '../../../views/membership/towns/forms.tsx'
import { formAct } from '../../kernel/form-act.tsx'
import { fields } from '../../kernel/forms.ts'
import { routes } from '../../kernel/routes.ts'
import { noMyNumber } from '../vetting/fields.ts'
import { loadTown, underTown } from './load.ts'

export const desk = routes()

/** Digits, hyphens and what stands between them in Japan; people type them full-width as well. */
const phone = z
  .string()
  .normalize('NFKC')
  .trim()
  .min(1)
  .max(40)
  .refine(noMyNumber, 'myNumber')
  .regex(/^\+?[\d()\- ]{9,40}$/, 'phone')

formAct(desk, 'town.edit', {
  at: '/towns/:id/desk',
  load: loadTown,
  decide: (c, town) => decideTownDocument('town.edit', c.var.actor, town),
  fields: z.object({
    name: fields.text(80),
    phone,
    email: z.string().trim().min(1).max(254).refine(noMyNumber, 'myNumber').pipe(z.email('email')),
    hours: fields.text(120),
  }),
  begin: (_, town) => deskOf(town) ?? {},
  title: ({ t }, town) => t.towns.desk.editTitle(town.shown),
  under: underTown,
  body: (_, say, town, form) => <DeskPage say={say} town={town} form={form} />,
  write: (tx, permit, data) => setDesk(tx, permit, data),
  done: ({ id }) => `/towns/${id}?done=desk`,
})
