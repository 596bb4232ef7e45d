/** "This was not me": what the owner of a suspended key sees, and what follows. Works without script. */
import { LinkButton } from '../../kernel/forms.tsx'
import type { Say } from '../../kernel/say.tsx'
import type { Messages } from '../../messages/index.ts'
import { Facts } from '../../parts/facts.tsx'
import { type Filled, FormPage } from '../../parts/form-page.tsx'
import { PageHeading, Section } from '../../parts/heading.tsx'

type Props = { say: Say; usedAt: string; heldUntil: string; form: Filled }
export const StopPage = ({ say, usedAt, heldUntil, form }: Props) => {
  const words = say.t.recoveries.stop
  const facts = [
    { term: words.when, value: say.moment(usedAt) },
    { term: words.until, value: say.moment(heldUntil) },
  ]
  const rest = { say, form, action: '/recovery/stop', back: { href: '/', words: words.leave } }
  return (
    <>
      <FormPage {...rest} title={words.title} lead={words.lead} above={<Facts items={facts} />} button={words.button} danger />
      <Section title={words.effectTitle}>
        <ul>
          {words.effects.map((effect) => (
            <li>{effect}</li>
          ))}
        </ul>
      </Section>
    </>
  )
}

type Words = Messages['recoveries']['stop']
export const StopAnswer = ({ t }: { t: Words['done'] | Words['late'] }) => (
  <PageHeading title={t.title} lead={t.lead} action={<LinkButton href="/sign-in">{t.action}</LinkButton>} />
)
