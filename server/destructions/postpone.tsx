/** The day on which the clock destroys is put off, with a reason, by some days at a time. */
import { z } from 'zod'
import { postponeDestruction } from '../../db/destructions/decide.ts'
import type { Day } from '../../policies/days.ts'
import { decidePostpone, postponable, postponingReasons } from '../../policies/destructions.ts'
import { insist } from '../errors.tsx'
import { commit, fields, readForm } from '../forms.ts'
import { routes } from '../routes.ts'
import { load, placeOf, show } from './load.tsx'

export const postponing = routes()
const Postponing = z.object({ to: fields.day(), why: fields.choice(postponingReasons) })

postponing.post('/packages/:id/destruction/postponement', 'destruction.postpone', async (c) => {
  const one = await load(c)
  const permit = insist(c, decidePostpone(c.var.actor, one.facts))
  const form = await readForm(c, Postponing)
  if (!form.ok) return show(c, one, form, 422)
  const [from, to] = [one.keepUntil!, form.data.to as Day]
  const allowed = postponable(from, c.var.today)
  if (to < allowed.from || to > allowed.to)
    return show(
      c,
      one,
      {
        typed: form.typed,
        problems: [{ field: 'to', words: c.var.t.destructions.postpone.range(allowed.from, allowed.to, c.var.locale) }],
      },
      422,
    )
  return commit(c, placeOf(one), (tx) => postponeDestruction(tx, permit, { from, to, reason: form.data.why }))
})
