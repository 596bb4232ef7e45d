/** The preview of offers: these lots to these people at these prices under these terms, then one button. */

import type { Day } from '../../../policies/kernel/days.ts'
import type { Item } from '../../../policies/packages/terms.ts'
import type { Reason } from '../../../policies/safety/access.ts'
import type { Condition } from '../../../policies/telework/applications.ts'
import { ClosedReasons } from '../../kernel/errors.tsx'
import { Actions, Button, DateField, Form, Hidden, TextArea } from '../../kernel/forms.tsx'
import type { Say } from '../../kernel/say.tsx'
import { Clauses } from '../../packages/terms.tsx'
import { type Filled, fieldIn, Problems } from '../../parts/form-page.tsx'
import { PageHeading } from '../../parts/heading.tsx'
import { Banner, Disclosure } from '../../parts/notices.tsx'
import { type CourseName, Lacks } from './lacks.tsx'
import { type Lot, OfferTable, type Someone } from './table.tsx'

export type OfferNote =
  | { kind: 'changed' | 'stale' | 'ineligible' }
  | { kind: 'missing'; items: readonly Item[] }
  | { kind: 'closed'; people: readonly { name: string; reasons: readonly Reason[] }[] }
  | undefined
type OffersProps = {
  say: Say
  pkg: { id: string; title: string; number: string; dueOn: string | null }
  shares: readonly { candidate: Someone; lots: readonly Lot[] }[]
  /** Everybody for whom a number was given, whether or not it could be read. */
  asked: readonly Someone[]
  dueOn: Day
  /** When work that comes on that day is paid; nothing while the operating body has not said. */
  paidOn: string | undefined
  today: string
  departs: boolean
  example: { lot: number; clauses: readonly { item: Item; ja: string; en: string }[] } | undefined
  lacks: readonly { name: string; lacks: readonly Condition[]; self: boolean }[]
  courses: readonly CourseName[]
  note: OfferNote
  form: Filled
}

export const OffersPage = (props: OffersProps) => {
  const { say, pkg, form, example, lacks } = props
  const words = say.t.candidates.offers
  const offers = offersForm(props)
  return (
    <>
      <PageHeading title={words.title} eyebrow={`${pkg.number} ${pkg.title}`} lead={words.lead} />
      <Problems say={say} form={form} />
      <Note {...props} />
      {lacks.map((one) => (
        <Banner tone="warning" title={words.ineligible(one.name)}>
          <Lacks say={say} lacks={one.lacks} self={one.self} courses={props.courses} />
        </Banner>
      ))}
      {offers}
      {example ? (
        <Disclosure summary={words.terms(example.lot)}>
          <Clauses t={say.t.terms} locale={say.locale} clauses={example.clauses} />
        </Disclosure>
      ) : null}
      <p>
        <a href={`/packages/${pkg.id}/candidates`}>{words.back}</a>
      </p>
    </>
  )
}

const Note = ({ say: { t }, note }: OffersProps) => {
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

/** Called, not drawn as an element: the summary above needs the labels of its fields. */
function offersForm(props: OffersProps) {
  const { say, pkg, shares, dueOn, paidOn, today, departs, form } = props
  const words = say.t.candidates.offers
  const field = fieldIn(say, form)
  const lots = shares.flatMap((share) => share.lots)
  const total = lots.reduce((sum, { price }) => sum + price, 0)
  const latest = pkg.dueOn ?? today
  return (
    <Form action={`/packages/${pkg.id}/offers`} token={form.token}>
      <OfferTable {...props} />
      {shares.map(({ candidate, lots: given }) => (
        <Hidden name={`shown-${candidate.personId}`} value={given.map(({ number }) => number).join(' ')} />
      ))}
      <Hidden name="shownDueOn" value={dueOn} />
      {lots.length > 0 ? (
        <p>
          <b>{words.total(say.number(lots.length), say.yen(total))}</b>
        </p>
      ) : null}
      <DateField {...field('dueOn', words.due, words.dueHint(say.day(latest)))} min={today} max={latest} />
      {paidOn ? <p>{words.paid(say.day(paidOn))}</p> : null}
      {departs ? <TextArea {...field('reason', words.reason, words.reasonHint)} rows={3} /> : null}
      <Actions sticky>
        <Button>{words.send}</Button>
      </Actions>
    </Form>
  )
}
