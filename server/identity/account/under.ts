/** The way back from the pages below one's account. */
import type { Crumb } from '../../../views/parts/navigation.tsx'
import type { Ctx } from '../../kernel/context.ts'
import { trail } from '../../kernel/trail.ts'

export const underAccount = (c: Ctx, ...between: readonly Crumb[]) =>
  trail(c, { href: '/account', label: c.var.t.account.title }, ...between)
