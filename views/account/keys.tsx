/** My passkeys: which there are, adding one, removing one. */
import { formatDay, formatMoment } from '../format.ts'
import { Actions, Button, Form, LinkButton } from '../forms.tsx'
import type { Locale, Messages } from '../messages/index.ts'
import { Facts } from '../parts/facts.tsx'
import { PageHeading, Section } from '../parts/heading.tsx'
import { Banner, Empty } from '../parts/notices.tsx'
import { chip } from '../parts/status.tsx'
import { rowAction, Table } from '../parts/table.tsx'
import { labelOf } from '../passkeys.tsx'
import type { Say } from '../say.tsx'
import { AddPasskey } from '../sign-in.tsx'

type Words = Messages['account']
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

export const Passkeys = ({
  t,
  locale,
  keys,
  adding,
  mayRemove,
  words = t.account.passkeys,
}: Props & { words?: Words['passkeys'] }) => (
  <Section title={words.title} lead={words.lead} id="passkeys">
    {keys.length === 0 ? (
      <Empty title={words.none} sign="lock" />
    ) : (
      <Table
        caption={words.title}
        captionHidden
        columns={[
          { label: words.device, kind: 'head' },
          { label: words.kind },
          { label: words.made },
          { label: words.used },
          { label: words.action, kind: 'quiet' },
        ]}
        rows={keys.map((key) => ({
          cells: [
            <>
              {labelOf(words, key.label)}
              {key.isSuspended ? chip(t.recoveries.keys.suspended, 'warning') : null}
            </>,
            key.synced ? words.synced : words.bound,
            say.day(key.createdAt),
            key.lastUsedAt ? say.moment(key.lastUsedAt) : words.never,
            <>
              {key.isSuspended ? null : rowAction(`/account/passkeys/${key.ref}/label`, t.recoveries.keys.rename)}
              {mayRemove && !key.isSuspended ? rowAction(`/account/passkeys/${key.ref}/removal`, words.remove) : null}
            </>,
          ],
        }))}
      />
    )}
    {adding === 'now' ? (
      <>
        <p>{words.addHint}</p>
        <AddPasskey t={t.signIn} button={words.add} next="/account" />
      </>
    ) : adding === 'prove' ? (
      <>
        <p>{words.proveHint}</p>
        <p>
          <LinkButton href="/step-up?next=/account" kind="outline">
            {words.prove}
          </LinkButton>
        </p>
      </>
    ) : (
      <p>{adding === 'full' ? words.full : words.signInAgain}</p>
    )}
  </Section>
)

type RemovalProps = { t: Words; locale: Locale; passkey: Key; isOwn: boolean; token: string }
export const RemovalPage = ({ say, passkey, isOwn, token }: RemovalProps) => (
  <>
    <PageHeading title={say.t.removal.title} lead={say.t.removal.words} />
    {isOwn ? <Banner tone="warning" title={say.t.removal.own} /> : null}
    <Facts
      items={[
        { term: say.t.passkeys.device, value: labelOf(say.t.passkeys, passkey.label) },
        { term: say.t.passkeys.kind, value: passkey.synced ? say.t.passkeys.synced : say.t.passkeys.bound },
        { term: say.t.passkeys.made, value: say.day(passkey.createdAt) },
        { term: say.t.passkeys.used, value: passkey.lastUsedAt ? say.moment(passkey.lastUsedAt) : say.t.passkeys.never },
      ]}
    />
    <Form action={`/account/passkeys/${passkey.ref}/removal`} token={token}>
      <Actions>
        <Button tone="danger">{say.t.removal.button}</Button>
        <LinkButton href="/account" kind="text">
          {say.t.removal.back}
        </LinkButton>
      </Actions>
    </Form>
  </>
)
