/** One posting in outline: what it is and pays, every condition met or not, and raising a hand. */

import type { Status as AssignmentStatus } from '../policies/assignments.ts'
import { type DataClass, handling, type Place } from '../policies/classes.ts'
import type { Status as PackageStatus } from '../policies/packages.ts'
import { assignmentTone } from './assignments/status.ts'
import { formatDay, formatMinutes, formatMoment, formatNumber, formatShortDay, formatYen } from './format.ts'
import { Actions, Button, ErrorSummary, Form, NumberField, type Problem, problemOf, TextArea } from './forms.tsx'
import { type Fact, Facts, Figures } from './parts/facts.tsx'
import { PageHeading, Section, WithAside } from './parts/heading.tsx'
import { Banner, Disclosure } from './parts/notices.tsx'
import { quoted } from './parts/quoted.ts'
import { Chip } from './parts/status.tsx'
import { type Condition, Conditions, TaskList } from './parts/work.tsx'
import { type ConditionWords, courseName, placesWords } from './work-conditions.ts'
import { bandWords } from './work-list.tsx'

type Outline = {
  id: string
  number: string
  title: string
  purpose: string
  client: string
  town: string
  townRomaji: string
  criteria: readonly string[]
  status: PackageStatus
  unitPrice: number | null
  rowsPerLot: number | null
  minutesPerRow: number | null
  dueOn: string | null
  lotsFree: number
  lotCount: number
  rowCount: number | null
  dataClass: DataClass | null
  places: readonly Place[]
  courses: readonly string[]
  manager: string | null
  managerRomaji: string | null
}
type Own = { id: string; lotNumber: number; status: AssignmentStatus; dueOn: string }
export type PostingPageProps = ConditionWords & {
  posting: Outline
  conditions: readonly Condition[]
  mayRaise: boolean
  raised: { lotsWished: number; note: string; raisedAt: string } | undefined
  own: readonly Own[]
  /** Only who has taken it on learns what it is for, for whom and how much there is. */
  guarded: boolean
  most: number
  typed: Readonly<Record<string, string | readonly string[]>>
  problems: readonly Problem[]
  token: () => string
}

export const PostingPage = (props: PostingPageProps) => {
  const { t, locale, posting, conditions, guarded, problems } = props
  const words = t.work.one
  const town = locale === 'ja' ? posting.town : posting.townRomaji
  const lacking = conditions.filter(({ met }) => !met).length
  return (
    <>
      <PageHeading
        eyebrow={words.eyebrow(town, posting.number)}
        title={quoted(locale, posting.title)}
        lead={guarded ? words.guarded : quoted(locale, posting.purpose)}
        status={<Chip words={t.packageStatuses[posting.status]} tone={posting.status === 'published' ? 'active' : 'neutral'} />}
      />
      <ErrorSummary title={t.frame.problemsTitle} problems={problems} />
      <Price {...props} />
      {props.own.length > 0 ? <OwnLots {...props} /> : null}
      <WithAside label={words.about} aside={<About {...props} />}>
        {guarded ? null : <Criteria {...props} />}
        <Section
          id="conditions"
          title={t.work.conditions.title}
          lead={lacking === 0 ? undefined : t.work.conditions.lacking(lacking)}
        >
          {lacking === 0 ? (
            <Disclosure summary={t.work.conditions.allMet}>
              <Conditions items={conditions} />
            </Disclosure>
          ) : (
            <Conditions items={conditions} />
          )}
        </Section>
        <Section title={words.raise.title} id="raise">
          <Raise {...props} />
        </Section>
      </WithAside>
    </>
  )
}

const Criteria = ({ t, locale, posting }: PostingPageProps) => (
  <Section title={t.work.one.criteria} lead={t.work.one.criteriaLead}>
    <div class="yui-prose">
      <ol>
        {posting.criteria.map((criterion) => (
          <li>{quoted(locale, criterion)}</li>
        ))}
      </ol>
    </div>
  </Section>
)

const Price = ({ t, locale, posting }: PostingPageProps) => {
  const words = t.work.one
  const rows = posting.rowsPerLot ?? 0
  const unit = posting.unitPrice ?? 0
  return (
    <Figures
      items={[
        {
          label: words.figures.price,
          value: formatYen(locale, rows * unit),
          note: words.priceNote(formatYen(locale, unit), formatNumber(locale, rows)),
        },
        {
          label: words.figures.time,
          value: formatMinutes(locale, rows * (posting.minutesPerRow ?? 0)),
          note: words.yourPace,
        },
        ...(posting.dueOn ? [{ label: words.figures.due, value: formatShortDay(locale, posting.dueOn) }] : []),
      ]}
    />
  )
}

const OwnLots = ({ t, locale, own }: PostingPageProps) => (
  <Section title={t.work.one.own}>
    <TaskList
      items={own.map(({ id, lotNumber, status, dueOn }) => ({
        href: `/assignments/${id}`,
        words: t.work.one.lot(formatNumber(locale, lotNumber)),
        label: t.assignmentStatuses[status],
        note: t.work.due(formatShortDay(locale, dueOn)),
        tone: assignmentTone[status],
      }))}
    />
  </Section>
)

const Raise = (props: PostingPageProps) => {
  const { t, locale, posting, raised, mayRaise, token } = props
  const words = t.work.one
  if (!raised)
    return mayRaise || props.problems.some(({ field }) => field !== 'conditions') ? (
      <RaiseForm {...props} />
    ) : (
      <p>{words.raise.closed}</p>
    )
  return (
    <>
      <Banner tone="success" title={words.raised.title(formatNumber(locale, raised.lotsWished))}>
        <p>{words.raised.body(formatMoment(locale, raised.raisedAt))}</p>
      </Banner>
      {mayRaise ? (
        <Disclosure summary={words.raise.change} open={props.problems.length > 0}>
          <RaiseForm {...props} />
        </Disclosure>
      ) : null}
      <Form action={`/work/${posting.id}/application/withdrawal`} token={token()}>
        <Actions>
          <Button kind="outline">{words.raised.lower}</Button>
        </Actions>
      </Form>
    </>
  )
}

const RaiseForm = ({ t, locale, posting, raised, most, typed, problems, token }: PostingPageProps) => {
  const words = t.work.one.raise
  const time = formatMinutes(locale, (posting.rowsPerLot ?? 0) * (posting.minutesPerRow ?? 0))
  const value = (field: string, otherwise: string) => (typeof typed[field] === 'string' ? typed[field] : otherwise)
  return (
    <Form action={`/work/${posting.id}/application`} token={token()}>
      {raised ? null : <p>{words.lead}</p>}
      <NumberField
        name="lotsWished"
        label={words.lots}
        hint={words.lotsHint(most, time)}
        mark={t.frame.required}
        required
        width="xs"
        suffix={words.unit}
        value={value('lotsWished', String(raised?.lotsWished ?? 1))}
        problem={problemOf(problems, 'lotsWished')}
      />
      <TextArea
        name="note"
        label={words.note}
        hint={words.noteHint}
        mark={t.frame.optional}
        rows={3}
        value={value('note', raised?.note ?? '')}
        problem={problemOf(problems, 'note')}
      />
      <Actions>
        <Button>{raised ? words.changeButton : words.button}</Button>
      </Actions>
    </Form>
  )
}

const About = (props: PostingPageProps) => {
  const { t, locale, posting, guarded } = props
  const words = t.work.one
  const manager = locale === 'ja' ? posting.manager : posting.managerRomaji
  const number = (value: number) => formatNumber(locale, value)
  const facts: Fact[] = [
    { term: words.client, value: guarded ? '' : posting.client },
    { term: words.oneLot, value: words.rows(number(posting.rowsPerLot ?? 0)) },
    guarded
      ? { term: words.volume, value: bandWords(t, locale, posting.rowCount ?? 0) }
      : { term: words.lots, value: words.leftOf(number(posting.lotsFree), number(posting.lotCount)) },
    { term: words.figures.due, value: posting.dueOn ? formatDay(locale, posting.dueOn) : '' },
    { term: words.level, value: posting.dataClass ? t.levels[handling[posting.dataClass].level] : '' },
    { term: words.places, value: placesWords(props, posting.places) },
    { term: words.training, value: posting.courses.map((id) => courseName(props, id)).join(' / ') || words.noTraining },
    { term: words.manager, value: manager ?? '' },
  ]
  return (
    <Section title={words.about}>
      <Facts items={facts.filter(({ value }) => value !== '')} layout="stacked" />
      {guarded ? null : <p class="yui-fine">{words.later}</p>}
    </Section>
  )
}
