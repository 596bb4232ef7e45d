/** Consents (再委託の同意): the town whose data it is lets each town's body and residents see a package's content. */
// Towns' contracts (個人情報取扱特記事項) allow work to be passed on only with prior consent.

import { type Actor, holds, holdsAnywhere, type Role } from '../identity/people.ts'
import type { Acts } from '../kernel/act.ts'
import type { Permit, Refusal, Subject, Why } from '../kernel/decision.ts'
import { rulesOf } from '../kernel/judge.ts'
import { within } from '../kernel/statuses.ts'
import type { DataClass, Handling } from '../safety/classes.ts'
import { known, posted, type Status } from './statuses.ts'

/** `waiting`: one of two persons has given it. */
export const states = ['none', 'waiting', 'given', 'withdrawn'] as const
export type State = (typeof states)[number]
/** A first person has still to consent, or to consent anew: home asks for it. */
export const toGive = ['none', 'withdrawn'] as const satisfies readonly State[]
/** Somebody has consented, and may stop it. */
export const standing = states.filter((state) => !within(toGive, state))
export type Hop = { readonly givenBy: string; readonly secondedBy: string | null; readonly withdrawnAt: string | null }

/** How a town's hop of the chain stands. `needed`: persons whom the class asks for; where it asks for none the posting is consent enough. */
export function stateOf(hop: Hop | undefined, needed: Handling['consents']): State {
  if (hop && hop.withdrawnAt !== null) return 'withdrawn'
  if (needed === 0) return 'given'
  if (!hop) return 'none'
  return needed === 2 && hop.secondedBy === null ? 'waiting' : 'given'
}

export type ConsentFacts = Subject & {
  readonly status: Status
  readonly dataClass: DataClass | null
  readonly needed: Handling['consents']
  readonly frozen: boolean
  readonly destroyed: boolean
  /** Every town that it is or will be posted to, its own too. */
  readonly towns: readonly { readonly townId: string; readonly hop: Hop | undefined }[]
  /** Coordinators of the package's town whose role counts today. */
  readonly coordinators: number
}

/** Where there is nobody else to ask, the secretariat is the second of two persons. */
export const isSmall = ({ coordinators }: Pick<ConsentFacts, 'coordinators'>): boolean => coordinators < 2

const townsIn = ({ towns, needed }: ConsentFacts, wanted: readonly State[]): string[] =>
  towns.filter(({ hop }) => wanted.includes(stateOf(hop, needed))).map(({ townId }) => townId)

/** The towns for which a first person has still to consent, or to consent anew. */
export const lacking = (facts: ConsentFacts): string[] => townsIn(facts, toGive)
/** The towns that wait for a second person, whoever that may be. */
export const waiting = (facts: ConsentFacts): string[] => townsIn(facts, ['waiting'])
/** The towns whose second person may be this one: never the one who gave it. */
export const awaiting = (facts: ConsentFacts, actor: Pick<Actor, 'id'>): string[] =>
  facts.towns
    .filter(({ hop }) => stateOf(hop, facts.needed) === 'waiting' && hop!.givenBy !== actor.id)
    .map(({ townId }) => townId)
/** The towns without a consent that counts: they keep the package from being published. */
export const unconsented = (facts: ConsentFacts): string[] => townsIn(facts, [...toGive, 'waiting'])
/** The towns for which there is something to withdraw. Before it is posted nothing was consented to but by a hop. */
export const withdrawable = (facts: ConsentFacts): string[] => {
  const towns = townsIn(facts, standing)
  if (facts.status !== 'ready') return towns
  return towns.filter((town) => facts.towns.some(({ townId, hop }) => townId === town && hop !== undefined))
}

/** Statuses of the package in which there are towns to consent to. */
export const consentable: readonly Status[] = ['ready', ...posted]
/** Statuses of the package in which its page leads to the consents. */
export const consented: readonly Status[] = ['ready', ...known]
const led = { letter: 'own', leads: 'consents' } as const
export const consentActs = {
  'consent.read': { on: 'package', by: ['coordinator', 'manager', 'secretariat'], reads: 'facts' },
  'consent.ask': { on: 'package', by: ['manager'], from: ['ready'], untouched: 'slight', tells: ['coordinators'], ...led },
  'consent.give': {
    on: 'package',
    by: ['coordinator'],
    from: consentable,
    gates: ['unheld'],
    grave: true,
    tells: ['manager', 'coordinators', 'consent-seconds'],
    ...led,
  },
  'consent.second': {
    on: 'package',
    by: ['coordinator', 'secretariat'],
    from: consentable,
    gates: ['unheld', 'second', 'independent'],
    grave: true,
    tells: ['manager', 'coordinators'],
    ...led,
  },
  // Stopping must not wait, neither for a passkey nor for a hold or a freeze.
  'consent.withdraw': {
    on: 'package',
    by: ['coordinator'],
    from: consentable,
    untouched: 'safe',
    despite: ['frozen'],
    tells: ['manager', 'coordinators', 'consent-workers'],
    letter: 'urgent',
    leads: 'consents',
  },
} as const satisfies Acts<Role, Status>
export type Act = keyof typeof consentActs
type Decision<A extends Act> = Permit<A> | Refusal<Why>
const { judge, follow } = rulesOf(consentActs)

/** The page is for the town and its manager; for the secretariat only where its second signature is asked for. */
const relationsTo = (actor: Actor, facts: ConsentFacts): Role[] => [
  ...(['coordinator', 'manager'] as const).filter((role) => holds(actor, role, facts.townId)),
  ...(holdsAnywhere(actor, 'secretariat') && isSmall(facts) && waiting(facts).length > 0 ? (['secretariat'] as const) : []),
]
export const decideRead = (actor: Actor, facts: ConsentFacts): Decision<'consent.read'> =>
  judge('consent.read', actor, relationsTo(actor, facts), facts)

/** The manager's plan is what asks for consents; whoever is permitted that is permitted this. */
export const asking = ({ on, chain }: Permit<'package.plan'>): Permit<'consent.ask'> =>
  follow('consent.ask', { id: on, townId: chain })

/** Where one of the towns is not among those that the act is about, or all stands still, it is as if the package were closed. */
const about = (facts: ConsentFacts, towns: readonly string[], all: readonly string[], isStill: boolean) => ({
  ...facts,
  status: !isStill && towns.length > 0 && towns.every((town) => all.includes(town)) ? facts.status : 'closed',
})
const isStill = ({ frozen, destroyed }: ConsentFacts) => frozen || destroyed

/** Giving for these towns, for the first time or anew: any coordinator of the town whose data it is. */
export const decideGive = (actor: Actor, facts: ConsentFacts, towns: readonly string[]): Decision<'consent.give'> =>
  judge('consent.give', actor, relationsTo(actor, facts), about(facts, towns, lacking(facts), isStill(facts)))

/**
 * The second person: never the giver of any of these towns, nor out of the same hand (`sameHand`: one of the two has just brought in
 * the other). INVARIANT: db/packages/consents.ts repeats the giver in the WHERE.
 */
export function decideSecond(
  actor: Actor,
  facts: ConsentFacts,
  towns: readonly string[],
  sameHand: boolean,
): Decision<'consent.second'> {
  const isGiver = facts.towns.some(({ townId, hop }) => towns.includes(townId) && hop?.givenBy === actor.id)
  const asked = { ...about(facts, towns, waiting(facts), isStill(facts)), first: isGiver ? actor.id : null, sameHand }
  return judge('consent.second', actor, relationsTo(actor, facts), asked)
}

/** Stopping is immediate: one coordinator, of whatever class, without a passkey, also while frozen and in a hold. */
export const decideWithdraw = (actor: Actor, facts: ConsentFacts, towns: readonly string[]): Decision<'consent.withdraw'> =>
  judge('consent.withdraw', actor, relationsTo(actor, facts), about(facts, towns, withdrawable(facts), facts.destroyed))
