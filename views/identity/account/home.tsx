/** One's own account: who I am here, what can be found where, my passkeys, where I am signed in, and what letters I want. */
import type { Child } from 'hono/jsx'
import type { Letters as Wish } from '../../../policies/kernel/letters.ts'
import { Button, Form, Hidden } from '../../kernel/forms.tsx'
import type { Say } from '../../kernel/say.tsx'
import type { Messages } from '../../messages/index.ts'
import { Facts, Person } from '../../parts/facts.tsx'
import type { Filled } from '../../parts/form-page.tsx'
import { PageHeading, Section } from '../../parts/heading.tsx'
import { Banner } from '../../parts/notices.tsx'
import { type Adding, type Key, Passkeys } from './keys.tsx'
import { LettersSection, type Undelivered } from './letters.tsx'
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
  undelivered: Undelivered | undefined
  done: 'removed' | 'letters' | 'resent' | undefined
  formOf: () => Filled
}

const doneWords = ({ removal, letters }: Words) => ({
  removed: removal.done,
  letters: letters.done,
  resent: letters.undelivered.resent,
})

export const AccountPage = (props: Props) => {
  const { say, keys, mayLeave, welcome, notices, done } = props
  const living = keys.filter(({ isSuspended }) => !isSuspended)
  const words = say.t.account
  return (
    <>
      <PageHeading title={words.title} lead={welcome ? undefined : words.lead} />
      {welcome ? (
        <Banner tone="success" title={words.welcome.title} live action={<a href="/">{words.welcome.go}</a>}>
          {words.welcome.words}
        </Banner>
      ) : null}
      {done ? <Banner tone="success" title={doneWords(words)[done]} live /> : null}
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
      <Me {...props} />
      <Passkeys {...props} />
      <Sessions {...props} />
      <LettersSection {...props} />
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

const Me = ({ say, me, formOf }: Props) => {
  const words = say.t.account.me
  const other = say.isJapanese ? 'en' : 'ja'
  const roles = (
    <ul>
      {me.roles.map((role) => (
        <li>{role}</li>
      ))}
    </ul>
  )
  const toOther = (
    <Form action="/locale" token={formOf().token} inline>
      <Hidden name="locale" value={other} />
      <Hidden name="back" value="/account" />
      <Button kind="outline" size="sm">
        <span lang={other}>{words.switchLanguage}</span>
      </Button>
    </Form>
  )
  return (
    <Section title={words.title} lead={words.change} id="me">
      <Facts
        items={[
          { term: words.name, value: <Person name={me.name} kana={me.kana} /> },
          { term: words.romaji, value: me.romaji },
          { term: words.roles, value: roles },
          { term: words.language, value: words.languages[say.locale], action: toOther },
        ]}
      />
    </Section>
  )
}
