/** Leaving: what is given up, what must be deleted, and the statement of what is kept and until when. */
import type { Day } from '../policies/days.ts'
import { kept, keptUntil, leavingReasons, type Releasable } from '../policies/membership.ts'
import { formatDay, formatMoment, formatShortDay } from './format.ts'
import { Actions, Button, Checkbox, ErrorSummary, Form, LinkButton, type Problem, problemOf, Radios, TextArea } from './forms.tsx'
import type { MemberView } from './members.tsx'
import type { Locale, Messages } from './messages/index.ts'
import { Facts, Person } from './parts/facts.tsx'
import { PageHeading, Section } from './parts/heading.tsx'
import { Banner } from './parts/notices.tsx'
import { Table } from './parts/table.tsx'
import { nameIn } from './people.tsx'
import type { Say } from './say.tsx'

export type Claims = {
  hands: readonly { title: string }[]
  lots: readonly { title: string; lotNumber: number; status: Releasable; dueOn: Day }[]
}
type Taken = { title: string; lotNumber: number; takenAt: string | null }
export type LeavingProps = {
  say: Say
  today: Day
  member: MemberView
  /** The worker themselves, or their town for them. */
  own: boolean
  claims: Claims
  taken: readonly Taken[]
  delivered: number
  typed: Readonly<Record<string, string | readonly string[]>>
  problems: readonly Problem[]
  token: string
}

export const LeavingPage = (props: LeavingProps) => {
  const { say, today, member, own, delivered, problems } = props
  const { t } = say
  const words = t.members.leaving
  return (
    <>
      <ErrorSummary title={t.frame.problemsTitle} problems={problems} />
      <PageHeading title={own ? words.ownTitle : words.title(say.name(member))} lead={own ? words.ownLead : words.lead} />
      <GivenUp {...props} />
      {delivered > 0 ? <Banner tone="info" title={words.delivered(delivered)} /> : null}
      <ToDelete {...props} />
      <Section title={t.members.statement.title} lead={t.members.statement.before}>
        <Statement say={say} member={member} on={today} planned />
      </Section>
      <LeavingForm {...props} />
    </>
  )
}

const GivenUp = ({ say, claims }: LeavingProps) => {
  const { t } = say
  const words = t.members.leaving.claims
  const states: Record<Releasable, string> = { offered: words.offer, active: words.work, returned: words.mend }
  const none = claims.hands.length === 0 && claims.lots.length === 0
  return (
    <Section title={words.title} lead={none ? words.none : words.lead}>
      {none ? null : (
        <Table
          caption={words.title}
          captionHidden
          columns={[{ label: words.what, kind: 'head' }, { label: words.state }]}
          rows={[
            ...claims.lots.map((lot) => ({
              cells: [words.lot(lot.title, lot.lotNumber), `${states[lot.status]} ${t.work.due(say.shortDay(lot.dueOn))}`],
            })),
            ...claims.hands.map(({ title }) => ({ cells: [title, words.hand] })),
          ]}
        />
      )}
    </Section>
  )
}

const ToDelete = ({ say, taken }: LeavingProps) => {
  const { t } = say
  const words = t.members.leaving.taken
  return (
    <Section title={words.title} lead={taken.length === 0 ? words.none : words.lead}>
      {taken.length === 0 ? null : (
        <Table
          caption={words.title}
          captionHidden
          columns={[{ label: words.what, kind: 'head' }, { label: words.at }]}
          rows={taken.map((lot) => ({
            cells: [t.members.leaving.claims.lot(lot.title, lot.lotNumber), lot.takenAt === null ? '' : say.moment(lot.takenAt)],
          }))}
        />
      )}
    </Section>
  )
}

const LeavingForm = ({ t, member, own, taken, typed, problems, token }: LeavingProps) => {
  const words = t.members.leaving
  const field = (name: string, required = true) => ({
    name,
    value: String(typed[name] ?? ''),
    problem: problemOf(problems, name),
    mark: required ? t.frame.required : t.frame.optional,
    required,
  })
  const hasFiles = taken.length > 0
  return (
    <Form action={own ? '/account/leaving' : `/people/${member.id}/leaving`} token={token}>
      {own ? null : (
        <>
          <Radios
            {...field('reason')}
            label={words.townReason}
            options={leavingReasons.map((value) => ({ value, label: words.reasons[value] }))}
          />
          <TextArea {...field('words', false)} label={t.members.words} hint={t.members.suspension.wordsHint} rows={3} />
        </>
      )}
      {hasFiles && own ? (
        <Checkbox
          name="deleted"
          label={words.taken.confirm}
          required
          problem={problemOf(problems, 'deleted')}
          checked={typed.deleted === 'yes'}
        />
      ) : null}
      {hasFiles && !own ? (
        <Radios
          {...field('deletion')}
          label={words.taken.town}
          options={(['town', 'unknown'] as const).map((value) => ({ value, label: words.taken.deletions[value] }))}
        />
      ) : null}
      <Actions>
        <Button tone="danger">{own ? words.button : words.townButton}</Button>
        <LinkButton href={own ? '/account' : `/people/${member.id}`} kind="text">
          {words.back}
        </LinkButton>
      </Actions>
    </Form>
  )
}

type StatementProps = { say: Say; member: MemberView; on: Day; planned?: boolean }
const Statement = ({ say, member, on, planned }: StatementProps) => {
  const { t } = say
  const words = t.members.statement
  return (
    <>
      <Facts
        items={[
          { term: words.of, value: say.person(member) },
          { term: t.members.town, value: say.town(member) },
          { term: words.leftOn, value: say.day(on), note: planned ? words.planned : undefined },
        ]}
      />
      <Table
        caption={words.title}
        captionHidden
        columns={[{ label: words.what, kind: 'head' }, { label: words.why }, { label: words.until }]}
        rows={kept.map((what) => ({
          cells: [words.kept[what].what, words.kept[what].why, say.day(keptUntil(what, on))],
        }))}
      />
      <Facts items={[{ term: words.gone, value: words.goneWords }]} />
      <p>{words.promise}</p>
      <p>{words.ask}</p>
    </>
  )
}

/** The answer to leaving: shown once, to print or to hand over. */
export const StatementPage = ({ say, member, on, own }: StatementProps & { own: boolean }) => {
  const { t } = say
  const words = t.members.statement
  return (
    <>
      <PageHeading title={words.title} lead={own ? words.lead : words.townLead} />
      <Banner tone="success" title={own ? words.done : words.doneOf(say.name(member))} live />
      <Statement say={say} member={member} on={on} />
      <Actions>
        <LinkButton href={own ? '/' : '/people'} kind="outline">
          {own ? words.home : words.backToPerson}
        </LinkButton>
      </Actions>
    </>
  )
}
