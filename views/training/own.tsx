/** A worker's training record: what opens work first, then what she holds, then everything that was recorded. */
import type { Result, Shown } from '../../policies/training/training.ts'
import { LinkButton } from '../kernel/forms.tsx'
import type { Say } from '../kernel/say.tsx'
import { PageHeading, Section } from '../parts/heading.tsx'
import { List } from '../parts/list.tsx'
import { Disclosure, Empty } from '../parts/notices.tsx'
import { StandingChip } from './rows.tsx'

type OwnCourse = {
  id: string
  name: string
  nameEn: string
  state: Shown
  until: string | null
  asked: number
  next: { onDay: string; startsAt: string; place: string } | undefined
}
type OwnRecord = {
  id: string
  name: string
  nameEn: string
  result: Result
  score: number | null
  completedOn: string
  recordedBy: string
  recordedByRomaji: string
}
type TrainingProps = {
  say: Say
  wanted: readonly OwnCourse[]
  held: readonly OwnCourse[]
  records: readonly OwnRecord[]
}

export const TrainingPage = (props: TrainingProps) => {
  const { say, wanted, held, records } = props
  const words = say.t.training.own
  return (
    <>
      <PageHeading title={words.title} lead={words.lead} />
      <Section title={words.wanted} lead={wanted.length > 0 ? words.wantedLead : undefined}>
        {wanted.length === 0 ? (
          <Empty
            title={words.wantedEmpty}
            action={
              <LinkButton href="/work" kind="outline" size="md">
                {words.findWork}
              </LinkButton>
            }
          />
        ) : (
          <ul class="yui-courses">
            {wanted.map((course) => (
              <Wanted say={say} course={course} />
            ))}
          </ul>
        )}
      </Section>
      <Section title={words.held}>
        {held.length === 0 ? (
          <Empty title={words.heldEmpty} sign="info">
            {words.heldEmptyAdvice}
          </Empty>
        ) : (
          <Held {...props} />
        )}
      </Section>
      {records.length > 0 ? (
        <Disclosure summary={words.history}>
          <Records {...props} />
        </Disclosure>
      ) : null}
    </>
  )
}

const Wanted = ({ say, course }: { say: Say; course: OwnCourse }) => {
  const { next, state, until } = course
  const words = say.t.training.own
  return (
    <li class="yui-courses__item" id={`course-${course.id}`}>
      <h3 class="yui-courses__name">{say.course(course)}</h3>
      <p>
        <StandingChip say={say} state={state} until={null} />
      </p>
      <p>{words.wantedBy(course.asked)}</p>
      {state === 'soon' && until ? <p>{words.soon(say.day(until))}</p> : null}
      {state === 'expired' ? <p>{words.again}</p> : null}
      <p>{next ? words.nextOn(say.day(next.onDay), next.startsAt, next.place) : words.noNext}</p>
    </li>
  )
}

const Held = ({ say, held }: TrainingProps) => {
  const { own: words, forGood } = say.t.training
  return (
    <List
      caption={words.caption}
      rows={held}
      columns={[
        { label: words.course, kind: 'head', cell: say.course },
        {
          label: words.state,
          cell: ({ state, until }) => (
            <>
              <StandingChip say={say} state={state} until={until} />
              {until === null && state === 'valid' ? <small> {forGood}</small> : null}
            </>
          ),
        },
        {
          label: words.opens,
          cell: ({ asked }) => (asked > 0 ? <a href="/work">{words.opensCount(asked)}</a> : words.opensCount(0)),
        },
      ]}
    />
  )
}

const Records = ({ say, records }: TrainingProps) => {
  const { own: words, results } = say.t.training
  return (
    <List
      caption={words.history}
      dense
      rows={records}
      columns={[
        { label: words.course, kind: 'head', cell: say.course },
        { label: words.result, cell: ({ result }) => results[result] },
        { label: words.score, kind: 'number', cell: ({ score }) => (score === null ? '' : words.points(score)) },
        { label: words.on, kind: 'named', cell: ({ completedOn }) => say.shortDay(completedOn) },
        { label: words.by, kind: 'named', cell: ({ recordedBy: name, recordedByRomaji: romaji }) => say.name({ name, romaji }) },
      ]}
    />
  )
}
