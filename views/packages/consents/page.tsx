/** Consents to re-consignment: every town with what it will see, who consented, and what the reader may do about it. */

import { stateOf } from '../../../policies/packages/consents.ts'
import type { Status } from '../../../policies/packages/statuses.ts'
import type { Handling } from '../../../policies/safety/classes.ts'
import { Checkboxes, LinkButton, TextArea } from '../../kernel/forms.tsx'
import type { Say } from '../../kernel/say.tsx'
import { Facts } from '../../parts/facts.tsx'
import { ActForm, type Filled, FormPage, fieldIn, Problems, tickedIn } from '../../parts/form-page.tsx'
import { PageHeading, Section } from '../../parts/heading.tsx'
import { Banner } from '../../parts/notices.tsx'
import { numbered } from '../names.tsx'
import { HopTable, type ShownHop } from './hops.tsx'
import { type Shown, shownFacts } from './shown.ts'

/** A form that this reader may send, and the towns that it is about. */
type Open = { towns: readonly string[]; form: Filled }
type ConsentsProps = {
  say: Say
  at: string
  pkg: { number: string; title: string; status: Status; ownTown: string }
  needed: Handling['consents']
  hops: readonly ShownHop[]
  shown: Shown
  /** Coordinators of the town: who must act. */
  actors: readonly string[]
  /** The secretariat is the second person here. */
  small: boolean
  giving: Open | undefined
  seconding: Open | undefined
  oneHand: boolean
  withdrawing: boolean
  done: string | undefined
}

export const ConsentsPage = (props: ConsentsProps) => {
  const { say, at, pkg, needed, hops, shown, giving, seconding, withdrawing, done } = props
  const words = say.t.consents
  const forms = [
    ...(giving ? [choice(props, 'give', at, giving)] : []),
    ...(seconding ? [choice(props, 'second', `${at}/seconds`, seconding)] : []),
  ]
  return (
    <>
      {done ? <Banner tone="success" title={done} live /> : null}
      <PageHeading eyebrow={pkg.number === pkg.title ? undefined : numbered(pkg)} title={words.title} lead={words.lead[needed]} />
      {[giving, seconding].map((open) => (open ? <Problems say={say} form={open.form} /> : null))}
      <Waiting {...props} />
      <Section title={words.shown.title} lead={words.shown.lead}>
        <Facts items={shownFacts(say, shown)} />
      </Section>
      <Section title={words.hops} lead={pkg.status === 'ready' ? words.hopsLead : undefined}>
        <HopTable say={say} at={at} ownTown={pkg.ownTown} needed={needed} hops={hops} withdrawing={withdrawing} />
      </Section>
      {forms}
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
const Waiting = ({ say, needed, hops, actors, small, giving, seconding, oneHand }: ConsentsProps) => {
  const words = say.t.consents.waiting
  const states = hops.map(({ hop }) => stateOf(hop, needed))
  if (giving || seconding) return null
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

/** Called, not drawn as an element: the summary above needs the label of its field. */
function choice({ say, hops }: ConsentsProps, which: 'give' | 'second', action: string, { towns, form }: Open) {
  const { [which]: words, towns: label, townsHint } = say.t.consents
  const options = hops
    .filter(({ townId }) => towns.includes(townId))
    .map((hop) => ({ value: hop.townId, label: say.name(hop), hint: hop.body ? say.quoted(hop.body) : undefined }))
  return (
    <Section title={words.title} lead={words.lead}>
      <ActForm say={say} form={form} action={action} button={words.button}>
        <Checkboxes {...fieldIn(say, form)('towns', label, townsHint)} values={tickedIn(form, 'towns')} options={options} />
      </ActForm>
    </Section>
  )
}

type WithdrawalProps = {
  say: Say
  at: string
  pkg: { number: string; title: string }
  hops: readonly ShownHop[]
  form: Filled
}

export const WithdrawalPage = ({ say, at, pkg, hops, form }: WithdrawalProps) => {
  const { title, lead, button, back, towns, townsHint, inHand, words, wordsHint } = say.t.consents.withdrawal
  const field = fieldIn(say, form)
  const options = hops.map((hop) => ({
    value: hop.townId,
    label: say.name(hop),
    hint: hop.inHand > 0 ? inHand(say.number(hop.inHand)) : undefined,
  }))
  const act = { say, form, action: `${at}/withdrawal`, button, back: { href: at, words: back } }
  return (
    <FormPage {...act} eyebrow={numbered(pkg)} title={title} lead={lead} danger>
      <Checkboxes {...field('towns', towns, townsHint)} values={tickedIn(form, 'towns')} options={options} />
      <TextArea {...field('words', words, wordsHint)} rows={4} />
    </FormPage>
  )
}
