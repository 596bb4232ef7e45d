/** My passkeys: which there are, adding one, removing one. */
import { LinkButton } from '../../kernel/forms.tsx'
import type { Say } from '../../kernel/say.tsx'
import { Facts } from '../../parts/facts.tsx'
import { type Filled, FormPage } from '../../parts/form-page.tsx'
import { Section } from '../../parts/heading.tsx'
import { List } from '../../parts/list.tsx'
import { Banner, Empty } from '../../parts/notices.tsx'
import { chip } from '../../parts/status.tsx'
import { rowAction } from '../../parts/table.tsx'
import { labelOf } from '../passkeys.tsx'
import { AddPasskey } from '../sign-in.tsx'

export type Key = {
  ref: string
  label: string
  createdAt: string
  lastUsedAt: string | null
  synced: boolean
  isSuspended: boolean
}
/** Why a passkey can or cannot be added just now. */
export type Adding = 'now' | 'prove' | 'sign-in-again' | 'full'
type Props = { say: Say; keys: readonly Key[]; adding: Adding; mayRemove: boolean }

export const Passkeys = (props: Props) => {
  const { say, keys } = props
  const words = say.t.account.passkeys
  return (
    <Section title={words.title} lead={words.lead} id="passkeys">
      {keys.length === 0 ? <Empty title={words.none} sign="lock" /> : <Keys {...props} />}
      <Add {...props} />
    </Section>
  )
}

const Keys = ({ say, keys, mayRemove }: Props) => {
  const { account, recoveries } = say.t
  const words = account.passkeys
  const label = (key: Key) => (
    <>
      {labelOf(words, key.label)}
      {key.isSuspended ? chip(recoveries.keys.suspended, 'warning') : null}
    </>
  )
  const actions = ({ ref, isSuspended }: Key) =>
    isSuspended ? null : (
      <>
        {rowAction(`/account/passkeys/${ref}/label`, recoveries.keys.rename)}
        {mayRemove ? rowAction(`/account/passkeys/${ref}/removal`, words.remove) : null}
      </>
    )
  return (
    <List
      caption={words.title}
      rows={keys}
      columns={[
        { label: words.device, kind: 'head', cell: label },
        { label: words.kind, cell: (key) => kindOf(say, key) },
        { label: words.made, kind: 'named', cell: ({ createdAt }) => say.day(createdAt) },
        { label: words.used, kind: 'named', cell: (key) => usedAt(say, key) },
        { label: words.action, kind: 'quiet', cell: actions },
      ]}
    />
  )
}
const kindOf = ({ t }: Say, { synced }: Key) => t.account.passkeys[synced ? 'synced' : 'bound']
const usedAt = ({ t, moment }: Say, { lastUsedAt }: Key) => (lastUsedAt ? moment(lastUsedAt) : t.account.passkeys.never)

const Add = ({ say, adding }: Props) => {
  const words = say.t.account.passkeys
  if (adding === 'full' || adding === 'sign-in-again') return <p>{adding === 'full' ? words.full : words.signInAgain}</p>
  return adding === 'now' ? (
    <>
      <p>{words.addHint}</p>
      <AddPasskey t={say.t.signIn} button={words.add} next="/account" />
    </>
  ) : (
    <>
      <p>{words.proveHint}</p>
      <p>
        <LinkButton href="/step-up?next=/account" kind="outline">
          {words.prove}
        </LinkButton>
      </p>
    </>
  )
}

type RemovalProps = { say: Say; passkey: Key; isOwn: boolean; form: Filled }
export const RemovalPage = ({ say, passkey, isOwn, form }: RemovalProps) => {
  const { removal, passkeys: words } = say.t.account
  const facts = [
    { term: words.device, value: labelOf(words, passkey.label) },
    { term: words.kind, value: kindOf(say, passkey) },
    { term: words.made, value: say.day(passkey.createdAt) },
    { term: words.used, value: usedAt(say, passkey) },
  ]
  const above = (
    <>
      {isOwn ? <Banner tone="warning" title={removal.own} /> : null}
      <Facts items={facts} />
    </>
  )
  const action = `/account/passkeys/${passkey.ref}/removal`
  const back = { href: '/account', words: removal.back }
  return (
    <FormPage {...{ say, form, action, back, above }} title={removal.title} lead={removal.words} button={removal.button} danger />
  )
}
