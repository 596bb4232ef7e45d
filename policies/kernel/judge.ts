/** How what is declared of an act (policies/kernel/act.ts) is answered: who asks, in which status, and then the gates. */

import { isClosedTo } from '../identity/hold.ts'
import type { Actor } from '../identity/people.ts'
import type { DataClass } from '../safety/classes.ts'
import { type Acts, type Closing, closing, type Declared, type Gate, gatesOf } from './act.ts'
import { alliance, type Permit, permit, type Refusal, refuse, type Subject, type Why } from './decision.ts'

/** What the gates ask of the thing; each says no more than was read. */
export type Facts = Subject & {
  readonly status?: string | undefined
  /** Where it is not said, as if nobody had classed it. */
  readonly dataClass?: DataClass | null | undefined
  readonly frozen?: boolean | undefined
  readonly destroyed?: boolean | undefined
  /** It is the actor's own work, or about the actor. */
  readonly own?: boolean | undefined
  /** The first of two persons. */
  readonly first?: string | null | undefined
  /** The first person and this one are out of the same hand: one of them has just brought in the other. */
  readonly sameHand?: boolean | undefined
}
type Asked = { readonly actor: Actor; readonly relations: readonly string[]; readonly facts: Facts }

/** Whether each gate is open. */
const open: Readonly<Record<Gate, (asked: Asked) => boolean>> = {
  standing: ({ actor, relations }) => !relations.includes('worker') || actor.grants.some(({ role }) => role === 'worker'),
  'not-own': ({ facts }) => !facts.own,
  second: ({ actor, facts }) => facts.first !== actor.id,
  independent: ({ facts }) => !facts.sameHand,
  unheld: ({ actor, facts }) => !isClosedTo(actor, facts.dataClass ?? null),
  thawed: ({ facts }) => !facts.frozen,
  whole: ({ facts }) => !facts.destroyed,
  // Eligibility and the rule of access answer these with everything that is missing; here they are for the write.
  consented: () => true,
  posted: () => true,
}
const whyOf: Readonly<Record<Gate, Why>> = {
  standing: 'role',
  'not-own': 'own-work',
  second: 'second',
  independent: 'second',
  unheld: 'held',
  thawed: 'closed',
  whole: 'closed',
  consented: 'closed',
  posted: 'closed',
}
/** About who asks, and so answered before the status tells anything. */
const personal: readonly Gate[] = ['standing', 'not-own']

function refusalFor(rule: Declared, asked: Asked): Refusal<Why> | undefined {
  const { relations, facts } = asked
  if (relations.length === 0) return refuse('unseen')
  const gates = gatesOf(rule).filter((gate) => !open[gate](asked))
  const first = gates.find((gate) => personal.includes(gate))
  if (first) return refuse(whyOf[first])
  const by = relations.filter((relation) => rule.by.includes(relation))
  if (by.length === 0) return refuse('role')
  if (!by.some((relation) => mayBegin(rule, relation, facts.status))) return refuse('status')
  const shut = gates.find((gate) => whyOf[gate] !== 'closed')
  if (shut) return refuse(whyOf[shut])
  // What content is closed by is the rule of access's to say, all of it at once.
  return rule.reads === 'content' ? undefined : closedBy(facts, gates)
}

/** What closes a package, all of it at once; `gates`: those that an act asks. */
export function closedBy(facts: Pick<Facts, Closing>, gates: readonly Gate[] = Object.values(closing)): Refusal<Why> | undefined {
  const shut = (Object.keys(closing) as Closing[]).filter((what) => facts[what] && gates.includes(closing[what]))
  return shut.length > 0 ? refuse<Why, Closing>('closed', shut) : undefined
}

function mayBegin({ from }: Declared, relation: string, status: string | undefined): boolean {
  const own = from === undefined || isList(from) ? from : from[relation]
  return own === undefined || own.length === 0 || (status !== undefined && own.includes(status))
}
const isList = (from: NonNullable<Declared['from']>): from is readonly string[] => Array.isArray(from)

/**
 * The rules of one table. `judge`: an act by whoever stands in these relations to the thing; without any it does not exist for them.
 * `inTown`: by who holds one of the roles in the town of the thing, which everybody may know of. `anywhere`: by who holds one of them
 * in any town; without a thing it is a list, or the way to a form. `follow`: what another permit brings along;
 * the write asks its gates, but for those that the other one's reason waives.
 */
export function rulesOf<T extends Acts>(acts: T) {
  type Answer<A extends string> = Permit<A> | Refusal<Why>
  type Name = keyof T & string
  const ruleOf = (act: Name): Declared => acts[act]!
  const judge = <A extends Name>(act: A, actor: Actor, relations: readonly string[], facts: Facts): Answer<A> =>
    refusalFor(ruleOf(act), { actor, relations, facts }) ?? permit(act, facts)
  const byRole = <A extends Name>(act: A, actor: Actor, roles: readonly string[], facts: Facts): Answer<A> =>
    roles.some((role) => ruleOf(act).by.includes(role)) ? judge(act, actor, roles, facts) : refuse('role')
  return {
    judge,
    inTown: <A extends Name>(act: A, actor: Actor, facts: Facts): Answer<A> =>
      byRole(act, actor, rolesIn(actor, facts.townId), facts),
    anywhere: <A extends Name>(act: A, actor: Actor, facts: Facts = { id: actor.id, townId: alliance }): Answer<A> =>
      byRole(
        act,
        actor,
        actor.grants.map(({ role }) => role),
        facts,
      ),
    follow: <A extends Name>(act: A, on: Subject, waives: readonly Gate[] = []): Permit<A> =>
      permit(
        act,
        on,
        waives.filter((gate) => gatesOf(ruleOf(act)).includes(gate)),
      ),
  }
}
const rolesIn = ({ grants }: Actor, town: string) =>
  grants.filter(({ townId }) => townId === null || townId === town).map(({ role }) => role)

/** Whether somebody in this relation may move a thing on from a status. */
export const movesOn = (acts: Acts, by: string, status: string): boolean =>
  Object.values(acts).some(
    (rule) => rule.to !== undefined && rule.from?.length !== 0 && rule.by.includes(by) && mayBegin(rule, by, status),
  )

/** Who acts by the clock: nobody, in no role. */
export const clock: Actor = { id: '', grants: [] }
