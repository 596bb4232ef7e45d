/** One posting in outline: what it is and pays, every condition met or not, and raising a hand. */

import type { Child } from 'hono/jsx'
import { offerOf } from '../../../policies/packages/lots.ts'
import type { Status as PackageStatus } from '../../../policies/packages/statuses.ts'
import { type DataClass, handling, type Place } from '../../../policies/safety/classes.ts'
import type { Status as AssignmentStatus } from '../../../policies/telework/assignments.ts'
import { packageChip } from '../../packages/names.tsx'
import { Dock } from '../../parts/dock.tsx'
import { type Fact, Facts, Figures } from '../../parts/facts.tsx'
import { type Filled, Problems } from '../../parts/form-page.tsx'
import { PageHeading, Section, WithAside } from '../../parts/heading.tsx'
import { Banner, Disclosure } from '../../parts/notices.tsx'
import { type Condition, Conditions, TaskList } from '../../parts/work.tsx'
import { assignmentTone } from '../assignments/status.ts'
import { type ConditionWords, courseName, placesWords } from './conditions.ts'
import { bandWords } from './list.tsx'
import { raise } from './raise.tsx'

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
  stoppedWords: string | null
  unitPrice: number | null
  rowsPerLot: number | null
  rowsOffered: number | null
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
  /** Its day has passed. */
  past: boolean
  most: number
  form: Filled
  lowering: Filled
}

export const PostingPage = (props: PostingPageProps) => {
  const { say, posting, guarded } = props
  const { t, quoted } = say
  const words = t.work.one
  // Where applications have closed, no condition opens them.
  const criteria = guarded ? null : <Criteria {...props} />
  const applying = posting.status === 'published' ? conditionsAndHand(props, criteria) : null
  return (
    <>
      <PageHeading
        eyebrow={words.eyebrow(say.town(posting), posting.number)}
        title={quoted(posting.title)}
        lead={guarded ? words.guarded : quoted(posting.purpose)}
        status={packageChip(t, posting.status, props.past)}
      />
      <Problems say={say} form={props.form} />
      {posting.status === 'stopped' && posting.stoppedWords ? (
        <Banner tone="info" title={t.postings.end.endedWork}>
          <p class="yui-lines">{quoted(posting.stoppedWords)}</p>
        </Banner>
      ) : null}
      <Price {...props} />
      {props.own.length > 0 ? <OwnLots {...props} /> : null}
      <WithAside label={words.about} aside={<About {...props} />}>
        {applying ?? criteria}
      </WithAside>
      {applying ? <Next {...props} /> : null}
    </>
  )
}

/** Who may raise a hand is led there, who may not to what is lacking. */
const Next = ({ say, posting, mayRaise, raised, conditions }: PostingPageProps) => {
  const { t } = say
  const lacking = conditions.filter(({ met }) => !met).length
  const pay = say.yen(offerOf(posting).yen)
  const figures = [pay, ...(posting.dueOn ? [t.work.due(say.shortDay(posting.dueOn))] : [])]
  if (raised) return null
  if (mayRaise) return <Dock figures={figures} href="#raise" action={t.work.one.raise.button} />
  return lacking > 0 ? <Dock figures={figures} href="#conditions" action={t.work.one.whatIsLacking} /> : null
}

/** Called, not drawn as an element, as `raise` is. */
function conditionsAndHand(props: PostingPageProps, criteria: Child) {
  const { t } = props.say
  const { conditions } = props
  const raising = raise(props)
  const lacking = conditions.filter(({ met }) => !met).length
  return (
    <>
      <Section
        id="conditions"
        title={t.work.conditions.title}
        lead={lacking === 0 ? undefined : t.work.conditions.lacking(lacking)}
      >
        {lacking === 0 ? null : <Conditions items={conditions.filter(({ met }) => !met)} />}
        {lacking === conditions.length ? null : (
          <Disclosure
            summary={lacking === 0 ? t.work.conditions.allMet : t.work.conditions.fulfilled(conditions.length - lacking)}
          >
            <Conditions items={conditions.filter(({ met }) => met)} />
          </Disclosure>
        )}
      </Section>
      {criteria}
      <Section title={t.work.one.raise.title} id="raise">
        {raising}
      </Section>
    </>
  )
}

const Criteria = ({ say: { t, quoted }, posting }: PostingPageProps) => (
  <Section title={t.work.one.criteria} lead={t.work.one.criteriaLead}>
    <div class="yui-prose">
      <ol>
        {posting.criteria.map((criterion) => (
          <li>{quoted(criterion)}</li>
        ))}
      </ol>
    </div>
  </Section>
)

const Price = ({ say, posting }: PostingPageProps) => {
  const words = say.t.work.one
  const { rows, each, yen, minutes } = offerOf(posting)
  return (
    <Figures
      items={[
        {
          label: words.figures.price,
          value: say.yen(yen),
          note: words.priceNote(say.yen(each), say.number(rows)),
        },
        {
          label: words.figures.time,
          value: say.minutes(minutes),
          note: words.yourPace,
        },
        ...(posting.dueOn ? [{ label: words.figures.due, value: say.shortDay(posting.dueOn) }] : []),
      ]}
    />
  )
}

const OwnLots = ({ say: { t, number, shortDay }, own }: PostingPageProps) => (
  <Section title={t.work.one.own}>
    <TaskList
      items={own.map(({ id, lotNumber, status, dueOn }) => ({
        href: `/assignments/${id}`,
        words: t.work.one.lot(number(lotNumber)),
        label: t.assignmentStatuses[status],
        note: t.work.due(shortDay(dueOn)),
        tone: assignmentTone[status],
      }))}
    />
  </Section>
)

const About = (props: PostingPageProps) => {
  const { say, posting, guarded } = props
  const { t, number } = say
  const words = t.work.one
  const facts: Fact[] = [
    { term: words.client, value: guarded ? '' : posting.client },
    { term: words.oneLot, value: words.rows(number(offerOf(posting).rows)) },
    guarded
      ? { term: words.volume, value: bandWords(say, posting.rowCount ?? 0) }
      : { term: words.lots, value: words.leftOf(number(posting.lotsFree), number(posting.lotCount)) },
    { term: words.figures.due, value: posting.dueOn ? say.day(posting.dueOn) : '' },
    { term: words.level, value: posting.dataClass ? t.levels[handling[posting.dataClass].level] : '' },
    { term: words.places, value: placesWords(say, posting.places) },
    { term: words.training, value: posting.courses.map((id) => courseName(props, id)).join(' / ') || words.noTraining },
    { term: words.manager, value: say.name({ name: posting.manager, romaji: posting.managerRomaji }) },
  ]
  return (
    <Section title={words.about}>
      <Facts items={facts.filter(({ value }) => value !== '')} layout="stacked" />
      {!guarded && (posting.rowCount ?? 0) % (posting.rowsPerLot ?? 1) > 0 && posting.lotsFree > 1 ? (
        <p class="yui-fine">{words.shortLast}</p>
      ) : null}
      {guarded ? null : <p class="yui-fine">{words.later}</p>}
    </Section>
  )
}
