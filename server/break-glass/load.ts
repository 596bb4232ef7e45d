/** What every page of one broken glass begins with: who looks at what, how far it is, and what of it this reader may be told. */
import { type FoundGlass, findGlass, findInstructions } from '../../db/break-glass.ts'
import { decideList, type GlassFacts, statusOf } from '../../policies/break-glass.ts'
import { isRefusal } from '../../policies/decision.ts'
import type { Crumb } from '../../views/parts/navigation.tsx'
import { judge } from '../content.ts'
import type { Ctx } from '../context.ts'
import { found } from '../errors.tsx'
import { trail } from '../trail.ts'

export async function loadGlass(c: Ctx) {
  const glass = found(await findGlass(c.var.db.read, c.req.param('id')!))
  const facts: GlassFacts = {
    id: glass.id,
    townId: glass.townId,
    personId: glass.personId,
    status: statusOf(glass, c.var.at),
  }
  return { glass, facts }
}
export type Loaded = Awaited<ReturnType<typeof loadGlass>>

/** A package by its town and number: all that those are told who have nothing else to do with it. */
export const numberOf = (
  { var: { locale } }: Ctx,
  { town, townRomaji, number }: Pick<FoundGlass, 'town' | 'townRomaji' | 'number'>,
) => `${locale === 'ja' ? town : townRomaji} ${number}`

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
