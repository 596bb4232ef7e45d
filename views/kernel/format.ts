/** Dates, money and sizes as people read them. Formatters are made once: making one is dearer than a hundred uses. */
import { dayOf } from '../../policies/kernel/days.ts'
import type { Locale } from './locale.ts'

const zone = { timeZone: 'Asia/Tokyo' } as const
const day = {
  ja: new Intl.DateTimeFormat('ja-JP', { ...zone, year: 'numeric', month: 'long', day: 'numeric', weekday: 'short' }),
  en: new Intl.DateTimeFormat('en-GB', { ...zone, weekday: 'short', day: 'numeric', month: 'long', year: 'numeric' }),
}
const shortDay = {
  ja: new Intl.DateTimeFormat('ja-JP', { ...zone, month: 'long', day: 'numeric', weekday: 'short' }),
  en: new Intl.DateTimeFormat('en-GB', { ...zone, weekday: 'short', day: 'numeric', month: 'short' }),
}
const shortDayOfYear = {
  ja: day.ja,
  en: new Intl.DateTimeFormat('en-GB', { ...zone, weekday: 'short', day: 'numeric', month: 'short', year: 'numeric' }),
}
const moment = {
  ja: new Intl.DateTimeFormat('ja-JP', {
    ...zone,
    year: 'numeric',
    month: 'long',
    day: 'numeric',
    weekday: 'short',
    hour: 'numeric',
    minute: '2-digit',
  }),
  en: new Intl.DateTimeFormat('en-GB', {
    ...zone,
    weekday: 'short',
    day: 'numeric',
    month: 'long',
    year: 'numeric',
    hour: '2-digit',
    minute: '2-digit',
  }),
}
const time = {
  ja: new Intl.DateTimeFormat('ja-JP', { ...zone, hour: 'numeric', minute: '2-digit' }),
  en: new Intl.DateTimeFormat('en-GB', { ...zone, hour: '2-digit', minute: '2-digit' }),
}
const wareki = new Intl.DateTimeFormat('ja-JP-u-ca-japanese', {
  ...zone,
  era: 'long',
  year: 'numeric',
  month: 'long',
  day: 'numeric',
})
const number = { ja: new Intl.NumberFormat('ja-JP'), en: new Intl.NumberFormat('en-GB') }

/** Lists show the same few days again and again, so each is worked out once. */
function remembered(format: Record<Locale, Intl.DateTimeFormat>) {
  const known = { ja: new Map<string, string>(), en: new Map<string, string>() }
  return (locale: Locale, text: string): string => {
    const cached = known[locale].get(text)
    if (cached !== undefined) return cached
    if (known[locale].size > 1_000) known[locale].clear()
    const words = format[locale].format(new Date(text.length === 10 ? `${text}T00:00:00+09:00` : text))
    known[locale].set(text, words)
    return words
  }
}

/** `2026年11月21日(土)`; takes a day or an instant. */
export const formatDay = remembered(day)
const formatNearDay = remembered(shortDay)
const formatFarDay = remembered(shortDayOfYear)
/** Without the year, where that is the given one: in January a day of December, and in December one of January, says which it means. */
export const formatShortDay = (locale: Locale, text: string, year: string): string =>
  yearOf(text) === year ? formatNearDay(locale, text) : formatFarDay(locale, text)
/** The year in Japan of a day or an instant. */
const yearOf = (text: string): string => (text.length === 10 ? text : dayOf(text)).slice(0, 4)
export const formatMoment = remembered(moment)
/** Where the day is said already. */
export const formatTime = remembered(time)
/** `令和8年11月21日`: documents of towns count by eras, in either language. */
export const formatWareki = (text: string): string =>
  wareki.format(new Date(text.length === 10 ? `${text}T00:00:00+09:00` : text))
/** Small whole numbers look the same in both languages, and lists are full of them. */
export const formatNumber = (locale: Locale, value: number): string =>
  Number.isInteger(value) && value >= 0 && value < 1000 ? String(value) : number[locale].format(value)
/** Integer yen: `12,345円`, `¥12,345`. */
export const formatYen = (locale: Locale, yen: number): string =>
  locale === 'ja' ? `${formatNumber('ja', yen)}円` : `¥${formatNumber('en', yen)}`

const sizes = ['B', 'KB', 'MB', 'GB']
export function formatSize(locale: Locale, bytes: number): string {
  const step = sizes.findLastIndex((_, i) => bytes >= 1024 ** i)
  return `${number[locale].format(Math.round((bytes / 1024 ** Math.max(0, step)) * 10) / 10)} ${sizes[Math.max(0, step)]}`
}
/** Minutes of work as `約2時間30分` or `about 2 h 30 min`. */
export function formatMinutes(locale: Locale, minutes: number): string {
  const whole = Math.max(1, Math.round(minutes))
  const [h, m] = [Math.floor(whole / 60), whole % 60]
  if (locale === 'ja') return `約${h ? `${h}時間` : ''}${m || !h ? `${m}分` : ''}`
  return `about ${[h ? `${h} h` : '', m || !h ? `${m} min` : ''].filter(Boolean).join(' ')}`
}

/** Several words in one line, with what stands between them in each language. */
export const listed = (locale: Locale, words: readonly string[], between = ', '): string =>
  words.join(locale === 'ja' ? '、' : between)
