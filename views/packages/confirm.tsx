/** Two ways back, each asked for once: sending a draft back with what should change, and withdrawing a package. */
import { TextArea } from '../kernel/forms.tsx'
import type { Say } from '../kernel/say.tsx'
import { type Filled, FormPage, fieldIn } from '../parts/form-page.tsx'
import { numbered } from './names.tsx'

type ConfirmProps = { say: Say; pkg: { id: string; number: string; title: string }; form: Filled }

export const WithdrawPage = ({ say, pkg, form }: ConfirmProps) => {
  const { keep, ...words } = say.t.packages.withdraw
  const at = `/packages/${pkg.id}`
  const act = { say, form, action: `${at}/withdrawal`, back: { href: at, words: keep } }
  return <FormPage {...act} {...words} eyebrow={numbered(pkg)} danger />
}

export const SendBackPage = ({ say, pkg, form }: ConfirmProps) => {
  const { title, lead, button, words, wordsHint } = say.t.packages.sendBack
  const at = `/packages/${pkg.id}`
  const act = { say, form, action: `${at}/returns`, button, back: { href: at, words: say.t.lots.plan.back } }
  return (
    <FormPage {...act} eyebrow={numbered(pkg)} title={title} lead={lead}>
      <TextArea {...fieldIn(say, form)('words', words, wordsHint)} rows={5} />
    </FormPage>
  )
}
