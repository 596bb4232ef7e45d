/** Consents to re-consignment: every town with what it will see, who consented, and what the reader may do about it. */
import type { Handling } from '../../policies/classes.ts'
import { stateOf } from '../../policies/consents.ts'
import type { Status } from '../../policies/packages.ts'
import { formatNumber } from '../format.ts'
import { Actions, Button, Checkboxes, ErrorSummary, Form, LinkButton, type Problem, problemOf, TextArea } from '../forms.tsx'
import type { Locale, Messages } from '../messages/index.ts'
import { named } from '../packages/names.tsx'
import { Facts } from '../parts/facts.tsx'
import { PageHeading, Section } from '../parts/heading.tsx'
import { Banner } from '../parts/notices.tsx'
import { quoted } from '../parts/quoted.ts'
import { HopTable, type ShownHop } from './hops.tsx'
import { type Shown, shownFacts } from './shown.ts'

type ConsentsProps = {
  t: Messages
  locale: Locale
  at: string
  pkg: { number: string; title: string; status: Status; ownTown: string }
  needed: Handling['consents']
  hops: readonly ShownHop[]
  shown: Shown
  /** Coordinators of the town: who must act. */
  actors: readonly string[]
  /** The secretariat is the second person here. */
  small: boolean
  giving: readonly string[]
  seconding: readonly string[]
  oneHand: boolean
  withdrawing: boolean
  chosen: readonly string[] | undefined
  problems: readonly Problem[]
  done: string | undefined
  token: () => string
}

export const ConsentsPage = (props: ConsentsProps) => {
  const { t, locale, at, pkg, needed, hops, shown, giving, seconding, withdrawing, problems, done } = props
  const words = t.consents
  return (
    <>
      {done ? <Banner tone="success" title={done} live /> : null}
      <PageHeading
        eyebrow={pkg.number === pkg.title ? undefined : `${pkg.number}　${pkg.title}`}
        title={words.title}
        lead={words.lead[needed]}
      />
      <ErrorSummary title={t.frame.problemsTitle} problems={named(t, problems, { towns: words.towns })} />
      <Waiting {...props} />
      <Section title={words.shown.title} lead={words.shown.lead}>
        <Facts items={shownFacts(t, locale, shown)} />
      </Section>
      <Section title={words.hops} lead={pkg.status === 'ready' ? words.hopsLead : undefined}>
        <HopTable t={t} locale={locale} at={at} ownTown={pkg.ownTown} needed={needed} hops={hops} withdrawing={withdrawing} />
      </Section>
      {giving.length > 0 ? <Choice {...props} which="give" action={at} towns={giving} /> : null}
      {seconding.length > 0 ? <Choice {...props} which="second" action={`${at}/seconds`} towns={seconding} /> : null}
      {withdrawing ? (
        <Section title={words.stop.title} lead={words.stop.lead}>
          <LinkButton href={`${at}/withdrawal`} kind="outline" tone="danger">
            {words.stop.button}
          </LinkButton>
        </Section>
      ) : null}
    </>
  )
}

/** Whose turn it is, for whoever cannot do it themselves. */
const Waiting = ({ t, needed, hops, actors, small, giving, seconding, oneHand }: ConsentsProps) => {
  const words = t.consents.waiting
  const states = hops.map(({ hop }) => stateOf(hop, needed))
  if (giving.length > 0 || seconding.length > 0) return null
  if (states.includes('waiting'))
    return (
      <Banner tone="info" title={words.second}>
        <p>{oneHand ? words.sameHand : small ? words.bySecretariat : words.byOther}</p>
      </Banner>
    )
  if (states.includes('none'))
    return (
      <Banner tone="info" title={words.first}>
        <p>{words.by(actors)}</p>
      </Banner>
    )
  return null
}

type ChoiceProps = ConsentsProps & { which: 'give' | 'second'; action: string; towns: readonly string[] }
const Choice = ({ t, locale, hops, which, action, towns, chosen, problems, token }: ChoiceProps) => {
  const words = t.consents[which]
  return (
    <Section title={words.title} lead={words.lead}>
      <Form action={action} token={token()}>
        <Checkboxes
          name="towns"
          label={t.consents.towns}
          hint={t.consents.townsHint}
          values={chosen ?? towns}
          options={optionsOf(
            locale,
            hops.filter(({ townId }) => towns.includes(townId)),
          )}
          required
          mark={t.frame.required}
          problem={problemOf(problems, 'towns')}
        />
        <Actions>
          <Button>{words.button}</Button>
        </Actions>
      </Form>
    </Section>
  )
}

const optionsOf = (locale: Locale, hops: readonly ShownHop[]) =>
  hops.map(({ townId, name, romaji, body }) => ({
    value: townId,
    label: locale === 'ja' ? name : romaji,
    hint: body ? quoted(locale, body) : undefined,
  }))

type WithdrawalProps = {
  t: Messages
  locale: Locale
  at: string
  pkg: { number: string; title: string }
  hops: readonly ShownHop[]
  chosen: readonly string[]
  words: string
  problems: readonly Problem[]
  token: string
}

export const WithdrawalPage = ({ t, locale, at, pkg, hops, chosen, words: typed, problems, token }: WithdrawalProps) => {
  const words = t.consents.withdrawal
  return (
    <>
      <PageHeading eyebrow={`${pkg.number}　${pkg.title}`} title={words.title} lead={words.lead} />
      <ErrorSummary title={t.frame.problemsTitle} problems={named(t, problems, { towns: words.towns, words: words.words })} />
      <Form action={`${at}/withdrawal`} token={token}>
        <Checkboxes
          name="towns"
          label={words.towns}
          hint={words.townsHint}
          values={chosen}
          options={hops.map(({ townId, name, romaji, inHand }) => ({
            value: townId,
            label: locale === 'ja' ? name : romaji,
            hint: inHand > 0 ? words.inHand(formatNumber(locale, inHand)) : undefined,
          }))}
          required
          mark={t.frame.required}
          problem={problemOf(problems, 'towns')}
        />
        <TextArea
          name="words"
          label={words.words}
          hint={words.wordsHint}
          required
          mark={t.frame.required}
          rows={4}
          maxlength={1000}
          value={typed}
          problem={problemOf(problems, 'words')}
        />
        <Actions>
          <Button tone="danger">{words.button}</Button>
          <LinkButton kind="text" href={at}>
            {words.back}
          </LinkButton>
        </Actions>
      </Form>
    </>
  )
}
