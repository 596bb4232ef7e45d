/** The form for a later due day, at the foot of an assignment's page. */
import type { Assignment } from '../../db/assignments/find.ts'
import { decideExtend, extendable } from '../../policies/assignments.ts'
import { isRefusal } from '../../policies/decision.ts'
import { Extension } from '../../views/assignments/extension.tsx'
import type { Said } from '../../views/assignments/one.tsx'
import type { Ctx } from '../context.ts'
import { newOnce } from '../page.tsx'

/** For who may use it. */
export function extension(c: Ctx, assignment: Assignment, said: Said) {
  const { t, locale, actor, today } = c.var
  if (isRefusal(decideExtend(actor, assignment.facts))) return null
  const range = extendable(assignment.dueOn, today)
  return (
    <Extension t={t} locale={locale} id={assignment.id} dueOn={assignment.dueOn} range={range} said={said} token={newOnce()} />
  )
}
