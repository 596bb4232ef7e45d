/** What the people of a consented town will see of a package, and how: said on the page and again before the passkey. */
import type { DataClass, Handling, Place } from '../../../policies/safety/classes.ts'
import type { Say } from '../../kernel/say.tsx'
import type { Fact } from '../../parts/facts.tsx'

export type Shown = {
  dataClass: DataClass | null
  rowCount: number | null
  columns: number
  places: readonly Place[]
  courses: readonly string[]
  handling: Handling
}

export function shownFacts({ t, number }: Say, shown: Shown): Fact[] {
  const words = t.consents.shown
  const { dataClass, rowCount, columns, places, courses, handling } = shown
  return [
    ...(dataClass ? [{ term: words.level, value: t.packages.classWords(t.levels[handling.level], dataClass) }] : []),
    { term: words.what, value: words.rows(number(rowCount ?? 0), columns) },
    { term: words.who, value: words.whoWords },
    { term: words.how, value: handling.download ? words.asFile : words.viewOnly },
    { term: words.where, value: places.map((place) => t.places[place]).join(' / ') || t.packages.none },
    { term: words.courses, value: courses.join(' / ') || t.packages.follow.noCourses },
    { term: words.until, value: words.days(handling.keepDays) },
  ]
}
