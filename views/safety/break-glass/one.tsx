/** One emergency look as everybody reads it: why, until when, what was seen, and what the review found. */
import type { Child } from 'hono/jsx'
import type { Reason } from '../../../policies/safety/access.ts'
import type { Status } from '../../../policies/safety/break-glass.ts'
import { type DataClass, handling, type Place } from '../../../policies/safety/classes.ts'
import { ClosedReasons } from '../../kernel/errors.tsx'
import { TextArea } from '../../kernel/forms.tsx'
import type { Say } from '../../kernel/say.tsx'
import { type Fact, Facts } from '../../parts/facts.tsx'
import { ActForm, type Filled, fieldIn, Problems } from '../../parts/form-page.tsx'
import { PageHeading, Section } from '../../parts/heading.tsx'
import { List } from '../../parts/list.tsx'
import { Banner, Empty } from '../../parts/notices.tsx'
import { chip } from '../../parts/status.tsx'
import { glassTones } from './list.tsx'
import { LookLinks } from './look.tsx'

type Look = { at: string; use: string; place: string; page?: number; lot?: number; file?: string }
export type GlassProps = {
  say: Say
  glass: {
    id: string
    name: string
    kana: string
    romaji: string
    reason: string
    ticket: string
    brokenAt: string
    endsAt: string
    dataClass: DataClass | null
    reviewedAt: string | null
    reviewWords: string | null
    reviewer: string | null
    reviewerRomaji: string | null
  }
  /** The package, as far as this reader may be told of it. */
  name: string
  status: Status
  /** Minutes until it ends. */
  left: number
  /** For its breaker while it is open: what there is to look at. */
  look:
    | {
        closed: readonly Reason[]
        rows: number | null
        lots: readonly number[]
        files: readonly { id: string; name: string }[]
      }
    | undefined
  looks: readonly Look[]
  furtherLooks: boolean
  /** The forms of what this reader may do. */
  end: Filled | undefined
  review: Filled | undefined
  own: boolean
  sameHand: boolean
  done: string | undefined
}

export const GlassPage = (props: GlassProps) => {
  const { say, name, status, left, look, end, review, glass, done } = props
  const { t } = say
  const words = t.breakGlass.one
  const reviewing = <Review {...props} form={review && ReviewForm({ say, id: glass.id, form: review })} />
  return (
    <>
      {done ? <Banner tone="success" title={done} live /> : null}
      <PageHeading
        eyebrow={say.quoted(name)}
        title={t.breakGlass.title}
        status={chip(t.breakGlass.statuses[status], glassTones[status])}
      />
      {review ? <Problems say={say} form={review} /> : null}
      {status === 'open' ? (
        <Banner tone="warning" title={words.left(left)}>
          <p>{words.leftWords}</p>
        </Banner>
      ) : null}
      {end ? (
        <ActForm {...{ say, form: end }} action={`/glass/${glass.id}/end`} button={words.end} danger kind={look && 'outline'} />
      ) : null}
      {look ? <Looking {...props} look={look} /> : null}
      <Facts items={factsOf(props)} />
      <Looks {...props} />
      {reviewing}
    </>
  )
}

function factsOf({ say, glass }: GlassProps): Fact[] {
  const { t } = say
  const words = t.breakGlass.one
  const { dataClass } = glass
  return [
    ...(dataClass ? [{ term: words.class, value: t.packages.classWords(t.levels[handling[dataClass].level], dataClass) }] : []),
    { term: words.who, value: say.person(glass) },
    { term: words.from, value: say.moment(glass.brokenAt) },
    { term: words.until, value: say.moment(glass.endsAt) },
    { term: words.reason, value: <span class="yui-lines">{say.quoted(glass.reason)}</span> },
    { term: words.ticket, value: say.quoted(glass.ticket) },
  ]
}

const Looking = ({ say, glass, look }: GlassProps & { look: NonNullable<GlassProps['look']> }) => {
  const { t } = say
  const words = t.breakGlass.look
  if (look.closed.length > 0)
    return (
      <Section title={words.closed} lead={words.closedLead}>
        <ClosedReasons reasons={look.closed.map((reason) => t.access.reasons[reason])} />
      </Section>
    )
  return (
    <Section title={words.title} lead={words.lead}>
      <LookLinks say={say} at={`/glass/${glass.id}`} look={look} />
    </Section>
  )
}

const Looks = ({ say, looks, furtherLooks, glass, status }: GlassProps) => {
  const { t } = say
  const words = t.breakGlass.one
  return (
    <Section title={words.read} lead={looks.length > 0 ? words.readLead : undefined}>
      {looks.length === 0 ? (
        <Empty title={status === 'open' ? words.readNone.title : words.readNothing} sign="info">
          {status === 'open' ? words.readNone.words : undefined}
        </Empty>
      ) : (
        <List
          caption={words.read}
          rows={looks}
          columns={[
            { label: words.readAt, kind: 'head', cell: ({ at }) => say.moment(at) },
            { label: words.readWhat, cell: (look) => wordsFor(say, look) },
            { label: words.readPlace, cell: ({ place }) => t.places[place as Place] ?? place },
          ]}
        />
      )}
      {furtherLooks ? (
        <p>
          <a href={`/audit?subject=${glass.id}`}>{words.more}</a>
        </p>
      ) : null}
    </Section>
  )
}

function wordsFor(say: Say, { use, page, lot, file }: Look): string {
  const words = say.t.breakGlass.one
  if (use === 'read') return words.brief
  const on = say.number(page ?? 1)
  if (file) return words.file(on)
  return lot === undefined ? words.rows(on) : words.delivery(say.number(lot), on)
}

const Review = ({ say, glass, status, form, own, sameHand }: GlassProps & { form: Child }) => {
  const words = say.t.breakGlass.review
  if (status === 'open') return null
  if (status === 'over')
    return (
      <Section title={words.title} lead={words.lead} id="review">
        {form ?? (own || sameHand ? <p>{own ? words.own : words.sameHand}</p> : null)}
      </Section>
    )
  const facts = [
    { term: words.by, value: say.name({ name: glass.reviewer, romaji: glass.reviewerRomaji }) },
    { term: words.at, value: say.moment(glass.reviewedAt!) },
    { term: words.words, value: <span class="yui-lines">{say.quoted(glass.reviewWords ?? '')}</span> },
  ]
  return (
    <Section title={words.title}>
      <Facts items={facts} />
    </Section>
  )
}

const ReviewForm = ({ say, id, form }: { say: Say; id: string; form: Filled }) => {
  const words = say.t.breakGlass.review
  return (
    <ActForm {...{ say, form }} action={`/glass/${id}/review`} button={words.button}>
      <TextArea {...fieldIn(say, form)('words', words.words, words.wordsHint)} rows={5} />
    </ActForm>
  )
}
