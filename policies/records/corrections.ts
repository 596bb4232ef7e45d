/** What people may ask about the data that towns hold on them: to see it, take it along, have it put right (個人情報の保護に関する法律). */

import { type Actor, holds, holdsAnywhere, type Role } from '../identity/people.ts'
import type { Acts } from '../kernel/act.ts'
import { addDays, type Day } from '../kernel/days.ts'
import { alliance, type Permit, type Refusal, refuse, type Why } from '../kernel/decision.ts'
import { rulesOf } from '../kernel/judge.ts'

/** What a request is answered with: the choices of the answer's form. */
export const answers = ['done', 'declined'] as const
export const statuses = ['open', ...answers] as const
export type Status = (typeof statuses)[number]
export const correctionActs = {
  'correction.ask': {
    on: 'correction',
    by: ['self'],
    from: [],
    to: 'open',
    untouched: 'own',
    tells: ['holders'],
    letter: 'own',
    leads: 'correction',
  },
  // Whom an account belongs to and how they are reached (`isGrave`) takes the passkey; their hours do not.
  'correction.answer': {
    on: 'correction',
    by: ['coordinator', 'secretariat'],
    from: ['open'],
    gates: ['not-own'],
    grave: 'sometimes',
    tells: ['asker'],
    letter: 'own',
    leads: 'own-corrections',
  },
  'correction.list': { on: 'person', by: ['coordinator', 'secretariat'] },
} as const satisfies Acts<Role | 'self', Status>
export type Act = keyof typeof correctionActs
const { judge, anywhere, follow } = rulesOf(correctionActs)
export const correctable = ['name', 'kana', 'romaji', 'email', 'phone', 'places', 'weeklyHours', 'training', 'other'] as const
export type Correctable = (typeof correctable)[number]
/** Days in which a request is answered: that of a disclosure request to a public body (個人情報の保護に関する法律 94条). */
export const answerDays = 30
export const mostOpen = 10

export const dueOn = (askedOn: Day): Day => addDays(askedOn, answerDays)

const ofWorkers: readonly Correctable[] = ['places', 'weeklyHours']
/** What somebody may ask about: who is no teleworker has neither places nor hours. */
export const correctableBy = (isWorker: boolean): readonly Correctable[] =>
  correctable.filter((field) => isWorker || !ofWorkers.includes(field))

/** What the answer itself puts right, in the same breath; the rest is changed on its own page by whoever keeps it. */
export const changeable = ['name', 'kana', 'romaji', 'email', 'phone', 'places', 'weeklyHours'] as const
export type Changeable = (typeof changeable)[number]
export const isChangeable = (field: Correctable): field is Changeable => (changeable as readonly Correctable[]).includes(field)
/** Whom an account belongs to and how they are reached: to change that, the officer proves once more who they are. */
export const isGrave = (field: Correctable): boolean => isChangeable(field) && !ofWorkers.includes(field)

export type Belonging = {
  /** The town whose teleworker they are, suspended ones too; or were, until they left. */
  readonly memberOf: string | null
  readonly hasLeft: boolean
  /** The town of their open vetting. */
  readonly applyingTo: string | null
}
/** Who answers: the town that keeps the person's data, or the secretariat (`alliance`) where no town does. */
export const holderOf = ({ memberOf, hasLeft, applyingTo }: Belonging): string =>
  (hasLeft ? null : memberOf) ?? applyingTo ?? memberOf ?? alliance

/** Everybody may ask about their own data; the record stands in the chain of the town that answers. `open`: their requests without an answer. */
export const decideAsk = (townId: string, open: number, id: string): Permit<'correction.ask'> | Refusal<Why> =>
  open >= mostOpen ? refuse('too-many') : follow('correction.ask', { id, townId })

export type CorrectionFacts = { readonly id: string; readonly townId: string; readonly personId: string; readonly status: Status }
/** A coordinator of the town answers, the secretariat where no town is the holder; nobody answers their own request. */
export function decideAnswer(actor: Actor, correction: CorrectionFacts): Permit<'correction.answer'> | Refusal<Why> {
  const relations: Role[] = []
  if (holds(actor, 'coordinator', correction.townId)) relations.push('coordinator')
  if (isAlliance(correction) && holdsAnywhere(actor, 'secretariat')) relations.push('secretariat')
  return judge('correction.answer', actor, relations, { ...correction, own: actor.id === correction.personId })
}
const isAlliance = ({ townId }: Pick<CorrectionFacts, 'townId'>) => townId === alliance

/** INVARIANT: the holders whose requests the list shows are those that `decideAnswer` lets the actor answer for. */
export const answersFor = (actor: Actor): readonly string[] => [
  ...actor.grants.flatMap(({ role, townId }) => (role === 'coordinator' && townId !== null ? [townId] : [])),
  ...(holdsAnywhere(actor, 'secretariat') ? [alliance] : []),
]

export const decideList = (actor: Actor) => anywhere('correction.list', actor)
