/** One reader: all words in their language, and every value as they read it. Views are given this one thing instead of words and locale. */
import type { Child } from 'hono/jsx'
import { type Locale, messagesIn } from '../messages/index.ts'
import { Person } from '../parts/facts.tsx'
import { quoted } from '../parts/quoted.ts'
import {
  formatDay,
  formatMinutes,
  formatMoment,
  formatNumber,
  formatShortDay,
  formatSize,
  formatTime,
  formatYen,
  listed,
} from './format.ts'

/** In Japanese a name goes with its reading, elsewhere it is written in Latin letters. */
export type Named = { name: string | null; romaji: string | null; kana?: string | null | undefined }
type Course = { name: string; nameEn: string }
type InTown = { town: string | null; townRomaji: string | null }

const speak = (locale: Locale, year: string) => ({
  t: messagesIn(locale),
  locale,
  /** This year in Japan: a day of another one says which. */
  year,
  isJapanese: locale === 'ja',
  day: (at: string) => formatDay(locale, at),
  shortDay: (at: string) => formatShortDay(locale, at, year),
  moment: (at: string) => formatMoment(locale, at),
  time: (at: string) => formatTime(locale, at),
  number: (n: number) => formatNumber(locale, n),
  /** How many there are, where counting stopped at a thousand. */
  total: (n: number) => (n > 1_000 ? `${formatNumber(locale, 1_000)}+` : formatNumber(locale, n)),
  yen: (n: number) => formatYen(locale, n),
  size: (bytes: number) => formatSize(locale, bytes),
  minutes: (n: number) => formatMinutes(locale, n),
  list: (words: readonly string[], between?: string) => listed(locale, words, between),
  /** Of a person or a town; empty where there is none. */
  name: ({ name, romaji }: Named): string => (locale === 'ja' ? name : romaji) ?? '',
  town: ({ town, townRomaji }: InTown): string => (locale === 'ja' ? town : townRomaji) ?? '',
  course: ({ name, nameEn }: Course): string => (locale === 'ja' ? name : nameEn),
  person: (one: Named, { href, note }: { href?: string; note?: Child } = {}): Child => (
    <Person
      name={(locale === 'ja' ? one.name : one.romaji) ?? ''}
      kana={locale === 'ja' ? (one.kana ?? undefined) : undefined}
      href={href}
      note={note}
    />
  ),
  /** Words that people wrote, marked as Japanese where the page around them is not. */
  quoted: (text: string): Child => quoted(locale, text),
})
export type Say = ReturnType<typeof speak>

const speakers = new Map<string, Say>()
/** `year`: as four digits, the one that it is in Japan. */
export function sayIn(locale: Locale, year: string): Say {
  const key = `${locale} ${year}`
  const known = speakers.get(key) ?? speak(locale, year)
  speakers.set(key, known)
  return known
}
