/** What a form was drawn from travels in its token, as a hash: decisions count for what was seen, older pages overwrite nothing. */
import { findLeft } from '../../db/kernel/database.ts'
import { newSecret, sha256 } from '../../db/kernel/ids.ts'
import type { Problem } from '../../views/kernel/forms.tsx'
import type { Ctx } from './context.ts'
import type { Typed } from './forms.ts'

/** The hash of what is shown and decided on or edited; none where a form begins something, and so was drawn from nothing. */
export const versionOf = (shown: unknown): string | undefined =>
  shown === undefined || shown === null ? undefined : sha256(JSON.stringify(shown)).slice(0, 16)

/** The idempotency token of a form as rendered: sent twice, it acts once. With what it was drawn from, it knows when that has changed. */
export const newOnce = (version?: string): string => newSecret(12) + (version ? `.${version}` : '')

/**
 * Whether what the form was drawn from is another by now. Who goes back to a form and sends it with other words has seen what
 * they did by it, as long as nothing else came after.
 */
export async function hasChanged(c: Ctx, typed: Typed, now: string | undefined): Promise<boolean> {
  const [, drawn] = String(typed._once ?? '').split('.')
  if (!now || !drawn || drawn === now) return false
  return !c.var.once || (await findLeft(c.var.db.read, c.var.actor.id, c.var.once)) !== now
}

/** What a page of more than one form says above everything where its thing has changed. */
export const ofChange = ({ var: { t } }: Ctx): Problem => ({
  field: 'main',
  words: `${t.frame.changed.title} ${t.frame.changed.decided}`,
})
export const isOfChange = ({ field }: Problem): boolean => field === 'main'
