/** A name for a passkey, and what the browser is told of the keys that this site still accepts. */
import { Actions, Button, ErrorSummary, Form, LinkButton, type Problem, TextField } from './forms.tsx'
import type { Messages } from './messages/index.ts'
import { PageHeading } from './parts/heading.tsx'

/** As words: a name of the owner's own, or what kind of device it was made on. */
export const labelOf = (t: Messages['account']['passkeys'], label: string): string =>
  label === 'phone' || label === 'computer' ? t.labels[label] : label

type Props = {
  t: Messages
  passkey: { ref: string; label: string }
  typed: string
  most: number
  problems: readonly Problem[]
  token: string
}
export const RenamePage = ({ t, passkey, typed, most, problems, token }: Props) => {
  const words = t.recoveries.keys
  return (
    <>
      <PageHeading title={words.renameTitle} lead={words.renameLead} />
      <ErrorSummary title={t.frame.problemsTitle} problems={problems} />
      <Form action={`/account/passkeys/${passkey.ref}/label`} token={token}>
        <TextField
          name="label"
          label={words.label}
          value={typed}
          maxlength={most}
          mark={t.frame.required}
          required
          autocomplete="off"
          width="md"
          problem={problems.find(({ field }) => field === 'label')?.words}
        />
        <Actions>
          <Button>{words.submit}</Button>
          <LinkButton href="/account#passkeys" kind="text">
            {words.back}
          </LinkButton>
        </Actions>
      </Form>
    </>
  )
}

export type Accepted = { readonly rpId: string; readonly userId: string; readonly ids: readonly string[] }
/** passkey.js hands this to the browser, which then stops offering keys that are gone. */
export const AcceptedKeys = ({ rpId, userId, ids }: Accepted) => (
  <div hidden data-accepted={ids.join(' ')} data-rp={rpId} data-user={userId} />
)
