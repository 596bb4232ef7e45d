/** One emergency look as everybody reads it: why, until when, what was seen, and what the review found. */
import type { Reason } from '../../policies/access.ts'
import type { Status } from '../../policies/break-glass.ts'
import { type DataClass, handling, type Place } from '../../policies/classes.ts'
import { ClosedReasons } from '../errors.tsx'
import { formatMoment, formatNumber } from '../format.ts'
import { Actions, Button, ErrorSummary, Form, type Problem, problemOf, TextArea } from '../forms.tsx'
import type { Locale, Messages } from '../messages/index.ts'
import { named } from '../packages/names.tsx'
import { type Fact, Facts, Person } from '../parts/facts.tsx'
import { PageHeading, Section } from '../parts/heading.tsx'
import { Banner, Empty } from '../parts/notices.tsx'
import { quoted } from '../parts/quoted.ts'
import { chip } from '../parts/status.tsx'
import { Table } from '../parts/table.tsx'
import { nameIn } from '../people.tsx'
import type { Say } from '../say.tsx'
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
  /** One-time tokens of what this reader may do. */
  end: string | undefined
  review: string | undefined
  own: boolean
  sameHand: boolean
  words: string
  problems: readonly Problem[]
  done: string | undefined
}

export const GlassPage = (props: GlassProps) => {
  const { say, name, status, left, look, end, glass, problems, done } = props
  const { t } = say
  const words = t.breakGlass.one
  return (
    <>
      {done ? <Banner tone="success" title={done} live /> : null}
      <PageHeading
        eyebrow={say.quoted(name)}
        title={t.breakGlass.title}
        status={chip(t.breakGlass.statuses[status], glassTones[status])}
      />
      <ErrorSummary title={t.frame.problemsTitle} problems={named(t, problems, { words: t.breakGlass.review.words })} />
      {status === 'open' ? (
        <Banner tone="warning" title={words.left(left)}>
          <p>{words.leftWords}</p>
        </Banner>
      ) : null}
      {end ? (
        <Form action={`/glass/${glass.id}/end`} token={end}>
          <Actions>
            <Button tone="danger" kind={look ? 'outline' : 'solid-fill'}>
              {words.end}
            </Button>
          </Actions>
        </Form>
      ) : null}
      {look ? <Looking {...props} look={look} /> : null}
      <Facts items={factsOf(say, props)} />
      <Looks {...props} />
      <Review {...props} />
    </>
  )
}

function factsOf(say: Say, { glass }: GlassProps): Fact[] {
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
        <Table
          caption={words.read}
          captionHidden
          columns={[{ label: words.readAt, kind: 'head' }, { label: words.readWhat }, { label: words.readPlace }]}
          rows={looks.map((look) => ({
            cells: [say.moment(look.at), wordsFor(say, look), t.places[look.place as Place] ?? look.place],
          }))}
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
  const { t } = say
  const words = t.breakGlass.one
  if (use === 'read') return words.brief
  const on = say.number(page ?? 1)
  if (file) return words.file(on)
  return lot === undefined ? words.rows(on) : words.delivery(say.number(lot), on)
}

const Review = ({ say, glass, status, review, own, sameHand, words: typed, problems }: GlassProps) => {
  const { t } = say
  const words = t.breakGlass.review
  if (status === 'open') return null
  if (status === 'reviewed')
    return (
      <Section title={words.title}>
        <Facts
          items={[
            { term: words.by, value: (locale === 'ja' ? glass.reviewer : glass.reviewerRomaji) ?? '' },
            { term: words.at, value: say.moment(glass.reviewedAt!) },
            { term: words.words, value: <span class="yui-lines">{say.quoted(glass.reviewWords ?? '')}</span> },
          ]}
        />
      </Section>
    )
  return (
    <Section title={words.title} lead={words.lead} id="review">
      {review ? (
        <Form action={`/glass/${glass.id}/review`} token={review}>
          <TextArea
            name="words"
            label={words.words}
            hint={words.wordsHint}
            required
            mark={t.frame.required}
            rows={5}
            maxlength={2000}
            value={typed}
            problem={problemOf(problems, 'words')}
          />
          <Actions>
            <Button>{words.button}</Button>
          </Actions>
        </Form>
      ) : own || sameHand ? (
        <p>{own ? words.own : words.sameHand}</p>
      ) : null}
    </Section>
  )
}
