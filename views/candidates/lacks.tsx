/** What a candidate lacks, in words, each with what opens the door. */
import type { Condition } from '../../policies/applications.ts'
import { formatShortDay } from '../format.ts'
import type { Locale, Messages } from '../messages/index.ts'

export type CourseName = { id: string; name: string; nameEn: string }
type LacksProps = {
  t: Messages
  locale: Locale
  lacks: readonly Condition[]
  self: boolean
  courses: readonly CourseName[]
}

export const Lacks = (props: LacksProps) => (
  <ul class="yui-lacks">
    {props.self ? <li>{props.t.candidates.lacks.self}</li> : null}
    {props.lacks.map((condition) => (
      <li>{lackWords(props, condition)}</li>
    ))}
  </ul>
)

function lackWords({ t, locale, courses }: LacksProps, condition: Condition): string {
  const words = t.candidates.lacks
  if (condition.kind === 'place') return words.place(condition.needed.map((place) => t.places[place]).join(' / '))
  if (condition.kind === 'vetted' && condition.status === 'active')
    return words.vettingRanOut(formatShortDay(locale, condition.until))
  if (condition.kind !== 'course') return words[condition.kind]
  const course = courses.find(({ id }) => id === condition.courseId)
  const name = (locale === 'ja' ? course?.name : course?.nameEn) ?? condition.courseId
  const what =
    condition.state === 'expired' && condition.until
      ? words.courseExpired(name, formatShortDay(locale, condition.until))
      : words.course(name)
  return condition.nextOn ? words.withNext(what, formatShortDay(locale, condition.nextOn)) : what
}
