/** What somebody is about to do, and the passkey that it takes. */
import type { Child } from 'hono/jsx'
import { Actions, Button, Form, Hidden } from '../kernel/forms.tsx'
import type { Messages } from '../messages/index.ts'
import { type Fact, Facts } from '../parts/facts.tsx'
import { PageHeading } from '../parts/heading.tsx'
import { Banner } from '../parts/notices.tsx'
import { Ceremony } from './sign-in.tsx'

type Props = {
  t: Messages['signIn']
  title: string
  lead?: Child
  facts: readonly Fact[]
  back: string
  action: string
  token: string
  said: Readonly<Record<string, string | readonly string[]>>
  about: string
  demo: boolean
}

export const ProofPage = ({ t, title, lead, facts, back, action, token, said, about, demo }: Props) => (
  <>
    <PageHeading title={title} lead={lead ?? t.proof.lead} />
    {facts.length > 0 ? <Facts items={facts} /> : null}
    <Form action={action} token={token}>
      {Object.entries(said).flatMap(([name, value]) => [value].flat().map((one) => <Hidden name={name} value={one} />))}
      <Hidden name="_proof" value={demo ? 'demo' : ''} />
      {demo ? (
        <>
          <Banner tone="info" title={t.proof.demo} />
          <Actions>
            <Button>{t.proof.demoButton}</Button>
          </Actions>
        </>
      ) : (
        <Ceremony t={t} kind="proof" about={about} button={t.proof.button} submits />
      )}
    </Form>
    <p>
      <a href={back}>{t.proof.back}</a>
    </p>
  </>
)
