/** Composes the terms of an order: every legal item as a clause in both languages, out of the facts of one lot. */

import { paidOn } from '../../db/packages/payment.ts'
import type { Day } from '../../policies/kernel/days.ts'
import { type Clause, inspectionDays, inspectionEnd, items, type PaymentTerms } from '../../policies/packages/terms.ts'
import { formatDay, formatNumber, formatYen } from '../../views/kernel/format.ts'
import { type Locale, messages } from '../../views/messages/index.ts'
import type { TermsFacts } from '../../views/messages/ja/packages/terms.ts'

type Order = {
  readonly orderer: TermsFacts['orderer']
  /** When the orderer pays what is ordered today. */
  readonly payment: PaymentTerms | undefined
  readonly worker: { readonly name: string; readonly romaji: string }
  readonly pkg: {
    readonly number: string
    readonly title: string
    readonly purpose: string
    readonly criteria: readonly string[]
    readonly unitPrice: number | null
    readonly expenses: string
  }
  readonly lot: { readonly number: number; readonly firstRow: number; readonly lastRow: number; readonly price: number }
  readonly orderedOn: Day
  readonly dueOn: Day
}

/** A clause whose facts are missing is empty, which `missingItems` finds and `decideTerms` refuses. */
export function composeTerms({ orderer, payment, worker, pkg, lot, orderedOn, dueOn }: Order): Clause[] {
  const { number, ...plain } = pkg
  const facts: TermsFacts = {
    ...plain,
    number,
    orderer,
    payment,
    worker,
    orderedOn,
    dueOn,
    lotNumber: lot.number,
    firstRow: lot.firstRow,
    lastRow: lot.lastRow,
    total: lot.price,
    paymentOn: paidOn(payment, dueOn),
    inspectionDays,
    inspectionOn: inspectionEnd(dueOn),
  }
  const write = (locale: Locale, item: (typeof items)[number]) =>
    messages[locale].terms.clauses[item](facts, {
      day: (day) => formatDay(locale, day),
      yen: (yen) => formatYen(locale, yen),
      number: (n) => formatNumber(locale, n),
    })
  return items.map((item) => ({ item, ja: write('ja', item), en: write('en', item) }))
}
