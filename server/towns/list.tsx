/** The secretariat's towns: the list, adding one, and who contracts for one. */
import { z } from 'zod'
import { addTown, findOperatingBody, listTownsWithBody, setOperatingBody } from '../../db/towns.ts'
import { decideTown, isTownCode, prefectureOf } from '../../policies/towns.ts'
import type { Problem } from '../../views/forms.tsx'
import { NewTownPage, OperatingBodyPage } from '../../views/towns/forms.tsx'
import { TownsPage } from '../../views/towns/list.tsx'
import type { Ctx } from '../context.ts'
import { insist } from '../errors.tsx'
import { commit, fields, readForm, type Typed } from '../forms.ts'
import { newOnce, page } from '../page.tsx'
import { routes } from '../routes.ts'
import { trail } from '../trail.ts'
import { loadTown, statusOf, type Town, underTown, underTowns } from './load.ts'

export const list = routes()
const { get, post } = list

get('/towns', 'town.list', async (c) => {
  insist(c, decideTown('town.list', c.var.actor, ''))
  const { t, locale, db } = c.var
  return page(c, {
    title: t.towns.title,
    width: 'wide',
    breadcrumb: trail(c),
    body: <TownsPage t={t.towns} locale={locale} towns={await listTownsWithBody(db.read)} />,
  })
})

get('/towns/new', 'town.add', (c) => {
  insist(c, decideTown('town.add', c.var.actor, ''))
  return newTownPage(c, {}, [])
})

const NewTown = z.object({
  code: z.preprocess(
    (value) =>
      String(value ?? '')
        .normalize('NFKC')
        .trim(),
    z.string().min(1).refine(isTownCode, 'code'),
  ),
  name: fields.text(40),
  kana: fields.kana(60),
  romaji: fields.romaji(60),
})
post('/towns', 'town.add', async (c) => {
  insist(c, decideTown('town.add', c.var.actor, ''))
  const form = await readForm(c, NewTown)
  if (!form.ok) return newTownPage(c, form.typed, form.problems)
  const { code, ...town } = form.data
  const permit = insist(c, decideTown('town.add', c.var.actor, code))
  return commit(c, '/towns', (tx) => addTown(tx, permit, { ...town, prefecture: prefectureOf(code)! })).catch(
    (error: unknown) => {
      if (!c.var.db.kit.isUniqueViolation(error)) throw error
      return newTownPage(c, form.typed, [{ field: 'code', words: c.var.t.towns.new.taken }])
    },
  )
})

get('/towns/:id/operating-body', 'operating-body.edit', async (c) => {
  const town = await loadTown(c)
  insist(c, decideTown('operating-body.edit', c.var.actor, town.id))
  const body = await findOperatingBody(c.var.db.read, town.id)
  return operatingBodyPage(c, town, body ?? {}, [])
})

const Body = z.object({ name: fields.text(100), address: fields.text(200), contact: fields.text(300) })
post('/towns/:id/operating-body', 'operating-body.edit', async (c) => {
  const town = await loadTown(c)
  const permit = insist(c, decideTown('operating-body.edit', c.var.actor, town.id))
  const form = await readForm(c, Body)
  if (!form.ok) return operatingBodyPage(c, town, form.typed, form.problems)
  return commit(c, `/towns/${town.id}`, (tx) => setOperatingBody(tx, permit, form.data))
})

function newTownPage(c: Ctx, typed: Typed, problems: readonly Problem[]) {
  const { t } = c.var
  const body = <NewTownPage t={t.towns.new} frame={t.frame} typed={typed} problems={problems} token={newOnce()} />
  return page(c, { title: t.towns.new.title, width: 'narrow', breadcrumb: underTowns(c), body }, statusOf(problems))
}

function operatingBodyPage(c: Ctx, town: Town, typed: Typed, problems: readonly Problem[]) {
  const { t } = c.var
  const body = (
    <OperatingBodyPage
      t={t.towns.operatingBody}
      frame={t.frame}
      town={{ id: town.id, name: town.shown }}
      typed={typed}
      problems={problems}
      token={newOnce()}
    />
  )
  const title = t.towns.operatingBody.title(town.shown)
  return page(c, { title, width: 'narrow', breadcrumb: underTown(c, town), body }, statusOf(problems))
}
