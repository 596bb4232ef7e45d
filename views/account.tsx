/** One's own account: who I am here, my passkeys, and where I am signed in. */
import { formatDay, formatMoment } from './format.ts'
import { Actions, Button, Form, Hidden, LinkButton } from './forms.tsx'
import type { Locale, Messages } from './messages/index.ts'
import { Facts, Person } from './parts/facts.tsx'
import { PageHeading, Section } from './parts/heading.tsx'
import { Banner, Empty } from './parts/notices.tsx'
import { chip } from './parts/status.tsx'
import { rowAction, Table } from './parts/table.tsx'
import { AddPasskey } from './sign-in.tsx'

type Words = Messages['account']
export type Key = { ref: string; label: string; createdAt: string; lastUsedAt: string | null; synced: boolean }
type SessionRow = { id: string; device: string; createdAt: string; seenAt: string; isHere: boolean }
/** Why a passkey can or cannot be added just now. */
export type Adding = 'now' | 'prove' | 'sign-in-again' | 'full'

type Props = {
  t: Messages
  locale: Locale
  me: { name: string; kana: string; romaji: string; roles: readonly string[] }
  keys: readonly Key[]
  adding: Adding
  mayRemove: boolean
  sessions: readonly SessionRow[]
  welcome: boolean
  done: boolean
  token: () => string
}

export const AccountPage = (props: Props) => {
  const { t, locale, me, keys, sessions, welcome, done, token } = props
  const words = t.account
  return (
    <>
      <PageHeading title={words.title} />
      {welcome ? (
        <Banner tone="success" title={words.welcome.title} live action={<a href="/">{words.welcome.go}</a>}>
          {words.welcome.words}
        </Banner>
      ) : null}
      {done ? <Banner tone="success" title={words.removal.done} live /> : null}
      {keys.length === 1 ? (
        <Banner
          tone={welcome ? 'info' : 'warning'}
          title={words.single.title}
          action={<a href="#passkeys">{words.passkeys.add}</a>}
        >
          {words.single.words}
        </Banner>
      ) : null}
      <Me t={words.me} me={me} locale={locale} token={token()} />
      <Passkeys {...props} words={words.passkeys} />
      <Sessions t={words.sessions} locale={locale} sessions={sessions} token={token} />
    </>
  )
}

const Me = ({ t, me, locale, token }: { t: Words['me']; me: Props['me']; locale: Locale; token: string }) => (
  <Section title={t.title} lead={t.change}>
    <Facts
      items={[
        { term: t.name, value: <Person name={me.name} kana={me.kana} /> },
        { term: t.romaji, value: me.romaji },
        {
          term: t.roles,
          value: (
            <ul>
              {me.roles.map((role) => (
                <li>{role}</li>
              ))}
            </ul>
          ),
        },
        {
          term: t.language,
          value: t.languages[locale],
          action: (
            <Form action="/locale" token={token} inline>
              <Hidden name="locale" value={locale === 'ja' ? 'en' : 'ja'} />
              <Hidden name="back" value="/account" />
              <Button kind="outline" size="sm">
                <span lang={locale === 'ja' ? 'en' : 'ja'}>{t.switchLanguage}</span>
              </Button>
            </Form>
          ),
        },
      ]}
    />
  </Section>
)

const Passkeys = ({ t, words, locale, keys, adding, mayRemove }: Props & { words: Words['passkeys'] }) => (
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
            labelOf(words, key.label),
            key.synced ? words.synced : words.bound,
            formatDay(locale, key.createdAt),
            key.lastUsedAt ? formatMoment(locale, key.lastUsedAt) : words.never,
            mayRemove ? rowAction(`/account/passkeys/${key.ref}/removal`, words.remove) : '',
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

const labelOf = (t: Words['passkeys'], label: string) => (label === 'phone' ? t.labels.phone : t.labels.computer)

type SessionsProps = { t: Words['sessions']; locale: Locale; sessions: readonly SessionRow[]; token: () => string }
const Sessions = ({ t, locale, sessions, token }: SessionsProps) => (
  <Section title={t.title} lead={t.lead}>
    <Table
      caption={t.title}
      captionHidden
      columns={[{ label: t.device, kind: 'head' }, { label: t.since }, { label: t.seen }, { label: t.action, kind: 'quiet' }]}
      rows={sessions.map((session) => ({
        cells: [
          session.device || t.unknown,
          formatMoment(locale, session.createdAt),
          formatMoment(locale, session.seenAt),
          session.isHere ? (
            chip(t.here, 'active')
          ) : (
            <Form action="/account/sessions/end" token={token()} inline>
              <Hidden name="session" value={session.id} />
              <Button kind="outline" size="sm" label={`${t.end} (${session.device || t.unknown})`}>
                {t.end}
              </Button>
            </Form>
          ),
        ],
      }))}
    />
    <Form action="/account/sessions/end-all" token={token()}>
      <Actions>
        <Button kind="outline" tone="danger">
          {t.endAll}
        </Button>
      </Actions>
      <p>{t.endAllHint}</p>
    </Form>
  </Section>
)

type RemovalProps = { t: Words; locale: Locale; passkey: Key; isOwn: boolean; token: string }
export const RemovalPage = ({ t, locale, passkey, isOwn, token }: RemovalProps) => (
  <>
    <PageHeading title={t.removal.title} lead={t.removal.words} />
    {isOwn ? <Banner tone="warning" title={t.removal.own} /> : null}
    <Facts
      items={[
        { term: t.passkeys.device, value: labelOf(t.passkeys, passkey.label) },
        { term: t.passkeys.kind, value: passkey.synced ? t.passkeys.synced : t.passkeys.bound },
        { term: t.passkeys.made, value: formatDay(locale, passkey.createdAt) },
        { term: t.passkeys.used, value: passkey.lastUsedAt ? formatMoment(locale, passkey.lastUsedAt) : t.passkeys.never },
      ]}
    />
    <Form action={`/account/passkeys/${passkey.ref}/removal`} token={token}>
      <Actions>
        <Button tone="danger">{t.removal.button}</Button>
        <LinkButton href="/account" kind="text">
          {t.removal.back}
        </LinkButton>
      </Actions>
    </Form>
  </>
)
