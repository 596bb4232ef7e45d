/** A package's destruction as it stands, found through the reader, and the page that shows it. */
import { countLines } from '../../db/custody.ts'
import { countContent, type FoundDestruction, findDestruction } from '../../db/destructions/find.ts'
import { isRefusal } from '../../policies/decision.ts'
import {
  type Blocker,
  blockers,
  decideAsk,
  decideCancel,
  decidePostpone,
  decideWitness,
  postponable,
} from '../../policies/destructions.ts'
import { holds } from '../../policies/people.ts'
import { DestructionPage } from '../../views/destructions/one.tsx'
import type { Problem } from '../../views/forms.tsx'
import type { Ctx } from '../context.ts'
import { found } from '../errors.tsx'
import type { Typed } from '../forms.ts'
import { crumbs } from '../packages/load.ts'
import { newOnce, page } from '../page.tsx'
import { trail } from '../trail.ts'

/** INVARIANT: the title goes to the town's own people only; who witnesses for others knows the package by its number. */
export async function load(c: Ctx): Promise<FoundDestruction> {
  const one = found(await findDestruction(c.var.db.read, c.req.param('id')!))
  return isOwn(c, one) ? one : { ...one, title: '' }
}
const isOwn = ({ var: { actor } }: Ctx, { townId }: Pick<FoundDestruction, 'townId'>) =>
  holds(actor, 'coordinator', townId) || holds(actor, 'manager', townId)

export const placeOf = ({ id }: { readonly id: string }) => `/packages/${id}/destruction`

/** Home, and the package where the reader has a page of it: the secretariat has none. */
export function trailOf(c: Ctx, one: FoundDestruction, ...more: { href: string; label: string }[]) {
  const { id, title, number } = one
  return [...(isOwn(c, one) ? crumbs(c, { id, title: title || number }) : trail(c)), ...more]
}

type Said = { readonly typed: Typed; readonly problems: readonly Problem[]; readonly unmet?: readonly Blocker[] }
export async function show(c: Ctx, one: FoundDestruction, said: Said = { typed: {}, problems: [] }, status: 200 | 422 = 200) {
  const { say, t, locale, db, actor, today } = c.var
  const may = (decision: object) => !isRefusal(decision) || decision.refused === 'incomplete'
  const { keepUntil } = one
  const body = (
    <DestructionPage
      say={say}
      one={one}
      content={await countContent(db.read, one.id)}
      lines={await countLines(db.read, one.id)}
      blockers={said.unmet ?? blockers(one.facts)}
      ledgerOpen={isOwn(c, one)}
      may={{
        ask: may(decideAsk(actor, one.facts)),
        witness: may(decideWitness(actor, one.facts)),
        cancel: may(decideCancel(actor, one.facts)),
        postpone: may(decidePostpone(actor, one.facts)) && keepUntil !== null ? postponable(keepUntil, today) : undefined,
      }}
      mine={one.askedBy === actor.id}
      typed={said.typed}
      problems={said.problems}
      token={newOnce}
    />
  )
  return page(c, { title: `${t.destructions.title} ${one.number}`, breadcrumb: trailOf(c, one), body }, status)
}
