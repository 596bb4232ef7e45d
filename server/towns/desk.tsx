/** Whom the people of a town turn to, as its coordinators say it. */
import { z } from 'zod'
import { deskOf, setDesk } from '../../db/towns.ts'
import { decideTownDocument } from '../../policies/towns.ts'
import type { Problem } from '../../views/forms.tsx'
import { DeskPage } from '../../views/towns/forms.tsx'
import type { Ctx } from '../context.ts'
import { insist } from '../errors.tsx'
import { commit, fields, readForm, type Typed } from '../forms.ts'
import { newOnce, page } from '../page.tsx'
import { routes } from '../routes.ts'
import { noMyNumber } from '../vetting/fields.ts'
import { loadTown, statusOf, type Town, underTown } from './load.ts'

export const desk = routes()
const { get, post } = desk

/** Digits, hyphens and what stands between them in Japan; people type them full-width as well. */
const phone = z
  .string()
  .normalize('NFKC')
  .trim()
  .min(1)
  .max(40)
  .refine(noMyNumber, 'myNumber')
  .regex(/^\+?[\d()\- ]{9,40}$/, 'phone')
const Desk = z.object({
  name: fields.text(80),
  phone,
  email: z.string().trim().min(1).max(254).refine(noMyNumber, 'myNumber').pipe(z.email('email')),
  hours: fields.text(120),
})

get('/towns/:id/desk', 'town.edit', async (c) => {
  const town = await loadTown(c)
  insist(c, decideTownDocument('town.edit', c.var.actor, town))
  return deskPage(c, town, deskOf(town) ?? {}, [])
})

post('/towns/:id/desk', 'town.edit', async (c) => {
  const town = await loadTown(c)
  const permit = insist(c, decideTownDocument('town.edit', c.var.actor, town))
  const form = await readForm(c, Desk)
  if (!form.ok) return deskPage(c, town, form.typed, form.problems)
  return commit(c, `/towns/${town.id}?done=desk`, (tx) => setDesk(tx, permit, form.data))
})

function deskPage(c: Ctx, town: Town, typed: Typed, problems: readonly Problem[]) {
  const { t } = c.var
  const body = (
    <DeskPage
      t={t.towns.desk}
      frame={t.frame}
      town={{ id: town.id, name: town.shown }}
      typed={typed}
      problems={problems}
      token={newOnce()}
    />
  )
  const title = t.towns.desk.editTitle(town.shown)
  return page(c, { title, width: 'narrow', breadcrumb: underTown(c, town), body }, statusOf(problems))
}
