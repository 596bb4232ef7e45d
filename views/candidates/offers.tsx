/** The preview of offers: these lots to these people at these prices under these terms, then one button. */

import type { Reason } from '../../policies/access.ts'
import type { Condition } from '../../policies/applications.ts'
import { type Item, paymentDate } from '../../policies/terms.ts'
import { ClosedReasons } from '../errors.tsx'
import { formatDay, formatNumber, formatYen } from '../format.ts'
import { Actions, Button, DateField, ErrorSummary, Form, Hidden, type Problem, problemOf, TextArea } from '../forms.tsx'
import type { Locale, Messages } from '../messages/index.ts'
import { PageHeading } from '../parts/heading.tsx'
import { Banner, Disclosure } from '../parts/notices.tsx'
import { Clauses } from '../terms.tsx'
import { type CourseName, Lacks } from './lacks.tsx'
import { type Lot, OfferTable, type Someone } from './table.tsx'

export type OfferNote =
  | { kind: 'changed' | 'stale' | 'ineligible' }
  | { kind: 'missing'; items: readonly Item[] }
  | { kind: 'closed'; people: readonly { name: string; reasons: readonly Reason[] }[] }
  | undefined
type OffersProps = {
  t: Messages
  locale: Locale
  pkg: { id: string; title: string; number: string; dueOn: string | null }
  shares: readonly { candidate: Someone; lots: readonly Lot[] }[]
  /** Everybody for whom a number was given, whether or not it could be read. */
  asked: readonly Someone[]
  dueOn: string
  today: string
  departs: boolean
  example: { lot: number; clauses: readonly { item: Item; ja: string; en: string }[] } | undefined
  lacks: readonly { name: string; lacks: readonly Condition[]; self: boolean }[]
  courses: readonly CourseName[]
  note: OfferNote
  typed: Readonly<Record<string, string | readonly string[]>>
  problems: readonly Problem[]
  token: string
}

export const OffersPage = (props: OffersProps) => {
  const { t, locale, pkg, problems, example, lacks } = props
  const words = t.candidates.offers
  return (
    <>
      <PageHeading title={words.title} eyebrow={`${pkg.number} ${pkg.title}`} lead={words.lead} />
      <ErrorSummary title={t.frame.problemsTitle} problems={problems} />
      <Note {...props} />
      {lacks.map((one) => (
        <Banner tone="warning" title={words.ineligible(one.name)}>
          <Lacks t={t} locale={locale} lacks={one.lacks} self={one.self} courses={props.courses} />
        </Banner>
      ))}
      <Offers {...props} />
      {example ? (
        <Disclosure summary={words.terms(example.lot)}>
          <Clauses t={t.terms} locale={locale} clauses={example.clauses} />
        </Disclosure>
      ) : null}
      <p>
        <a href={`/packages/${pkg.id}/candidates`}>{words.back}</a>
      </p>
    </>
  )
}

const Note = ({ t, note }: OffersProps) => {
  const words = t.candidates.offers
  if (note?.kind === 'changed')
    return (
      <Banner tone="info" title={words.changed} live>
        {words.changedAdvice}
      </Banner>
    )
  if (note?.kind === 'stale')
    return (
      <Banner tone="error" title={words.stale} live>
        {words.staleAdvice}
      </Banner>
    )
  if (note?.kind === 'closed')
    return (
      <>
        {note.people.map(({ name, reasons }) => (
          <Banner tone="error" title={words.ineligible(name)} live>
            <ClosedReasons reasons={reasons.map((reason) => t.access.reasons[reason])} />
          </Banner>
        ))}
      </>
    )
  if (note?.kind !== 'missing') return null
  return (
    <Banner tone="error" title={words.missing} live>
      <p>{words.missingAdvice}</p>
      <ul>
        {note.items.map((item) => (
          <li>{t.terms.items[item]}</li>
        ))}
      </ul>
    </Banner>
  )
}

const Offers = (props: OffersProps) => {
  const { t, locale, pkg, shares, dueOn, today, departs, typed, problems, token } = props
  const words = t.candidates.offers
  const lots = shares.flatMap((share) => share.lots)
  const total = lots.reduce((sum, { price }) => sum + price, 0)
  const latest = pkg.dueOn ?? today
  return (
    <Form action={`/packages/${pkg.id}/offers`} token={token}>
      <OfferTable {...props} />
      {shares.map(({ candidate, lots: given }) => (
        <Hidden name={`shown-${candidate.personId}`} value={given.map(({ number }) => number).join(' ')} />
      ))}
      <Hidden name="shownDueOn" value={dueOn} />
      {lots.length > 0 ? (
        <p>
          <b>{words.total(formatNumber(locale, lots.length), formatYen(locale, total))}</b>
        </p>
      ) : null}
      <DateField
        name="dueOn"
        label={words.due}
        hint={words.dueHint(formatDay(locale, latest))}
        min={today}
        max={latest}
        mark={t.frame.required}
        required
        value={String(typed.dueOn ?? dueOn)}
        problem={problemOf(problems, 'dueOn')}
      />
      <p>{words.paid(formatDay(locale, paymentDate(dueOn as never)))}</p>
      {departs ? (
        <TextArea
          name="reason"
          label={words.reason}
          hint={words.reasonHint}
          mark={t.frame.required}
          required
          rows={3}
          maxlength={500}
          value={String(typed.reason ?? '')}
          problem={problemOf(problems, 'reason')}
        />
      ) : null}
      <Actions sticky>
        <Button>{words.send}</Button>
      </Actions>
    </Form>
  )
}
