/** A package's destruction as it stands, found through the reader, and the page that shows it. */
import { z } from 'zod'
import { countLines } from '../../../db/safety/custody.ts'
import { countContent, type FoundDestruction, findDestruction } from '../../../db/safety/destructions/find.ts'
import { holds } from '../../../policies/identity/people.ts'
import { isRefusal } from '../../../policies/kernel/decision.ts'
import {
  askingReasons,
  blockers,
  decideAsk,
  decideCancel,
  decidePostpone,
  decideWitness,
  postponable,
  postponingReasons,
} from '../../../policies/safety/destructions.ts'
import type { Filled } from '../../../views/parts/form-page.tsx'
import { DestructionPage } from '../../../views/safety/destructions/one.tsx'
import type { Ctx } from '../../kernel/context.ts'
import { found } from '../../kernel/errors.tsx'
import { fillForm } from '../../kernel/form-act.tsx'
import { fields } from '../../kernel/forms.ts'
import { page } from '../../kernel/page.tsx'
import { versionOf } from '../../kernel/seen.ts'
import { trail } from '../../kernel/trail.ts'
import { crumbs } from '../../packages/load.ts'

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

export const Asking = z.object({ reason: fields.choice(askingReasons) })
export const Postponing = z.object({ to: fields.day(), why: fields.choice(postponingReasons) })

/** What is destroyed, as the page counts it, and how it stands with it. */
export const seenOf = async ({ id, destructionId, keepUntil }: FoundDestruction, { var: { db } }: Ctx) => [
  destructionId,
  keepUntil,
  await countContent(db.read, id),
]

/** `again`: the form that comes back. */
export async function show(c: Ctx, one: FoundDestruction, again?: { ask?: Filled; postpone?: Filled }) {
  const { say, db, actor, today } = c.var
  const may = (decision: object) => !isRefusal(decision) || decision.refused === 'incomplete'
  const { keepUntil } = one
  const version = versionOf(await seenOf(one, c))
  const mayPostpone = may(decidePostpone(actor, one.facts)) && keepUntil !== null
  const body = (
    <DestructionPage
      say={say}
      one={one}
      content={await countContent(db.read, one.id)}
      lines={await countLines(db.read, one.id)}
      blockers={blockers(one.facts)}
      ledgerOpen={isOwn(c, one)}
      ask={may(decideAsk(actor, one.facts)) ? (again?.ask ?? fillForm(Asking, {}, [], version)) : undefined}
      witness={may(decideWitness(actor, one.facts)) ? fillForm(undefined, {}, [], version) : undefined}
      cancel={may(decideCancel(actor, one.facts)) ? fillForm() : undefined}
      postpone={
        mayPostpone
          ? { ...postponable(keepUntil, today), form: again?.postpone ?? fillForm(Postponing, {}, [], version) }
          : undefined
      }
      mine={one.askedBy === actor.id}
    />
  )
  const title = `${say.t.destructions.title} ${one.number}`
  return page(c, { title, breadcrumb: trailOf(c, one), body }, again ? 422 : 200)
}
