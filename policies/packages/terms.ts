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
 * The day on which work received on a day is paid: closed at the end of the month, paid on the 25th of the next.
 * It counts from receipt and never waits for acceptance or an invoice. INVARIANT: for no day of receipt is it later than the last day
 * that 特定受託事業者に係る取引の適正化等に関する法律 allows, the 60th with the day of receipt as the first; tests/policies/terms tries
 * them all.
 */
export function paymentDate(receivedOn: Day): Day {
  const [year, month] = receivedOn.split('-').map(Number) as [number, number]
  return new Date(Date.UTC(year, month, 25)).toISOString().slice(0, 10) as Day
}

/**
 * Inspection ends this many days after receipt: no later than a town must have inspected a service that it bought
 * (政府契約の支払遅延防止等に関する法律, to which 14条 makes towns subject).
 */
export const inspectionDays = 10
export const inspectionEnd = (receivedOn: Day): Day => addDays(receivedOn, inspectionDays)
