/** My passkeys: which there are, adding one, removing one. */
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
/** Why no passkey can be added just now; or what the touch of another one is about that adding takes, where there is one. */
export type Adding = 'sign-in-again' | 'full' | { about: string | undefined }
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
  return (
    <>
      <p>{adding.about ? words.addTwice : words.addHint}</p>
      <AddPasskey t={say.t.signIn} button={words.add} next="/account" about={adding.about} />
    </>
  )
}

/** What tells a key from the others. */
export const keyFacts = (say: Say, key: Key) => {
  const words = say.t.account.passkeys
  return [
    { term: words.device, value: labelOf(words, key.label) },
    { term: words.kind, value: kindOf(say, key) },
    { term: words.made, value: say.day(key.createdAt) },
    { term: words.used, value: usedAt(say, key) },
  ]
}

type RemovalProps = { say: Say; passkey: Key; isOwn: boolean; form: Filled }
export const RemovalPage = ({ say, passkey, isOwn, form }: RemovalProps) => {
  const { removal } = say.t.account
  const above = (
    <>
      {isOwn ? <Banner tone="warning" title={removal.own} /> : null}
      <Facts items={keyFacts(say, passkey)} />
    </>
  )
  const action = `/account/passkeys/${passkey.ref}/removal`
  const back = { href: '/account', words: removal.back }
  return (
    <FormPage {...{ say, form, action, back, above }} title={removal.title} lead={removal.words} button={removal.button} danger />
  )
}
