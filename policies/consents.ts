/** Consents (再委託の同意): the town whose data it is lets each town's body and residents see a package's content. */
// Towns' contracts (個人情報取扱特記事項) allow work to be passed on only with prior consent.
import type { AssignmentFacts } from './assignments.ts'
import type { DataClass, Handling } from './classes.ts'
import { type Permit, permit, type Refusal, refuse, type Subject, type Why } from './decision.ts'
import { isClosedTo } from './hold.ts'
import { known, posted, type Status } from './packages.ts'
import { type Actor, holds, holdsAnywhere } from './people.ts'
import { within } from './statuses.ts'

export type Act = 'consent.read' | 'consent.ask' | 'consent.give' | 'consent.second' | 'consent.withdraw'
type Decision<A extends Act> = Permit<A> | Refusal<Why>

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

const isCoordinator = (actor: Actor, { townId }: Subject) => holds(actor, 'coordinator', townId)
const isSecondary = (actor: Actor, facts: ConsentFacts) =>
  holdsAnywhere(actor, 'secretariat') && isSmall(facts) && waiting(facts).length > 0

/** The page is for the town and its manager; for the secretariat only where its second signature is asked for. */
export const decideRead = (actor: Actor, facts: ConsentFacts): Decision<'consent.read'> =>
  isCoordinator(actor, facts) || holds(actor, 'manager', facts.townId) || isSecondary(actor, facts)
    ? permit('consent.read', facts)
    : refuse('unseen')

/** The manager's plan is what asks for consents; whoever is permitted that is permitted this. */
export const asking = ({ on, chain }: Permit<'package.plan'>): Permit<'consent.ask'> =>
  permit('consent.ask', { id: on, townId: chain })

/** Statuses of the package in which there are towns to consent to. */
export const consentable: readonly Status[] = ['ready', ...posted]
/** Statuses of the package in which its page leads to the consents. */
export const consented: readonly Status[] = ['ready', ...known]
const isWithin = (towns: readonly string[], all: readonly string[]) =>
  towns.length > 0 && towns.every((town) => all.includes(town))

/** Giving for these towns, for the first time or anew: any coordinator of the town whose data it is. */
export function decideGive(actor: Actor, facts: ConsentFacts, towns: readonly string[]): Decision<'consent.give'> {
  if (!isCoordinator(actor, facts)) return refuse('act' in decideRead(actor, facts) ? 'role' : 'unseen')
  if (isClosedTo(actor, facts.dataClass)) return refuse('held')
  const may = consentable.includes(facts.status) && !facts.frozen && !facts.destroyed && isWithin(towns, lacking(facts))
  return may ? permit('consent.give', facts) : refuse('status')
}

/**
 * The second person: never the giver of any of these towns, nor out of the same hand (`sameHand`: one of the two has just brought in
 * the other). INVARIANT: db/consents.ts repeats the giver in the WHERE.
 */
export function decideSecond(
  actor: Actor,
  facts: ConsentFacts,
  towns: readonly string[],
  sameHand: boolean,
): Decision<'consent.second'> {
  const isStaff = isCoordinator(actor, facts) || isSecondary(actor, facts)
  if (!isStaff) return refuse('act' in decideRead(actor, facts) ? 'role' : 'unseen')
  if (isClosedTo(actor, facts.dataClass)) return refuse('held')
  if (!consentable.includes(facts.status) || facts.frozen || facts.destroyed) return refuse('status')
  if (!isWithin(towns, waiting(facts))) return refuse('status')
  return sameHand || !isWithin(towns, awaiting(facts, actor)) ? refuse('second') : permit('consent.second', facts)
}

/** Stopping is immediate: one coordinator, of whatever class, without a passkey, also while frozen and in a hold. */
export function decideWithdraw(actor: Actor, facts: ConsentFacts, towns: readonly string[]): Decision<'consent.withdraw'> {
  if (!isCoordinator(actor, facts)) return refuse('act' in decideRead(actor, facts) ? 'role' : 'unseen')
  return consentable.includes(facts.status) && !facts.destroyed && isWithin(towns, withdrawable(facts))
    ? permit('consent.withdraw', facts)
    : refuse('status')
}

/** An open offer to a worker of a town whose consent ends goes with it: whoever is permitted the one is permitted the other. */
export const decideCancelling = (
  withdrawn: Permit<'consent.withdraw'>,
  offer: AssignmentFacts & { readonly packageId: string },
): Permit<'assignment.cancel'> | Refusal<Why> => {
  if (offer.packageId !== withdrawn.on) return refuse('unseen')
  return offer.status === 'offered' ? permit('assignment.cancel', offer) : refuse('status')
}
