/** Stopping a worker and letting them go on: the part of the person's page, and a page for each. */

import { suspensionReasons } from '../../policies/membership/membership.ts'
import type { WorkerStatus } from '../../policies/telework/applications.ts'
import { Actions, LinkButton, Radios, TextArea } from '../kernel/forms.tsx'
import type { Say } from '../kernel/say.tsx'
import { type Fact, Facts } from '../parts/facts.tsx'
import { type Filled, FormPage, fieldIn } from '../parts/form-page.tsx'
import { Section } from '../parts/heading.tsx'
import { Banner } from '../parts/notices.tsx'
import type { Named } from './people.tsx'

export type MemberView = Named & {
  town: string
  townRomaji: string
  status: WorkerStatus
  statusReason: string | null
  statusWords: string | null
  statusAt: string | null
}
/** What the rules let the reader do with this member now. */
export type MemberMay = { suspend: boolean; resume: boolean; leave: boolean }

/** For the page of a person who is a worker: nothing where the reader may do nothing. */
export const MemberActions = ({ say, member, may }: { say: Say; member: MemberView; may: MemberMay }) => {
  if (!may.suspend && !may.resume && !may.leave) return null
  const words = say.t.members.actions
  return (
    <Section title={words.title} lead={may.resume ? words.lead.suspended : words.lead.active} id="membership">
      {member.status === 'suspended' ? <Facts items={whyFacts(say, member)} /> : null}
      <Actions>
        {may.resume ? <LinkButton href={`/people/${member.id}/resumption`}>{words.resume}</LinkButton> : null}
        {may.suspend ? (
          <LinkButton href={`/people/${member.id}/suspension`} kind="outline" tone="danger">
            {words.suspend}
          </LinkButton>
        ) : null}
        {may.leave ? (
          <LinkButton href={`/people/${member.id}/leaving`} kind="text">
            {words.leave}
          </LinkButton>
        ) : null}
      </Actions>
    </Section>
  )
}

/** Why and since when somebody is stopped, as they and their town read it. */
export function whyFacts({ t, moment }: Say, { statusReason, statusWords, statusAt }: MemberView): Fact[] {
  const reasons: Readonly<Record<string, string>> = t.members.suspension.reasons
  const note = statusAt ? t.members.since(moment(statusAt)) : undefined
  return [
    { term: t.members.reason, value: reasons[statusReason ?? ''] ?? t.members.suspension.reasons.other, note },
    ...(statusWords ? [{ term: t.members.words, value: <span class="yui-lines">{statusWords}</span> }] : []),
  ]
}

type Props = { say: Say; member: MemberView; form: Filled }
export const SuspensionPage = ({ say, member, claims, form }: Props & { claims: { hands: number; lots: number } }) => {
  const { suspension: words, reason, words: said } = say.t.members
  const field = fieldIn(say, form)
  const above = (
    <>
      <ul class="yui-effects">
        {words.effects.map((effect) => (
          <li>{effect}</li>
        ))}
      </ul>
      <Banner tone="info" title={words.effect}>
        {words.claims(claims.hands, claims.lots)}
      </Banner>
    </>
  )
  const action = `/people/${member.id}/suspension`
  const back = { href: `/people/${member.id}`, words: words.back }
  const heading = { title: words.title(say.name(member)), lead: words.lead, above }
  return (
    <FormPage {...{ say, form, action, back }} {...heading} button={words.button} danger>
      <Radios {...field('reason', reason)} options={suspensionReasons.map((value) => ({ value, label: words.reasons[value] }))} />
      <TextArea {...field('words', said, words.wordsHint)} rows={4} />
    </FormPage>
  )
}

export const ResumptionPage = ({ say, member, form }: Props) => {
  const { resumption: words, suspension } = say.t.members
  return (
    <FormPage
      {...{ say, form }}
      title={words.title(say.name(member))}
      lead={words.lead}
      above={<Facts items={whyFacts(say, member)} />}
      action={`/people/${member.id}/resumption`}
      button={words.button}
      back={{ href: `/people/${member.id}`, words: suspension.back }}
    />
  )
}
