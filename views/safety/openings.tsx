/** Why somebody takes home what otherwise is only shown, before the passkey is asked for; and the file, once it was. */
import { takingReasons } from '../../policies/safety/access.ts'
import { Hidden, LinkButton, Radios } from '../kernel/forms.tsx'
import type { Say } from '../kernel/say.tsx'
import type { Messages } from '../messages/index.ts'
import { type Filled, FormPage, fieldIn } from '../parts/form-page.tsx'
import { PageHeading } from '../parts/heading.tsx'

type Props = { say: Say; action: string; said: Readonly<Record<string, string | readonly string[]>>; form: Filled }
export const OpeningPage = ({ say, action, said, form }: Props) => {
  const words = say.t.access.opening
  return (
    <FormPage {...{ say, form, action }} title={words.fileTitle} lead={words.reasonLead} button={words.submit}>
      {Object.entries(said).map(([name, value]) => (
        <Hidden name={name} value={String(value)} />
      ))}
      <Radios
        {...fieldIn(say, form)('reason', words.reason, words.reasonHint)}
        options={takingReasons.map((reason) => ({ value: reason, label: words.reasons[reason] }))}
      />
    </FormPage>
  )
}

type ReadyProps = { words: Messages['access']['opening']['ready']; href: string; back: string }
/** Everything was asked and said: the file is one press away. */
export const ReadyPage = ({ words, href, back }: ReadyProps) => (
  <>
    <PageHeading title={words.title} lead={words.lead} />
    <p>
      <LinkButton href={href} download>
        {words.take}
      </LinkButton>
    </p>
    <p>
      <a href={back}>{words.back}</a>
    </p>
  </>
)
