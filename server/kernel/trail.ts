/** The way back from a page: home first, then what lies between. */
import type { Crumb } from '../../views/parts/navigation.tsx'
import type { Ctx } from './context.ts'

export const trail = (c: Ctx, ...between: readonly Crumb[]): Crumb[] => [{ href: '/', label: c.var.t.frame.home }, ...between]
