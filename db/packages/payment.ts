/** When work is paid: by the terms of the operating body, on a day on which banks are open. */
import holidays from '@holiday-jp/holiday_jp'
import { type Day, dayOf } from '../../policies/kernel/days.ts'
import { firstUnlawful, type PaymentTerms, paymentDate } from '../../policies/packages/terms.ts'
import type { Reader } from '../kernel/reader.ts'
import type { Instant } from '../kernel/time.ts'
import { paymentTermsOn } from '../membership/facts.ts'

/** Saturdays, Sundays, public holidays, and 31 December to 3 January (銀行法 15条, 銀行法施行令 5条). */
export function isBankHoliday(day: Day): boolean {
  const weekday = new Date(`${day}T00:00:00Z`).getUTCDay()
  const date = day.slice(5)
  return weekday === 0 || weekday === 6 || date === '12-31' || (date >= '01-01' && date <= '01-03') || day in holidays.holidays
}

/** The day on which work received on a day is paid. */
export const paidOn = (terms: PaymentTerms | undefined, receivedOn: Day): Day => paymentDate(terms, receivedOn, isBankHoliday)
/** The same for an order, whose terms are those of the day on which it was offered. */
export const paidFor = async (
  db: Reader,
  { townId, offeredAt }: { readonly townId: string; readonly offeredAt: Instant },
  receivedOn: Day,
): Promise<Day> => paidOn(await paymentTermsOn(db, townId, dayOf(offeredAt)), receivedOn)
/** The first day of receipt, from a day on, for which terms are against the law; nothing where they are lawful. */
export const firstUnlawfulOf = (terms: PaymentTerms, from: Day): Day | undefined => firstUnlawful(terms, from, isBankHoliday)
