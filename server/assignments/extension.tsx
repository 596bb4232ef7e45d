/** The form for a later due day, at the foot of an assignment's page. */
import type { Assignment } from '../../db/assignments/find.ts'
import { decideExtend, extendable } from '../../policies/assignments.ts'
import { isRefusal } from '../../policies/decision.ts'
import { Extension } from '../../views/assignments/extension.tsx'
import type { Filled } from '../../views/parts/form-page.tsx'
import type { Ctx } from '../context.ts'

/** For who may use it. */
export function extension(c: Ctx, assignment: Assignment, form: Filled) {
  const { say, actor, today } = c.var
  if (isRefusal(decideExtend(actor, assignment.facts))) return null
  const range = extendable(assignment.dueOn, today)
  return <Extension say={say} id={assignment.id} dueOn={assignment.dueOn} range={range} form={form} />
}
