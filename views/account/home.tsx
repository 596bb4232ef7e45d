/** One's own account: who I am here, what can be found where, my passkeys, where I am signed in, and what letters I want. */
import type { Child } from 'hono/jsx'
import { letterWishes, type Letters as Wish } from '../../policies/letters.ts'
import { Actions, Button, Form, Hidden, Radios } from '../forms.tsx'
import type { Locale, Messages } from '../messages/index.ts'
import { Facts, Person } from '../parts/facts.tsx'
import { PageHeading, Section } from '../parts/heading.tsx'
import { Banner } from '../parts/notices.tsx'
import type { Say } from '../say.tsx'
import { type Adding, type Key, Passkeys } from './keys.tsx'
import { type SessionRow, Sessions } from './sessions.tsx'

type Words = Messages['account']
type Props = {
  say: Say
  me: { name: string; kana: string; romaji: string; email: string | null; letters: Wish; roles: readonly string[] }
  keys: readonly Key[]
  adding: Adding
  mayRemove: boolean
  sessions: readonly SessionRow[]
  /** Whether there is a membership that could be left. */
  mayLeave: boolean
  welcome: boolean
  /** What is the matter with the person's keys. */
  notices: Child
  done: 'removed' | 'letters' | undefined
  token: () => string
}

export const AccountPage = (props: Props) => {
  const { say, me, keys, sessions, mayLeave, welcome, notices, done, token } = props
  const { t } = say
  const living = keys.filter(({ isSuspended }) => !isSuspended)
  const words = t.account
  return (
    <>
      <PageHeading title={words.title} lead={welcome ? undefined : words.lead} />
      {welcome ? (
        <Banner tone="success" title={words.welcome.title} live action={<a href="/">{words.welcome.go}</a>}>
          {words.welcome.words}
        </Banner>
      ) : null}
      {done ? <Banner tone="success" title={done === 'removed' ? words.removal.done : words.letters.done} live /> : null}
      {notices}
      {living.length === 1 ? (
        <Banner
          tone={welcome ? 'info' : 'warning'}
          title={words.single.title}
          action={<a href="#passkeys">{words.passkeys.add}</a>}
        >
          {words.single.words}
        </Banner>
      ) : null}
      <Contents t={words.contents} mayLeave={mayLeave} />
      <Me t={words.me} me={me} locale={locale} token={token()} />
      <Passkeys {...props} />
      <Sessions t={words.sessions} locale={locale} sessions={sessions} token={token} />
      <Letters t={words.letters} me={me} token={token()} />
    </>
  )
}

/** What people look for here, in their own words: pages first, then what stands further down. */
const Contents = ({ t, mayLeave }: { t: Words['contents']; mayLeave: boolean }) => {
  const places: [string, { words: string; note: string }][] = [
    ['/account/data', t.data],
    ['/account/data/readers', t.readers],
    ['/account/corrections', t.corrections],
    ['/account/data#export', t.export],
    ['#passkeys', t.passkeys],
    ['#sessions', t.sessions],
    ['#mail', t.letters],
    ['#me', t.language],
    ...(mayLeave ? ([['/account/leaving', t.leaving]] satisfies [string, { words: string; note: string }][]) : []),
  ]
  return (
    <nav class="yui-contents" aria-label={t.title}>
      <ul>
        {places.map(([href, { words, note }]) => (
          <li>
            <a href={href}>{words}</a>
            <p>{note}</p>
          </li>
        ))}
      </ul>
    </nav>
  )
}

const Me = ({ t, me, locale, token }: { t: Words['me']; me: Props['me']; locale: Locale; token: string }) => (
  <Section title={t.title} lead={t.change} id="me">
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

const Letters = ({ t, me, token }: { t: Words['letters']; me: Props['me']; token: string }) => (
  <Section title={t.title} lead={me.email ? t.lead(me.email) : t.noAddress} id="mail">
    <Form action="/account/letters" token={token}>
      <Radios
        name="letters"
        label={t.which}
        value={me.letters}
        options={letterWishes.map((value) => ({ value, label: t.wishes[value].words, hint: t.wishes[value].note }))}
      />
      <Actions>
        <Button kind="outline">{t.save}</Button>
      </Actions>
    </Form>
  </Section>
)
