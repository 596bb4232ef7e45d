/** After the application: a passkey now, and the code for another device or for later. Shown once. */

import { Ceremony, SharedNote } from '../../identity/sign-in.tsx'
import { Actions, Form, Hidden, LinkButton } from '../../kernel/forms.tsx'
import type { Say } from '../../kernel/say.tsx'
import type { Messages } from '../../messages/index.ts'
import { Code, QrCode } from '../../parts/facts.tsx'
import { PageHeading, Section } from '../../parts/heading.tsx'
import { Banner } from '../../parts/notices.tsx'
import { type Desk, DeskFacts } from './desk.tsx'

type Props = {
  say: Say
  town: { name: string; romaji: string }
  desk: Desk | null
  code: string
  address: string
  qr: string
  until: string
  /** The PC is one that many use: no key stays on it. */
  shared: boolean
  token: string
}

export const ReceivedPage = ({ say, town, desk, code, address, qr, until, shared, token }: Props) => {
  const { t } = say
  const words = t.vetting.received
  const name = say.name(town)
  return (
    <>
      <PageHeading title={words.title} lead={words.lead(name)} />
      <SharedNote shared={shared ? t.sharedPcs.keys : undefined} />
      <Form action="/enrol" token={token} id="enrol">
        <Hidden name="code" value={code} />
        <Ceremony t={t.signIn} kind="enrol" next="/vetting?welcome" button={words.button} submits />
      </Form>
      <Section title={words.later}>
        <Banner tone="warning" title={words.once}>
          {words.until(say.moment(until))}
        </Banner>
        <QrCode svg={qr} label={words.qr}>
          {words.qrHint}
        </QrCode>
        <p>{words.where(address)}</p>
        <Code t={t.frame} label={words.code}>
          {code}
        </Code>
      </Section>
      <Section title={words.counter} lead={words.counterWords}>
        <DeskFacts t={t.vetting.desk} town={name} desk={desk} />
      </Section>
    </>
  )
}

export const ReceivedAgainPage = ({ t, signIn }: { t: Messages['vetting']['received']; signIn: string }) => (
  <>
    <PageHeading title={t.again.title} lead={t.again.lead} />
    <p>{t.again.words}</p>
    <Actions>
      <LinkButton href="/sign-in" kind="outline">
        {signIn}
      </LinkButton>
    </Actions>
  </>
)
