/** "This was not me": what the owner of a suspended key sees, and what follows. Works without script. */
import { formatMoment } from '../format.ts'
import { Actions, Button, Form, LinkButton } from '../forms.tsx'
import type { Locale, Messages } from '../messages/index.ts'
import { Facts } from '../parts/facts.tsx'
import { PageHeading, Section } from '../parts/heading.tsx'

type Words = Messages['recoveries']['stop']
type Props = { t: Words; locale: Locale; usedAt: string; heldUntil: string; token: string }

export const StopPage = ({ say, usedAt, heldUntil, token }: Props) => (
  <>
    <PageHeading title={say.t.title} lead={say.t.lead} />
    <Facts
      items={[
        { term: say.t.when, value: say.moment(usedAt) },
        { term: say.t.until, value: say.moment(heldUntil) },
      ]}
    />
    <Form action="/recovery/stop" token={token}>
      <Actions>
        <Button tone="danger">{say.t.button}</Button>
        <LinkButton href="/" kind="text">
          {say.t.leave}
        </LinkButton>
      </Actions>
    </Form>
    <Section title={say.t.effectTitle}>
      <ul>
        {say.t.effects.map((words) => (
          <li>{words}</li>
        ))}
      </ul>
    </Section>
  </>
)

export const StopAnswer = ({ t }: { t: Words['done'] | Words['late'] }) => (
  <PageHeading title={t.title} lead={t.lead} action={<LinkButton href="/sign-in">{t.action}</LinkButton>} />
)
