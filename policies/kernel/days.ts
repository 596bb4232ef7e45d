/** Calendar days in Japan, as text that sorts: the unit in which towns, terms and the law count. */

/** `YYYY-MM-DD`, a day in Asia/Tokyo. */
export type Day = `${number}-${number}-${number}`

const hour = 3_600_000

/** An instant (ISO text, UTC) as the clocks in Japan show it: `2026-11-21T12:00:00.000`. Japan keeps UTC+9 all year. */
export const inJapan = (instant: string): string => new Date(Date.parse(instant) + 9 * hour).toISOString().slice(0, 23)
/** The day in Japan at an instant. */
export const dayOf = (instant: string): Day => inJapan(instant).slice(0, 10) as Day

export const addDays = (day: Day, days: number): Day =>
  new Date(Date.parse(`${day}T00:00:00Z`) + days * 24 * hour).toISOString().slice(0, 10) as Day

/** The same day of a later month; the month's last day where it is too short (31 January + 1 month = 28 or 29 February). */
export function addMonths(day: Day, months: number): Day {
  const [year, month, date] = day.split('-').map(Number) as [number, number, number]
  const last = new Date(Date.UTC(year, month - 1 + months + 1, 0)).getUTCDate()
  return new Date(Date.UTC(year, month - 1 + months, Math.min(date, last))).toISOString().slice(0, 10) as Day
}

/** Whole days from one day to another; negative when `to` lies before `from`. */
export const daysBetween = (from: Day, to: Day): number =>
  (Date.parse(`${to}T00:00:00Z`) - Date.parse(`${from}T00:00:00Z`)) / (24 * hour)

/** Whether text is a day that exists (2026-02-30 does not). */
export const isDay = (text: string): text is Day =>
  /^\d{4}-\d{2}-\d{2}$/.test(text) && !Number.isNaN(Date.parse(`${text}T00:00:00Z`)) && addDays(text as Day, 0) === text

/**
 * Whether a day is one that somebody can mean who types it: of the years of anybody's life and work here. 0026 and 9999 are slips of the
 * hand; each act says beside it which days are right for it.
 */
export const isMeant = (day: Day, today: Day): boolean => day >= '1900-01-01' && day <= addMonths(today, mostYearsAhead * 12)
export const mostYearsAhead = 10

/** The Japanese fiscal year of a day: 1 April to 31 March. */
export const fiscalYear = (day: Day): number => Number(day.slice(0, 4)) - (day.slice(5, 7) < '04' ? 1 : 0)
