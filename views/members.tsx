/** Stopping a worker and letting them go on: the part of the person's page, and a page for each. */
import type { WorkerStatus } from '../policies/applications.ts'
import { suspensionReasons } from '../policies/membership.ts'
import { formatMoment } from './format.ts'
import { Actions, Button, ErrorSummary, Form, LinkButton, type Problem, problemOf, Radios, TextArea } from './forms.tsx'
import type { Locale, Messages } from './messages/index.ts'
import { type Fact, Facts } from './parts/facts.tsx'
import { PageHeading, Section } from './parts/heading.tsx'
import { Banner } from './parts/notices.tsx'
import { type Named, nameIn } from './people.tsx'

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
export const MemberActions = ({
  t,
  locale,
  member,
  may,
}: {
  t: Messages
  locale: Locale
  member: MemberView
  may: MemberMay
}) => {
  if (!may.suspend && !may.resume && !may.leave) return null
  const words = t.members.actions
  return (
    <Section title={words.title} lead={may.resume ? words.lead.suspended : words.lead.active} id="membership">
      {member.status === 'suspended' ? <Facts items={whyFacts(t, locale, member)} /> : null}
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
export function whyFacts(t: Messages, locale: Locale, { statusReason, statusWords, statusAt }: MemberView): Fact[] {
  const reasons: Readonly<Record<string, string>> = t.members.suspension.reasons
  const note = statusAt ? t.members.since(formatMoment(locale, statusAt)) : undefined
  return [
    { term: t.members.reason, value: reasons[statusReason ?? ''] ?? t.members.suspension.reasons.other, note },
    ...(statusWords ? [{ term: t.members.words, value: <span class="yui-lines">{statusWords}</span> }] : []),
  ]
}

type SuspensionProps = {
  t: Messages
  locale: Locale
  member: MemberView
  claims: { hands: number; lots: number }
  typed: Readonly<Record<string, string | readonly string[]>>
  problems: readonly Problem[]
  token: string
}
export const SuspensionPage = ({ t, locale, member, claims, typed, problems, token }: SuspensionProps) => {
  const words = t.members.suspension
  const field = (name: string) => ({
    name,
    value: String(typed[name] ?? ''),
    problem: problemOf(problems, name),
    mark: t.frame.required,
    required: true,
  })
  return (
    <>
      <ErrorSummary title={t.frame.problemsTitle} problems={problems} />
      <PageHeading title={words.title(nameIn(locale, member).name)} lead={words.lead} />
      <ul class="yui-effects">
        {words.effects.map((effect) => (
          <li>{effect}</li>
        ))}
      </ul>
      <Banner tone="info" title={words.effect}>
        {words.claims(claims.hands, claims.lots)}
      </Banner>
      <Form action={`/people/${member.id}/suspension`} token={token}>
        <Radios
          {...field('reason')}
          label={t.members.reason}
          options={suspensionReasons.map((value) => ({ value, label: words.reasons[value] }))}
        />
        <TextArea {...field('words')} label={t.members.words} hint={words.wordsHint} rows={4} />
        <Actions>
          <Button tone="danger">{words.button}</Button>
          <LinkButton href={`/people/${member.id}`} kind="text">
            {words.back}
          </LinkButton>
        </Actions>
      </Form>
    </>
  )
}

type ResumptionProps = { t: Messages; locale: Locale; member: MemberView; token: string }
export const ResumptionPage = ({ t, locale, member, token }: ResumptionProps) => (
  <>
    <PageHeading title={t.members.resumption.title(nameIn(locale, member).name)} lead={t.members.resumption.lead} />
    <Facts items={whyFacts(t, locale, member)} />
    <Form action={`/people/${member.id}/resumption`} token={token}>
      <Actions>
        <Button>{t.members.resumption.button}</Button>
        <LinkButton href={`/people/${member.id}`} kind="text">
          {t.members.suspension.back}
        </LinkButton>
      </Actions>
    </Form>
  </>
)
