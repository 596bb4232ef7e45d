/** A condition of a job in words: what it asks, how it stands, and what opens the door. */

import { type DataClass, handling, type Place } from '../../../policies/safety/classes.ts'
import type { Condition } from '../../../policies/telework/applications.ts'
import type { Say } from '../../kernel/say.tsx'
import type { Condition as ConditionRow } from '../../parts/work.tsx'

export type Course = { readonly id: string; readonly name: string; readonly nameEn: string }
export type ConditionWords = { readonly say: Say; readonly courses: readonly Course[] }

export const courseName = ({ say, courses }: ConditionWords, id: string): string => {
  const course = courses.find((one) => one.id === id)
  return course ? say.course(course) : id
}
export const placesWords = ({ t }: Say, places: readonly Place[]): string =>
  places.map((place) => t.places[place]).join(t.work.conditions.place.or)
const levelWords = ({ t }: Say, code: DataClass) => t.levels[handling[code].level]

/** One row of the list of conditions. */
export function conditionRow(words: ConditionWords, condition: Condition): ConditionRow {
  const { say } = words
  const t = say.t.work.conditions
  const { met } = condition
  const row = (asked: string, todo: string, state = met ? t.met : t.unmet) => ({
    met,
    words: asked,
    state,
    todo: met ? undefined : todo,
  })
  switch (condition.kind) {
    case 'open':
      return row(t.open.words, t.open.todo[condition.how])
    case 'town':
      return row(t.town.words, t.town.todo)
    case 'vetted':
      return row(t.vetted.words, vettedTodo(say, condition), met ? t.vetted.until(say.day(condition.until)) : t.unmet)
    case 'clearance':
      return row(t.clearance.words(levelWords(say, condition.needed)), t.clearance.todo(levelWords(say, condition.held)))
    case 'place':
      return row(t.place.words(placesWords(say, condition.needed)), t.place.todo)
    case 'course':
      return {
        ...row(
          t.course.words(courseName(words, condition.courseId)),
          courseState(say, condition) + nextDate(say, condition),
          met && condition.until ? t.course.until(say.day(condition.until)) : met ? t.course.forGood : t.unmet,
        ),
        way: met ? undefined : { href: `/training#course-${condition.courseId}`, words: t.course.way },
      }
  }
}

/** Why a job is closed and what opens it, in one line: the first thing that is missing, and how many more. */
export function closedWords(words: ConditionWords, lacking: readonly Condition[]): string {
  const [first] = lacking
  const { work } = words.say.t
  if (!first) return work.openForYou
  return shortReason(words, first) + (lacking.length > 1 ? work.more(lacking.length - 1) : '')
}

function shortReason(words: ConditionWords, condition: Condition): string {
  const { say } = words
  const t = say.t.work.conditions
  switch (condition.kind) {
    case 'open':
      return t.open.short[condition.how]
    case 'town':
      return t.town.short
    case 'vetted':
      return condition.status === 'active' ? t.vetted.shortRanOut(say.day(condition.until)) : t.vetted.short
    case 'clearance':
      return t.clearance.short(levelWords(say, condition.needed))
    case 'place':
      return t.place.short(placesWords(say, condition.needed))
    case 'course': {
      const name = courseName(words, condition.courseId)
      return (condition.state === 'expired' ? t.course.shortExpired(name) : t.course.short(name)) + nextDate(say, condition)
    }
  }
}

const vettedTodo = ({ t, day }: Say, { status, until }: Extract<Condition, { kind: 'vetted' }>): string =>
  status === 'active' ? t.work.conditions.vetted.ranOut(day(until)) : t.work.conditions.vetted.todo[status]

type CourseCondition = Extract<Condition, { kind: 'course' }>
function courseState({ t, day }: Say, { state, until }: CourseCondition): string {
  const words = t.work.conditions.course
  if (state === 'expired' && until) return words.expired(day(until))
  return state === 'failed' ? words.failed : words.missing
}

function nextDate({ t, shortDay }: Say, { nextOn }: CourseCondition): string {
  const words = t.work.conditions.course
  return nextOn ? words.next(shortDay(nextOn)) : words.noNext
}
