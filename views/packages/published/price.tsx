/** Correcting the price of a published package: what it is now, whom it concerns, and what becomes of them. */
import type { Live } from '../../../policies/telework/assignments.ts'
import { NumberField, TextArea } from '../../kernel/forms.tsx'
import type { Say } from '../../kernel/say.tsx'
import { Facts } from '../../parts/facts.tsx'
import { type Filled, FormPage, fieldIn, typedIn } from '../../parts/form-page.tsx'
import { numbered } from '../names.tsx'
import { Hourly, type Wage } from '../plan.tsx'
import { unfinishedOf } from './posting.tsx'

type Priced = {
  id: string
  number: string
  title: string
  unitPrice: number | null
  minutesPerRow: number | null
  rowsPerLot: number | null
  lotsFree: number
}
type Props = {
  say: Say
  pkg: Priced
  wages: readonly Wage[]
  counts: Readonly<Partial<Record<Live, number>>>
  hands: number
  form: Filled
}

export const CorrectPricePage = ({ say, pkg, wages, counts, hands, form }: Props) => {
  const { t, number } = say
  const words = t.postings.price
  const at = `/packages/${pkg.id}`
  const act = { say, form, action: `${at}/price`, button: words.button, back: { href: at, words: t.lots.plan.back } }
  const offered = counts.offered ?? 0
  const lots = (count: number) => t.postings.lots(number(count))
  const facts = [
    { term: words.now, value: t.packages.follow.perRow(say.yen(pkg.unitPrice ?? 0)) },
    { term: t.lots.free, value: lots(pkg.lotsFree) },
    { term: t.postings.end.offers, value: lots(offered) },
    { term: words.kept, value: lots(unfinishedOf(counts) - offered) },
    { term: words.hands, value: lots(hands) },
  ]
  const field = fieldIn(say, form)
  return (
    <FormPage {...act} eyebrow={numbered(pkg)} title={words.title} lead={words.lead} above={<Facts items={facts} />}>
      <NumberField {...field('unitPrice', t.lots.plan.unitPrice)} suffix={t.lots.plan.yen} />
      <Hourly
        say={say}
        price={typedIn(form, 'unitPrice')}
        minutes={String(pkg.minutesPerRow ?? '')}
        wages={wages}
        rows={pkg.rowsPerLot}
      />
      <TextArea {...field('priceReason', t.lots.plan.reason, words.reasonHint)} rows={3} />
    </FormPage>
  )
}
