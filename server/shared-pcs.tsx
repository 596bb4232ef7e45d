/** Shared PCs of centres: their list, registering the machine that somebody sits at, and taking one out from anywhere. */
import { z } from 'zod'
import { newId } from '../db/ids.ts'
import { endSharedPc, findSharedPc, listSharedPcs, registerSharedPc } from '../db/shared-pcs.ts'
import { listTowns } from '../db/towns.ts'
import { holds } from '../policies/people.ts'
import { decide, decideList } from '../policies/shared-pcs.ts'
import type { Problem } from '../views/forms.tsx'
import { NewSharedPcPage, RemovalPage, SharedPcsPage } from '../views/shared-pcs.tsx'
import type { Ctx } from './context.ts'
import { found, insist } from './errors.tsx'
import { commit, fields, readForm, readTyped, type Typed } from './forms.ts'
import { newOnce, page } from './page.tsx'
import { askProof } from './proof.tsx'
import { routes } from './routes.ts'
import { startSession } from './session.ts'
import { putMark, sharedPcHere, takeMark } from './shared-mark.ts'
import { trail } from './trail.ts'

export const sharedPcs = routes()
const { get, post } = sharedPcs

get('/shared-pcs', 'shared-pc.list', async (c) => {
  insist(c, decideList(c.var.actor))
  const { t, locale, db } = c.var
  const towns = await ownTowns(c)
  const pcs = await listSharedPcs(
    db.read,
    towns.map(({ id }) => id),
  )
  const here = await sharedPcHere(c)
  const done = c.req.query('done')
  return page(c, {
    title: t.sharedPcs.title,
    width: 'wide',
    breadcrumb: crumbs(c),
    body: (
      <SharedPcsPage
        t={t.sharedPcs}
        locale={locale}
        pcs={pcs}
        here={here?.id}
        done={done === 'registered' || done === 'removed' ? t.sharedPcs[done] : undefined}
      />
    ),
  })
})

get('/shared-pcs/new', 'shared-pc.register', async (c) => {
  const towns = await ownTowns(c)
  insistNew(c, towns[0]?.id)
  if (await sharedPcHere(c)) return c.redirect('/shared-pcs', 303)
  return newPage(c, towns, {}, [])
})

post('/shared-pcs', 'shared-pc.register', async (c) => {
  const towns = await ownTowns(c)
  insistNew(c, towns[0]?.id)
  const New = z.object({
    label: fields.text(60),
    town: z.string('choose').refine((id) => towns.some((town) => town.id === id), 'choose'),
  })
  const form = await readForm(c, New)
  if (!form.ok) return newPage(c, towns, form.typed, form.problems)
  if (await sharedPcHere(c)) return c.redirect('/shared-pcs', 303)
  const { label, town: townId } = form.data
  insistNew(c, townId)
  const { t } = c.var
  // The proof is bound to the town: the machine has no id before it is registered.
  const asked = await askProof(
    c,
    insist(c, decide('shared-pc.register', c.var.actor, { id: townId, townId, ended: false })),
    form.typed,
    {
      title: t.sharedPcs.new.title,
      lead: t.sharedPcs.new.proofLead,
      facts: [
        { term: t.sharedPcs.new.label, value: label },
        { term: t.sharedPcs.new.town, value: nameOf(c, towns.find(({ id }) => id === townId)!) },
      ],
      back: '/shared-pcs/new',
    },
  )
  if (asked) return asked
  const permit = insistNew(c, townId)
  let secret = ''
  const answer = await commit(c, '/shared-pcs?done=registered', async (tx) => {
    secret = await registerSharedPc(tx, permit, { townId, label })
  })
  putMark(c, secret)
  // Who registers the machine sits at it: their own session is short from now on, too.
  await startSession(c, c.var.actor, c.var.session.passkeyId, { sharedPcId: permit.on })
  return c.redirect(answer.headers.get('location')!, 303)
})

get('/shared-pcs/:id/removal', 'shared-pc.end', async (c) => {
  const pc = await load(c)
  insist(c, decide('shared-pc.end', c.var.actor, pc))
  const { t } = c.var
  return page(c, {
    title: t.sharedPcs.removal.title,
    width: 'narrow',
    breadcrumb: [...crumbs(c), { href: '/shared-pcs', label: t.sharedPcs.title }],
    body: <RemovalPage t={t.sharedPcs} pc={pc} token={newOnce()} />,
  })
})

post('/shared-pcs/:id/removal', 'shared-pc.end', async (c) => {
  const pc = await load(c)
  const permit = insist(c, decide('shared-pc.end', c.var.actor, pc))
  await readTyped(c)
  const isHere = (await sharedPcHere(c))?.id === pc.id
  const answer = await commit(c, '/shared-pcs?done=removed', (tx) => endSharedPc(tx, permit))
  if (!isHere) return answer
  takeMark(c)
  return c.redirect('/shared-pcs?done=removed', 303)
})

async function load(c: Ctx) {
  const pc = found(await findSharedPc(c.var.db.read, c.req.param('id')!))
  return { ...pc, ended: pc.endedAt !== null }
}

const insistNew = (c: Ctx, townId = '') =>
  insist(c, decide('shared-pc.register', c.var.actor, { id: newId(c.var.at), townId, ended: false }))

type Town = { id: string; name: string; romaji: string }
const nameOf = (c: Ctx, { name, romaji }: Town) => (c.var.locale === 'ja' ? name : romaji)
const ownTowns = async (c: Ctx): Promise<Town[]> =>
  (await listTowns(c.var.db.read)).filter(({ id }) => holds(c.var.actor, 'coordinator', id))

const crumbs = (c: Ctx) => {
  const town = c.var.actor.grants.find(({ role, townId }) => role === 'coordinator' && townId !== null)?.townId
  return trail(c, ...(town ? [{ href: `/towns/${town}`, label: c.var.t.nav.myTown }] : []))
}

function newPage(c: Ctx, towns: readonly Town[], typed: Typed, problems: readonly Problem[]) {
  const { t } = c.var
  const body = (
    <NewSharedPcPage
      t={t.sharedPcs.new}
      frame={t.frame}
      towns={towns.map((town) => ({ id: town.id, name: nameOf(c, town) }))}
      typed={typed}
      problems={problems}
      token={newOnce()}
    />
  )
  const breadcrumb = [...crumbs(c), { href: '/shared-pcs', label: t.sharedPcs.title }]
  return page(c, { title: t.sharedPcs.new.title, width: 'narrow', breadcrumb, body }, problems.length > 0 ? 422 : 200)
}
