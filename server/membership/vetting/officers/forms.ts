/** What the forms on the page of one vetting ask of an officer. */
import { z } from 'zod'
import type { Vetting } from '../../../../db/membership/vetting/find.ts'
import { grantable, interviewWays, residencyWays } from '../../../../policies/membership/vetting.ts'
import type { FormName } from '../../../../views/membership/vetting/officers/vetting-props.ts'
import type { Ctx } from '../../../kernel/context.ts'
import { fillForm } from '../../../kernel/form-act.tsx'
import { fields } from '../../../kernel/forms.ts'
import { versionOf } from '../../../kernel/seen.ts'

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

/** What a decision rests on: what was proposed, and the newest of each step. */
export const seenOf = ({ facts: { status, proposal }, steps }: Vetting) => [status, proposal, steps.map(({ id }) => id)]
/** What an officer writes down of a step stands beside what another wrote of the same. */
export const stepOf = ({ steps }: Vetting, step: 'residency' | 'interview') =>
  steps.flatMap((one) => (one.step === step ? [one.id] : []))

/** All of them as nobody has sent them yet. */
export function unsent(c: Ctx, vetting: Vetting) {
  const today = { on: c.var.today }
  const choice = () => fillForm(Choice, {}, [], versionOf(seenOf(vetting)))
  return {
    residency: fillForm(Residency(c), today, [], versionOf(stepOf(vetting, 'residency'))),
    interview: fillForm(Interview(c), today, [], versionOf(stepOf(vetting, 'interview'))),
    decision: choice(),
    confirmation: choice(),
    proposal: choice(),
    decline: fillForm(Reason, {}, [], versionOf(seenOf(vetting))),
    code: fillForm(),
  } satisfies Record<FormName, unknown>
}
