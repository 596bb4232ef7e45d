/** Terms of an order (取引条件明示): every legal item, and the dates the law counts. */
import { addDays, type Day } from './days.ts'
import { type Permit, type Refusal, refuse, type Why } from './decision.ts'

/**
 * The items that must stand in writing before work starts.
 * Source: フリーランス・事業者間取引適正化等法 3条 (domain.md 3.1) and MHLW 自営型テレワークのガイドライン (domain.md 2.2).
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

/** No offer without every item in writing (domain.md (b) rule 1): a refusal names what is missing. */
export const decideTerms = <A extends string, Unmet>(
  decision: Permit<A> | Refusal<Why, Unmet>,
  clauses: readonly Clause[],
): Permit<A> | Refusal<Why, Unmet | Item> => {
  const missing = missingItems(clauses)
  return 'refused' in decision || missing.length === 0 ? decision : refuse<Why, Unmet | Item>('incomplete', missing)
}

/**
 * The day on which work received on a day is paid: month's end closing, the 25th of the next month.
 * It counts from receipt and never waits for acceptance or an invoice (domain.md 3.2; rules 2 and 3). INVARIANT: for no day of receipt
 * is it later than the law's last, the 60th with the day of receipt as the first; tests/policies/terms tries them all.
 */
export function paymentDate(receivedOn: Day): Day {
  const [year, month] = receivedOn.split('-').map(Number) as [number, number]
  return new Date(Date.UTC(year, month, 25)).toISOString().slice(0, 10) as Day
}

/** Inspection ends this many days after receipt; a town must inspect services within 10 (domain.md 1.6). */
export const inspectionDays = 10
export const inspectionEnd = (receivedOn: Day): Day => addDays(receivedOn, inspectionDays)
