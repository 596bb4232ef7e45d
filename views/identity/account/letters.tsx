/** Letters to a person: which they want, and those that did not arrive. */
import { letterWishes, type Letters as Wish } from '../../../policies/kernel/letters.ts'
import { Radios } from '../../kernel/forms.tsx'
import type { Say } from '../../kernel/say.tsx'
import { ActForm, type Filled, fieldIn } from '../../parts/form-page.tsx'
import { Section } from '../../parts/heading.tsx'
import { Banner } from '../../parts/notices.tsx'

export type Undelivered = { letters: number; at: string; why: 'refused' | 'unreachable' }
type UndeliveredProps = {
  say: Say
  undelivered: Undelivered | undefined
  /** The form that sends them again; on a page that only points here, none. */
  resend?: { action: string; form: Filled; isOwn: boolean } | undefined
}

/** What did not arrive, why, and what can be done. */
export const UndeliveredLetters = ({ say, undelivered, resend }: UndeliveredProps) => {
  if (!undelivered) return null
  const words = say.t.account.letters.undelivered
  const { letters, at, why } = undelivered
  return (
    <Banner
      tone="warning"
      title={words.title(say.number(letters))}
      action={
        resend ? (
          <ActForm say={say} form={resend.form} action={resend.action} button={words.resend} kind="outline" />
        ) : (
          <a href="/account#mail">{words.look}</a>
        )
      }
    >
      <p>{words.last(say.day(at), words.why[why])}</p>
      <p>
        {words.inside} {resend?.isOwn ? <a href="/account/corrections">{words.correct}</a> : null}
      </p>
    </Banner>
  )
}

type Props = {
  say: Say
  me: { email: string | null; letters: Wish }
  undelivered: Undelivered | undefined
  formOf: () => Filled
}
export const LettersSection = ({ say, me, undelivered, formOf }: Props) => {
  const words = say.t.account.letters
  const form = formOf()
  const options = letterWishes.map((value) => ({ value, label: words.wishes[value].words, hint: words.wishes[value].note }))
  return (
    <Section title={words.title} lead={me.email ? words.lead(me.email) : words.noAddress} id="mail">
      <UndeliveredLetters
        {...{ say, undelivered }}
        resend={{ action: '/account/letters/resending', form: formOf(), isOwn: true }}
      />
      <ActForm {...{ say, form }} action="/account/letters" button={words.save} kind="outline">
        <Radios {...fieldIn(say, form)('letters', words.which)} value={me.letters} options={options} />
      </ActForm>
    </Section>
  )
}
