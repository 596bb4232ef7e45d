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
import { glassTones } from './list.tsx'
import { LookLinks } from './look.tsx'

type Look = { at: string; use: string; place: string; page?: number; lot?: number; file?: string }
export type GlassProps = {
  t: Messages
  locale: Locale
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
  const { t, locale, name, status, left, look, end, glass, problems, done } = props
  const words = t.breakGlass.one
  return (
    <>
      {done ? <Banner tone="success" title={done} live /> : null}
      <PageHeading
        eyebrow={quoted(locale, name)}
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
      <Facts items={factsOf(t, locale, props)} />
      <Looks {...props} />
      <Review {...props} />
    </>
  )
}

function factsOf(t: Messages, locale: Locale, { glass }: GlassProps): Fact[] {
  const words = t.breakGlass.one
  const { dataClass } = glass
  return [
    ...(dataClass ? [{ term: words.class, value: t.packages.classWords(t.levels[handling[dataClass].level], dataClass) }] : []),
    { term: words.who, value: <Person {...nameIn(locale, glass)} /> },
    { term: words.from, value: formatMoment(locale, glass.brokenAt) },
    { term: words.until, value: formatMoment(locale, glass.endsAt) },
    { term: words.reason, value: <span class="yui-lines">{quoted(locale, glass.reason)}</span> },
    { term: words.ticket, value: quoted(locale, glass.ticket) },
  ]
}

const Looking = ({ t, locale, glass, look }: GlassProps & { look: NonNullable<GlassProps['look']> }) => {
  const words = t.breakGlass.look
  if (look.closed.length > 0)
    return (
      <Section title={words.closed} lead={words.closedLead}>
        <ClosedReasons reasons={look.closed.map((reason) => t.access.reasons[reason])} />
      </Section>
    )
  return (
    <Section title={words.title} lead={words.lead}>
      <LookLinks t={t} locale={locale} at={`/glass/${glass.id}`} look={look} />
    </Section>
  )
}

const Looks = ({ t, locale, looks, furtherLooks, glass, status }: GlassProps) => {
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
            cells: [formatMoment(locale, look.at), wordsFor(t, locale, look), t.places[look.place as Place] ?? look.place],
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

function wordsFor(t: Messages, locale: Locale, { use, page, lot, file }: Look): string {
  const words = t.breakGlass.one
  if (use === 'read') return words.brief
  const on = formatNumber(locale, page ?? 1)
  if (file) return words.file(on)
  return lot === undefined ? words.rows(on) : words.delivery(formatNumber(locale, lot), on)
}

const Review = ({ t, locale, glass, status, review, own, sameHand, words: typed, problems }: GlassProps) => {
  const words = t.breakGlass.review
  if (status === 'open') return null
  if (status === 'reviewed')
    return (
      <Section title={words.title}>
        <Facts
          items={[
            { term: words.by, value: (locale === 'ja' ? glass.reviewer : glass.reviewerRomaji) ?? '' },
            { term: words.at, value: formatMoment(locale, glass.reviewedAt!) },
            { term: words.words, value: <span class="yui-lines">{quoted(locale, glass.reviewWords ?? '')}</span> },
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
