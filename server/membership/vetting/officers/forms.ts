/** What the forms on the page of one vetting ask of an officer. */
import { z } from 'zod'
import { grantable, interviewWays, residencyWays } from '../../../../policies/membership/vetting.ts'
import type { FormName } from '../../../../views/membership/vetting/officers/vetting-props.ts'
import type { Ctx } from '../../../kernel/context.ts'
import { fillForm } from '../../../kernel/form-act.tsx'
import { fields } from '../../../kernel/forms.ts'

/** A card's or certificate's number is looked at and never copied: six digits and more in a row, however they are parted. */
const hasNoCardNumber = (text: string): boolean => !/(?:\d[-‐−ー \u3000]?){6,}/.test(text.normalize('NFKC'))
const seenOn = (c: Ctx) => fields.day().refine((day) => day <= c.var.today, 'future')

export const Residency = (c: Ctx) =>
  z.object({
    how: fields.choice(residencyWays),
    on: seenOn(c),
    note: fields.optional(300).refine(hasNoCardNumber, 'cardNumber'),
  })
export const Interview = (c: Ctx) => z.object({ how: fields.choice(interviewWays), on: seenOn(c), note: fields.optional(1000) })
export const Choice = z.object({ clearance: fields.choice(grantable), reason: fields.text(500) })
export const Reason = z.object({ reason: fields.text(500) })

/** All of them as nobody has sent them yet. */
export function unsent(c: Ctx) {
  const today = { on: c.var.today }
  return {
    residency: fillForm(Residency(c), today),
    interview: fillForm(Interview(c), today),
    decision: fillForm(Choice),
    confirmation: fillForm(Choice),
    proposal: fillForm(Choice),
    decline: fillForm(Reason),
    code: fillForm(),
  } satisfies Record<FormName, unknown>
}
