/** Asked before an application or a renewal is given up. */
import type { Kind } from '../../policies/vetting.ts'
import { type Filled, FormPage } from '../parts/form-page.tsx'
import type { Say } from '../say.tsx'

export const WithdrawalPage = ({ say, kind, form }: { say: Say; kind: Kind; form: Filled }) => {
  const { title, words, button, back } = say.t.vetting.withdrawal
  const rest = { say, form, action: '/vetting/withdrawal', back: { href: '/vetting', words: back } }
  return <FormPage {...rest} title={title[kind]} lead={words[kind]} button={button[kind]} danger />
}
