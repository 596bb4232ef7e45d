/** What an officer saw and heard: where somebody lives, and the interview. */
import { z } from 'zod'
import { keepStep } from '../../db/vetting/decide.ts'
import { decideTown, interviewWays, residencyWays } from '../../policies/vetting.ts'
import type { Ctx } from '../context.ts'
import { insist } from '../errors.tsx'
import { checkForm, commit, fields, readTyped, type Typed } from '../forms.ts'
import type { routes } from '../routes.ts'
import { load, show } from './load.tsx'

/** A card's or certificate's number is looked at and never copied: six digits and more in a row, however they are parted. */
const hasNoCardNumber = (text: string): boolean => !/(?:\d[-‐−ー \u3000]?){6,}/.test(text.normalize('NFKC'))

const seenOn = (c: Ctx) => fields.day().refine((day) => day <= c.var.today, 'future')
const Residency = (c: Ctx) =>
  z.object({
    how: fields.choice(residencyWays),
    on: seenOn(c),
    note: fields.optional(300).refine(hasNoCardNumber, 'cardNumber'),
  })
const Interview = (c: Ctx) => z.object({ how: fields.choice(interviewWays), on: seenOn(c), note: fields.optional(1000) })

/** Fields of several forms share a page, so each problem bears the form's name. */
export const problemsOf = (form: string, problems: readonly { field: string; words: string }[]) =>
  problems.map(({ field, words }) => ({ field: `${form}-${field}`, words }))

export function stepping({ post }: ReturnType<typeof routes>) {
  const step = (
    form: 'residency' | 'interview',
    read: (c: Ctx, typed: Typed) => ReturnType<typeof checkForm<z.infer<ReturnType<typeof Residency | typeof Interview>>>>,
  ) =>
    post(`/vettings/:id/${form}`, `vetting.${form}`, async (c) => {
      const vetting = await load(c)
      const permit = insist(c, decideTown(`vetting.${form}`, c.var.actor, vetting.facts))
      const answer = read(c, await readTyped(c))
      if (!answer.ok) return show(c, vetting, { form, typed: answer.typed, problems: problemsOf(form, answer.problems) }, 422)
      return commit(c, `/vettings/${vetting.id}?done=${form}`, (tx) => keepStep(tx, permit, answer.data))
    })
  step('residency', (c, typed) => checkForm(c, typed, Residency(c)))
  step('interview', (c, typed) => checkForm(c, typed, Interview(c)))
}
