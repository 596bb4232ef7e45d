/** What a candidate lacks, in words, each with what opens the door. */
import type { Condition } from '../../../policies/telework/applications.ts'
import type { Say } from '../../kernel/say.tsx'

export type CourseName = { id: string; name: string; nameEn: string }
type LacksProps = {
  say: Say
  lacks: readonly Condition[]
  self: boolean
  courses: readonly CourseName[]
}

export const Lacks = (props: LacksProps) => (
  <ul class="yui-lacks">
    {props.self ? <li>{props.say.t.candidates.lacks.self}</li> : null}
    {props.lacks.map((condition) => (
      <li>{lackWords(props, condition)}</li>
    ))}
  </ul>
)

function lackWords({ say, courses }: LacksProps, condition: Condition): string {
  const { t, shortDay } = say
  const words = t.candidates.lacks
  if (condition.kind === 'place') return words.place(condition.needed.map((place) => t.places[place]).join(' / '))
  if (condition.kind === 'vetted' && condition.status === 'active') return words.vettingRanOut(shortDay(condition.until))
  if (condition.kind !== 'course') return words[condition.kind]
  const course = courses.find(({ id }) => id === condition.courseId)
  const name = course ? say.course(course) : condition.courseId
  const what =
    condition.state === 'expired' && condition.until ? words.courseExpired(name, shortDay(condition.until)) : words.course(name)
  return condition.nextOn ? words.withNext(what, shortDay(condition.nextOn)) : what
}
