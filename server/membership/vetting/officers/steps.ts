/** What an officer saw and heard: where somebody lives, and the interview. */
import type { z } from 'zod'
import { keepStep } from '../../../../db/membership/vetting/decide.ts'
import { decideTown } from '../../../../policies/membership/vetting.ts'
import type { Ctx } from '../../../kernel/context.ts'
import { formAct } from '../../../kernel/form-act.tsx'
import type { routes } from '../../../kernel/routes.ts'
import { Interview, Residency, stepOf } from './forms.ts'
import { load, placeOf, show } from './load.tsx'

export function stepping(routed: ReturnType<typeof routes>) {
  const step = (form: 'residency' | 'interview', fields: (c: Ctx) => z.ZodType<Parameters<typeof keepStep>[2]>) =>
    formAct(routed, `vetting.${form}`, {
      to: `/vettings/:id/${form}`,
      load,
      seen: (vetting) => stepOf(vetting, form),
      decide: (c, { facts }) => decideTown(`vetting.${form}`, c.var.actor, facts),
      fields,
      again: (c, vetting, filled) => show(c, vetting, { [form]: filled }),
      write: (tx, permit, said) => keepStep(tx, permit, said),
      done: (vetting) => `${placeOf(vetting)}?done=${form}`,
    })
  step('residency', Residency)
  step('interview', Interview)
}
