/** A condition of a job in words: what it asks, how it stands, and what opens the door. */
import type { Condition } from '../policies/applications.ts'
import { type DataClass, handling, type Place } from '../policies/classes.ts'
import { formatDay, formatShortDay } from './format.ts'
import type { Locale, Messages } from './messages/index.ts'
import type { Condition as ConditionRow } from './parts/work.tsx'

export type Course = { readonly id: string; readonly name: string; readonly nameEn: string }
export type ConditionWords = {
  readonly t: Messages
  readonly locale: Locale
  readonly courses: readonly Course[]
}

export const courseName = ({ locale, courses }: ConditionWords, id: string): string => {
  const course = courses.find((one) => one.id === id)
  return course ? (locale === 'ja' ? course.name : course.nameEn) : id
}
export const placesWords = ({ t }: Pick<ConditionWords, 't'>, places: readonly Place[]): string =>
  places.map((place) => t.places[place]).join(t.work.conditions.place.or)
const levelWords = ({ t }: ConditionWords, code: DataClass) => t.levels[handling[code].level]

/** One row of the list of conditions. */
export function conditionRow(words: ConditionWords, condition: Condition): ConditionRow {
  const t = words.t.work.conditions
  const { met } = condition
  const row = (asked: string, todo: string, state = met ? t.met : t.unmet) => ({
    met,
    words: asked,
    state,
    todo: met ? undefined : todo,
  })
  switch (condition.kind) {
    case 'open':
    case 'town':
      return row(t[condition.kind].words, t[condition.kind].todo)
    case 'vetted':
      return row(
        t.vetted.words,
        vettedTodo(words, condition),
        met ? t.vetted.until(formatDay(words.locale, condition.until)) : t.unmet,
      )
    case 'clearance':
      return row(t.clearance.words(levelWords(words, condition.needed)), t.clearance.todo(levelWords(words, condition.held)))
    case 'place':
      return row(t.place.words(placesWords(words, condition.needed)), t.place.todo)
    case 'course':
      return row(
        t.course.words(courseName(words, condition.courseId)),
        courseState(words, condition) + nextDate(words, condition),
        met && condition.until ? t.course.until(formatDay(words.locale, condition.until)) : met ? t.course.forGood : t.unmet,
      )
  }
}

/** Why a job is closed and what opens it, in one line: the first thing that is missing, and how many more. */
export function closedWords(words: ConditionWords, lacking: readonly Condition[]): string {
  const [first] = lacking
  if (!first) return words.t.work.openForYou
  return shortReason(words, first) + (lacking.length > 1 ? words.t.work.more(lacking.length - 1) : '')
}

function shortReason(words: ConditionWords, condition: Condition): string {
  const t = words.t.work.conditions
  switch (condition.kind) {
    case 'open':
    case 'town':
      return t[condition.kind].short
    case 'vetted':
      return condition.status === 'active' ? t.vetted.shortRanOut(formatDay(words.locale, condition.until)) : t.vetted.short
    case 'clearance':
      return t.clearance.short(levelWords(words, condition.needed))
    case 'place':
      return t.place.short(placesWords(words, condition.needed))
    case 'course': {
      const name = courseName(words, condition.courseId)
      return (condition.state === 'expired' ? t.course.shortExpired(name) : t.course.short(name)) + nextDate(words, condition)
    }
  }
}

const vettedTodo = ({ t, locale }: ConditionWords, { status, until }: Extract<Condition, { kind: 'vetted' }>): string =>
  status === 'active' ? t.work.conditions.vetted.ranOut(formatDay(locale, until)) : t.work.conditions.vetted.todo[status]

type CourseCondition = Extract<Condition, { kind: 'course' }>
function courseState({ t, locale }: ConditionWords, { state, until }: CourseCondition): string {
  const words = t.work.conditions.course
  if (state === 'expired' && until) return words.expired(formatDay(locale, until))
  return state === 'failed' ? words.failed : words.missing
}

function nextDate({ t, locale }: ConditionWords, { nextOn }: CourseCondition): string {
  const words = t.work.conditions.course
  return nextOn ? words.next(formatShortDay(locale, nextOn)) : words.noNext
}
