/** A worker says that every copy of a lot's files is gone: one page that asks plainly, one button. */
import { accountFor, findLine } from '../../db/custody.ts'
import { decideDeclare } from '../../policies/custody.ts'
import { DeclarePage } from '../../views/custody/declare.tsx'
import type { Ctx } from '../context.ts'
import { found, insist } from '../errors.tsx'
import { commit, readTyped } from '../forms.ts'
import { newOnce, page } from '../page.tsx'
import { routes } from '../routes.ts'
import { trail } from '../trail.ts'

export const declaring = routes()
const { get, post } = declaring

const load = async (c: Ctx) => found(await findLine(c.var.db.read, c.req.param('id')!))

get('/assignments/:id/deletion', 'custody.declare', async (c) => {
  const line = await load(c)
  insist(c, decideDeclare(c.var.actor, line))
  const { say, t, locale } = c.var
  const body = <DeclarePage say={say} line={line} token={newOnce()} />
  const breadcrumb = trail(
    c,
    { href: '/assignments', label: t.assignments.title },
    { href: `/assignments/${line.id}`, label: t.assignments.task(line.title, String(line.lotNumber)) },
  )
  return page(c, { title: t.custody.declare.title, width: 'narrow', breadcrumb, body })
})

post('/assignments/:id/deletion', 'custody.declare', async (c) => {
  const line = await load(c)
  const permit = insist(c, decideDeclare(c.var.actor, line))
  await readTyped(c)
  return commit(c, `/assignments/${line.id}`, (tx) => accountFor(tx, permit, 'deleted'))
})
