/** Asked before an application or a renewal is given up. */
import type { Kind } from '../../../policies/membership/vetting.ts'
import type { Say } from '../../kernel/say.tsx'
import { type Filled, FormPage } from '../../parts/form-page.tsx'

export const WithdrawalPage = ({ say, kind, form }: { say: Say; kind: Kind; form: Filled }) => {
  const { title, words, button, back } = say.t.vetting.withdrawal
  const rest = { say, form, action: '/vetting/withdrawal', back: { href: '/vetting', words: back } }
  return <FormPage {...rest} title={title[kind]} lead={words[kind]} button={button[kind]} danger />
}
