/** Facts that change on a day: names of towns, when operating bodies pay, minimum wages. Each holds from its day until the next one's. */

import type { Actor, Role } from '../identity/people.ts'
import type { Acts } from '../kernel/act.ts'
import { addDays, addMonths, type Day } from '../kernel/days.ts'
import { alliance, type Permit, type Refusal, refuse, type Why } from '../kernel/decision.ts'
import { rulesOf } from '../kernel/judge.ts'

const bySecretariat = { by: ['secretariat'] } as const
export const factActs = {
  'wage.list': { ...bySecretariat, on: 'prefecture' },
  'wage.record': { ...bySecretariat, on: 'prefecture' },
  'town-name.record': { ...bySecretariat, on: 'town', from: ['member'], untouched: 'slight' },
  // For orders of tomorrow only, and within what the law allows.
  // What is in hand keeps the day that was agreed, and every new offer says its own: the town hears of it.
  'payment-terms.record': {
    ...bySecretariat,
    on: 'town',
    from: ['member'],
    untouched: 'slight',
    tells: ['town-officers'],
    letter: 'own',
    leads: 'packages',
  },
  'fact.withdraw': { ...bySecretariat, on: 'fact' },
} as const satisfies Acts<Role, 'member' | 'left'>
const { anywhere } = rulesOf(factActs)

export const factKinds = ['town-name', 'payment-terms', 'minimum-wage'] as const
export type FactKind = (typeof factKinds)[number]
export type TownName = { readonly name: string; readonly kana: string; readonly romaji: string }

/** Minimum wages are the secretariat's to keep; `code`: the two digits of a prefecture (JIS X 0401). */
export const decideWage = <A extends 'wage.list' | 'wage.record'>(act: A, actor: Actor, code: string): Permit<A> | Refusal<Why> =>
  anywhere(act, actor, { id: code, townId: alliance })

/** What changes about a town, as long as it belongs to the alliance. */
export const decideTownFact = <A extends 'town-name.record' | 'payment-terms.record'>(
  act: A,
  actor: Actor,
  town: { readonly id: string; readonly leftOn: Day | null },
): Permit<A> | Refusal<Why> =>
  anywhere(act, actor, { id: town.id, townId: alliance, status: town.leftOn === null ? 'member' : 'left' })

/** The first day from which new terms of payment may hold: the orders of today were made under those before, if there are any. */
export const earliestFor = (today: Day, isFirst: boolean): Day => (isFirst ? today : addDays(today, 1))

type Recorded = { readonly id: string; readonly kind: FactKind; readonly fromOn: Day; readonly withdrawnAt: string | null }
/**
 * A mistake is taken back, and what held before holds again. Terms of payment only before they hold, since orders may stand on them;
 * a town is never without a name (`others`: whether another one is on record).
 */
export function decideWithdrawal(
  actor: Actor,
  fact: Recorded & { readonly others: boolean },
  today: Day,
): Permit<'fact.withdraw'> | Refusal<Why> {
  const may = anywhere('fact.withdraw', actor, { id: fact.id, townId: alliance })
  if (!('act' in may)) return may
  if (fact.withdrawnAt !== null) return refuse('status')
  if (fact.kind === 'payment-terms' && fact.fromOn <= today) return refuse('status')
  return fact.kind === 'town-name' && !fact.others ? refuse('last') : may
}

/**
 * Whether a minimum wage may be out of date: they are revised every year (最低賃金法 10条, 12条), so one that is a year old asks for
 * a look at the list of the Ministry of Health, Labour and Welfare.
 */
export const isOldWage = (fromOn: Day, today: Day): boolean => addMonths(fromOn, 12) <= today
