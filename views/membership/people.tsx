/** People as staff see them: the list, one person, and the one-time code handed over at the desk. */
import type { Child } from 'hono/jsx'
import type { Role } from '../../policies/identity/people.ts'
import type { Status as VettingStatus } from '../../policies/membership/vetting.ts'
import type { DataClass, Place } from '../../policies/safety/classes.ts'
import { handling } from '../../policies/safety/classes.ts'
import type { WorkerStatus } from '../../policies/telework/applications.ts'
import { type Undelivered, UndeliveredLetters } from '../identity/account/letters.tsx'
import { Actions, LinkButton } from '../kernel/forms.tsx'
import type { Say } from '../kernel/say.tsx'
import type { Messages } from '../messages/index.ts'
import { Code, type Fact, Facts, QrCode } from '../parts/facts.tsx'
import { ActForm, type Filled } from '../parts/form-page.tsx'
import { PageHeading, Section } from '../parts/heading.tsx'
import { Banner } from '../parts/notices.tsx'
import { chip, type Tone } from '../parts/status.tsx'
import { type GivenRole, RolesSection } from './grants.tsx'

export type Held = { role: Role; town: string | null; townRomaji: string | null }
export type Named = { id: string; name: string; kana: string; romaji: string }
export type Kind = 'worker' | 'staff'
export const standings: Record<WorkerStatus, Tone> = { active: 'success', suspended: 'warning', left: 'neutral' }

export const rolesOf = ({ t, town }: Say, grants: readonly Held[]): string[] =>
  grants.map((grant) => t.people.role(t.roles[grant.role], town(grant) || t.allTowns))

export const Lines = ({ items }: { items: readonly string[] }) =>
  items.length === 1 ? (
    items[0]
  ) : (
    <ul>
      {items.map((item) => (
        <li>{item}</li>
      ))}
    </ul>
  )

export type Profile = {
  town: string
  townRomaji: string
  status: WorkerStatus
  clearance: DataClass
  weeklyHours: number
  places: readonly Place[]
}
type OneProps = {
  say: Say
  person: Named & { grants: readonly Held[]; passkeys: number; email: string | null; phone: string | null }
  given: readonly GivenRole[]
  mayGive: boolean
  /** What a worker told their town, for those who look after its people. */
  profile: Profile | undefined
  /** The latest vetting, for who may read it. */
  vetting: { id: string; status: VettingStatus; appliedAt: string } | undefined
  /** Nothing when a code may be issued, else why not. */
  refused: 'own-work' | 'role' | 'no-role' | 'other' | undefined
  mayRecover: boolean
  undelivered: Undelivered | undefined
  done: 'invited' | 'given' | 'ended' | 'resent' | undefined
  /** What may be done with a member of the town. */
  member?: Child
  form: Filled
}

export const PersonPage = (props: OneProps) => {
  const { say, person, given, mayGive, profile, done, member } = props
  const { t } = say
  const p = t.people
  const said = {
    invited: p.one.invited,
    given: t.grants.done.given,
    ended: t.grants.done.ended,
    resent: t.account.letters.undelivered.resent,
  }
  return (
    <>
      <PageHeading
        title={say.person(person)}
        status={
          <>
            {profile && profile.status !== 'active' ? chip(p.one.statuses[profile.status], standings[profile.status]) : null}
            {chip(p.one.keys(person.passkeys), person.passkeys > 0 ? 'success' : 'warning')}
          </>
        }
      />
      {done ? <Banner tone="success" title={said[done]} live /> : null}
      <UndeliveredLetters
        say={say}
        undelivered={props.undelivered}
        resend={{ action: `/people/${person.id}/letters`, form: props.form, isOwn: false }}
      />
      <Access {...props} />
      <RolesSection say={say} personId={person.id} given={given} mayGive={mayGive} />
      <Section title={p.one.profile}>
        <Facts items={factsOf(props)} />
      </Section>
      {member}
    </>
  )
}

/** The way in: a code for the first passkey, or the way back for who lost every one. */
const Access = ({ say, person, refused, mayRecover, form }: OneProps) => {
  const words = say.t.people.one
  const hasKeys = person.passkeys > 0
  const why = refused === 'no-role' ? words.noRoleAccess : refused && words.refused[refused]
  return (
    <Section title={words.access} lead={hasKeys ? words.accessHint.more : why ? undefined : words.accessHint.first}>
      {hasKeys && mayRecover ? (
        <>
          <p>{words.recovery.words}</p>
          <Actions>
            <LinkButton href={`/people/${person.id}/recovery`} kind="outline">
              {words.recovery.link}
            </LinkButton>
          </Actions>
        </>
      ) : null}
      {!hasKeys && why ? <p>{why}</p> : null}
      {hasKeys || why ? null : <ActForm say={say} form={form} action={`/people/${person.id}/enrolment`} button={words.issue} />}
    </Section>
  )
}

function factsOf({ say, person, profile, vetting }: OneProps): Fact[] {
  const { t } = say
  const words = t.people.one
  const facts: Fact[] = [{ term: t.people.new.romaji, value: person.romaji }]
  if (profile)
    facts.push(
      { term: words.town, value: say.town(profile) },
      { term: t.people.new.email, value: person.email ?? words.notTold },
      { term: words.phone, value: person.phone ?? words.notTold },
      { term: words.status, value: chip(words.statuses[profile.status], standings[profile.status]) },
      { term: words.clearance, value: t.levels[handling[profile.clearance].level] },
      { term: words.places, value: <Lines items={profile.places.map((place) => t.places[place])} /> },
      { term: words.weeklyHours, value: words.hours(profile.weeklyHours) },
    )
  if (vetting)
    facts.push({
      term: words.vetting,
      value: words.vettingSince(words.vettingStates[vetting.status], say.day(vetting.appliedAt)),
      action: <a href={`/vettings/${vetting.id}`}>{words.openVetting}</a>,
    })
  return facts
}

type EnrolmentProps = {
  say: Say
  t: Messages['people']['enrolment']
  person: Named
  /** Where the desk goes once it is handed over. */
  back: string
  code: string
  link: string
  address: string
  qr: string
  until: string
}
/** Shown once: the code is nowhere else, not even in the database. */
export const EnrolmentPage = ({ say, t, person, back, code, link, address, qr, until }: EnrolmentProps) => (
  <>
    <PageHeading title={t.title(say.name(person))} lead={t.lead} status={chip(t.once, 'info')} />
    <Banner tone="warning" title={t.warning}>
      {t.until(say.moment(until))}
    </Banner>
    <QrCode svg={qr} label={t.qr}>
      {t.qrHint}
    </QrCode>
    <Code t={say.t.frame} label={t.code}>
      {code}
    </Code>
    <p>{t.where(address)}</p>
    <Code t={say.t.frame} label={t.link}>
      {link}
    </Code>
    <Actions>
      <LinkButton href={back}>{t.done}</LinkButton>
    </Actions>
  </>
)
