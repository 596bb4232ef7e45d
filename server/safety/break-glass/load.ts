/** What every page of one broken glass begins with: who looks at what, how far it is, and what of it this reader may be told. */

import { areOneHand } from '../../../db/identity/recoveries.ts'
import { type FoundGlass, findGlass, findInstructions } from '../../../db/safety/break-glass.ts'
import { isRefusal } from '../../../policies/kernel/decision.ts'
import { decideList, type GlassFacts, statusOf } from '../../../policies/safety/break-glass.ts'
import type { Crumb } from '../../../views/parts/navigation.tsx'
import type { Ctx } from '../../kernel/context.ts'
import { found } from '../../kernel/errors.tsx'
import { trail } from '../../kernel/trail.ts'
import { judge } from '../content.ts'

export async function loadGlass(c: Ctx) {
  const { db, actor, at } = c.var
  const glass = found(await findGlass(db.read, c.req.param('id')!))
  // Whoever looks and whoever would review may be one person under two names.
  const sameHand = glass.personId !== actor.id && (await areOneHand(db.read, [glass.personId, actor.id], at))
  const facts: GlassFacts = {
    id: glass.id,
    townId: glass.townId,
    personId: glass.personId,
    status: statusOf(glass, at),
  }
  return { glass, facts, sameHand }
}
export type Loaded = Awaited<ReturnType<typeof loadGlass>>

/** A package by its town and number: all that those are told who have nothing else to do with it. */
export const numberOf = ({ var: { say } }: Ctx, glass: Pick<FoundGlass, 'town' | 'townRomaji' | 'number'>) =>
  `${say.town(glass)} ${glass.number}`

/** The same with its title, where the rule of access lets the title reach this reader. */
export async function nameOf(c: Ctx, glass: Pick<FoundGlass, 'town' | 'townRomaji' | 'number' | 'packageId'>): Promise<string> {
  const number = numberOf(c, glass)
  if (isRefusal(await judge(c, 'view', { packageId: glass.packageId }))) return number
  const { title } = await findInstructions(c.var.db.read, glass.packageId)
  return `${number} ${title}`
}

/** The manager is told of each, and has no list of them. */
export const underGlass = (c: Ctx): Crumb[] =>
  isRefusal(decideList(c.var.actor)) ? trail(c) : trail(c, { href: '/glass', label: c.var.t.breakGlass.title })
export const underOne = (c: Ctx, { glass }: Loaded): Crumb[] => [
  ...underGlass(c),
  { href: `/glass/${glass.id}`, label: numberOf(c, glass) },
]
