/** Leaving: what is given up, what must be deleted, and the statement of what is kept and until when. */
import type { Day } from '../../policies/kernel/days.ts'
import { kept, keptUntil, leavingReasons, type Releasable } from '../../policies/membership/membership.ts'
import { Actions, Checkbox, LinkButton, Radios, TextArea } from '../kernel/forms.tsx'
import type { Say } from '../kernel/say.tsx'
import { Facts } from '../parts/facts.tsx'
import { type Filled, FormPage, fieldIn, typedIn } from '../parts/form-page.tsx'
import { PageHeading, Section } from '../parts/heading.tsx'
import { List } from '../parts/list.tsx'
import { Banner } from '../parts/notices.tsx'
import { Table } from '../parts/table.tsx'
import type { MemberView } from './members.tsx'

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
  form: Filled
}

export const LeavingPage = (props: LeavingProps) => {
  const { say, today, member, own, delivered, form } = props
  const { leaving: words, statement } = say.t.members
  const above = (
    <>
      <GivenUp {...props} />
      {delivered > 0 ? <Banner tone="info" title={words.delivered(delivered)} /> : null}
      <ToDelete {...props} />
      <Section title={statement.title} lead={statement.before}>
        <Statement say={say} member={member} on={today} planned />
      </Section>
    </>
  )
  const mine = { title: words.ownTitle, lead: words.ownLead, button: words.button, action: '/account/leaving' }
  const theirs = { title: words.title(say.name(member)), lead: words.lead, button: words.townButton }
  const rest = own ? mine : { ...theirs, action: `/people/${member.id}/leaving` }
  const back = { href: own ? '/account' : `/people/${member.id}`, words: words.back }
  return (
    <FormPage {...{ say, form, above, back }} {...rest} danger>
      {own ? ownFields(props) : townFields(props)}
    </FormPage>
  )
}

const GivenUp = ({ say, claims }: LeavingProps) => {
  const words = say.t.members.leaving.claims
  const states: Record<Releasable, string> = { offered: words.offer, active: words.work, returned: words.mend }
  const rows = [
    ...claims.lots.map(({ title, lotNumber, status, dueOn }) => ({
      what: words.lot(title, lotNumber),
      state: `${states[status]} ${say.t.work.due(say.shortDay(dueOn))}`,
    })),
    ...claims.hands.map(({ title }) => ({ what: title, state: words.hand })),
  ]
  return (
    <Section title={words.title} lead={rows.length === 0 ? words.none : words.lead}>
      {rows.length === 0 ? null : (
        <List
          caption={words.title}
          rows={rows}
          columns={[
            { label: words.what, kind: 'head', cell: ({ what }) => what },
            { label: words.state, cell: ({ state }) => state },
          ]}
        />
      )}
    </Section>
  )
}

const ToDelete = ({ say, taken }: LeavingProps) => {
  const { taken: words, claims } = say.t.members.leaving
  return (
    <Section title={words.title} lead={taken.length === 0 ? words.none : words.lead}>
      {taken.length === 0 ? null : (
        <List
          caption={words.title}
          rows={taken}
          columns={[
            { label: words.what, kind: 'head', cell: ({ title, lotNumber }) => claims.lot(title, lotNumber) },
            { label: words.at, kind: 'named', cell: ({ takenAt }) => (takenAt === null ? '' : say.moment(takenAt)) },
          ]}
        />
      )}
    </Section>
  )
}

function ownFields({ say, taken, form }: LeavingProps) {
  if (taken.length === 0) return null
  const field = fieldIn(say, form)('deleted', say.t.members.leaving.taken.confirm)
  return <Checkbox {...field} value="yes" checked={typedIn(form, 'deleted') === 'yes'} />
}

function townFields({ say, taken, form }: LeavingProps) {
  const { leaving: words, words: said, suspension } = say.t.members
  const field = fieldIn(say, form)
  const deletions = (['town', 'unknown'] as const).map((value) => ({ value, label: words.taken.deletions[value] }))
  return (
    <>
      <Radios
        {...field('reason', words.townReason)}
        options={leavingReasons.map((value) => ({ value, label: words.reasons[value] }))}
      />
      <TextArea {...field('words', said, suspension.wordsHint)} rows={3} />
      {taken.length > 0 ? <Radios {...field('deletion', words.taken.town)} options={deletions} /> : null}
    </>
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
