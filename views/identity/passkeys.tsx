/** A name for a passkey, and what the browser is told of the keys that this site still accepts. */
import { TextField } from '../kernel/forms.tsx'
import type { Say } from '../kernel/say.tsx'
import type { Messages } from '../messages/index.ts'
import { type Filled, FormPage, fieldIn } from '../parts/form-page.tsx'

/** As words: a name of the owner's own, or what kind of device it was made on. */
export const labelOf = (t: Messages['account']['passkeys'], label: string): string =>
  label === 'phone' || label === 'computer' ? t.labels[label] : label

/** `passkey`: how addresses name it. */
export const RenamePage = ({ say, passkey, form }: { say: Say; passkey: string; form: Filled }) => {
  const words = say.t.recoveries.keys
  const action = `/account/passkeys/${passkey}/label`
  const back = { href: '/account#passkeys', words: words.back }
  return (
    <FormPage {...{ say, form, action, back }} title={words.renameTitle} lead={words.renameLead} button={words.submit}>
      <TextField {...fieldIn(say, form)('label', words.label)} autocomplete="off" width="md" />
    </FormPage>
  )
}

export type Accepted = { readonly rpId: string; readonly userId: string; readonly ids: readonly string[] }
/** passkey.js hands this to the browser, which then stops offering keys that are gone. */
export const AcceptedKeys = ({ rpId, userId, ids }: Accepted) => (
  <div hidden data-accepted={ids.join(' ')} data-rp={rpId} data-user={userId} />
)
