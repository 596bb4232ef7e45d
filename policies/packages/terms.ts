/** Terms of an order (取引条件明示): every legal item, and the dates the law counts. */
import { addDays, type Day } from '../kernel/days.ts'
import { type Permit, type Refusal, refuse, type Why } from '../kernel/decision.ts'

/**
 * The items that must stand in writing before work starts.
 * Source: 特定受託事業者に係る取引の適正化等に関する法律 3条 and MHLW 自営型テレワークの適正な実施のためのガイドライン.
 */
export const items = [
  'orderer',
  'worker',
  'orderedOn',
  'content',
  'remuneration',
  'payment',
  'expenses',
  'dueOn',
  'delivery',
  'inspection',
  'changes',
  'rework',
  'rights',
  'secrecy',
] as const
export type Item = (typeof items)[number]

/** Frozen in both languages when the offer is made; the Japanese text binds. */
export type Clause = { readonly item: Item; readonly ja: string; readonly en: string }
export const missingItems = (clauses: readonly Clause[]): Item[] =>
  items.filter((item) => !clauses.some((clause) => clause.item === item && clause.ja.trim() !== '' && clause.en.trim() !== ''))

/** No offer without every item in writing: a refusal names what is missing. */
export const decideTerms = <A extends string, Unmet>(
  decision: Permit<A> | Refusal<Why, Unmet>,
  clauses: readonly Clause[],
): Permit<A> | Refusal<Why, Unmet | Item> => {
  const missing = missingItems(clauses)
  return 'refused' in decision || missing.length === 0 ? decision : refuse<Why, Unmet | Item>('incomplete', missing)
}

/**
 * When an operating body pays what it received: `closing` is the last day of receipt of a period, `pay` the day on which that period is
 * paid, `months` later. Days of a month; 31 is its last day, however long it is.
 */
export type PaymentTerms = { readonly closing: number; readonly months: number; readonly pay: number }
export const lastDay = 31

/**
 * The last day that the law allows: the 60th, with the day of receipt as the first, whether or not the work was inspected
 * (特定受託事業者に係る取引の適正化等に関する法律 4条1項).
 */
export const latestPayment = (receivedOn: Day): Day => addDays(receivedOn, 59)

/**
 * The day on which work received on a day is paid: as the body's terms say, or the business day before where banks are closed then.
 * It counts from receipt and never waits for acceptance or an invoice. INVARIANT: for no terms and no day of receipt later than the law
 * allows; without terms the day of receipt itself, as the law has it where no day was agreed (4条2項).
 */
export function paymentDate(terms: PaymentTerms | undefined, receivedOn: Day, isClosed: (day: Day) => boolean): Day {
  if (!terms) return receivedOn
  const nominal = dayIn(closingOf(terms, receivedOn), terms.months, terms.pay)
  const latest = latestPayment(receivedOn)
  let paidOn = nominal < latest ? nominal : latest
  while (isClosed(paidOn)) paidOn = addDays(paidOn, -1)
  return paidOn
}

/** The day on which the period closes in which a day lies. */
function closingOf({ closing }: PaymentTerms, receivedOn: Day): Day {
  const closes = dayIn(receivedOn, 0, closing)
  return receivedOn <= closes ? closes : dayIn(receivedOn, 1, closing)
}
/** A day of the month that lies some months after another's; the last one where that month is shorter. */
function dayIn(of: Day, months: number, date: number): Day {
  const [year, month] = of.split('-').map(Number) as [number, number]
  const last = new Date(Date.UTC(year, month + months, 0)).getUTCDate()
  return new Date(Date.UTC(year, month - 1 + months, Math.min(date, last))).toISOString().slice(0, 10) as Day
}

/** How far ahead terms are tried before they are taken: every length of month, and a leap year. Days. */
const tried = 4 * 366
/** The first day of receipt, from a day on, that terms would pay too late or before their period has closed; nothing where there is none. */
export function firstUnlawful(terms: PaymentTerms, from: Day, isClosed: (day: Day) => boolean): Day | undefined {
  for (let n = 0; n < tried; n++) {
    const day = addDays(from, n)
    const closes = closingOf(terms, day)
    if (dayIn(closes, terms.months, terms.pay) > latestPayment(day) || paymentDate(terms, day, isClosed) <= closes) return day
  }
  return undefined
}

/**
 * Inspection ends this many days after receipt: no later than a town must have inspected a service that it bought
 * (政府契約の支払遅延防止等に関する法律, to which 14条 makes towns subject).
 */
export const inspectionDays = 10
export const inspectionEnd = (receivedOn: Day): Day => addDays(receivedOn, inspectionDays)
