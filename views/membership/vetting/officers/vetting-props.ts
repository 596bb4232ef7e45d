/** What the page of one application and its parts are told. */

import type { Day } from '../../../../policies/kernel/days.ts'
import type { Kind, Lack, Status, Step } from '../../../../policies/membership/vetting.ts'
import type { DataClass, Place } from '../../../../policies/safety/classes.ts'
import type { Say } from '../../../kernel/say.tsx'
import type { Locale, Messages } from '../../../messages/index.ts'
import type { Filled } from '../../../parts/form-page.tsx'
import type { Named } from '../../people.tsx'

export type StepRow = {
  step: Step
  how: string
  note: string
  doneOn: Day
  by: string
  byRomaji: string
}
export type Seen = Named & {
  kind: Kind
  status: Status
  town: string
  townRomaji: string
  email: string | null
  phone: string | null
  locale: Locale
  places: readonly Place[]
  weeklyHours: number
  skills: string
  steps: readonly StepRow[]
  pledgeCurrent: boolean
  passkeys: number
  deviceBoundKeys: number
  reason: string | null
  clearance: DataClass | null
  validUntil: Day | null
  decidedBy: string
  appliedOn: Day
  waited: number
}
export type Proposed = { clearance: DataClass; by: string; at: string; mine: boolean }
/** Which forms the rules open to the reader now. */
export type Open = {
  residency: boolean
  interview: boolean
  decide: boolean
  propose: boolean
  confirm: boolean
  decline: boolean
  code: boolean
}
export type Next = keyof Messages['vettings']['one']['next']
/** `confirmation`: the decision of the second person, which has a form of its own. */
export type FormName = 'residency' | 'interview' | 'decision' | 'confirmation' | 'proposal' | 'decline' | 'code'
export type Props = {
  say: Say
  today: Day
  vetting: Seen
  proposed: Proposed | undefined
  next: Next
  open: Open
  /** All that is missing for the classes that one person opens, and for those that take two. */
  lacks: { alone: readonly Lack[]; two: readonly Lack[] }
  done: keyof Messages['vettings']['one']['done'] | undefined
  forms: Readonly<Record<FormName, Filled>>
  /** The form that came back. */
  came: FormName | undefined
}
