/** The form for a later due day, at the foot of an assignment's page. */
import type { Assignment } from '../../../db/telework/assignments/find.ts'
import { isRefusal } from '../../../policies/kernel/decision.ts'
import { decideExtend, extendable } from '../../../policies/telework/assignments.ts'
import type { Filled } from '../../../views/parts/form-page.tsx'
import { Extension } from '../../../views/telework/assignments/extension.tsx'
import type { Ctx } from '../../kernel/context.ts'

/** For who may use it. */
export function extension(c: Ctx, assignment: Assignment, form: Filled) {
  const { say, actor, today } = c.var
  if (isRefusal(decideExtend(actor, assignment.facts))) return null
  const range = extendable(assignment.dueOn, today)
  return <Extension say={say} id={assignment.id} dueOn={assignment.dueOn} range={range} form={form} />
}
