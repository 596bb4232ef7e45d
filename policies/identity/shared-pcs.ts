/** Shared PCs of centres: registered by staff, with short sessions that leave nothing behind. */
import type { Acts } from '../kernel/act.ts'
import type { Permit, Refusal, Why } from '../kernel/decision.ts'
import { rulesOf } from '../kernel/judge.ts'
import { type Actor, holds, type Role } from './people.ts'

export const sharedPcActs = {
  'shared-pc.list': { on: 'person', by: ['coordinator'] },
  'shared-pc.register': { on: 'shared-pc', by: ['coordinator'], from: ['open'], grave: true },
  'shared-pc.end': { on: 'shared-pc', by: ['coordinator'], from: ['open'], to: 'ended', untouched: 'safe' },
} as const satisfies Acts<Role, 'open' | 'ended'>
export type Act = keyof typeof sharedPcActs
const { judge, inTown, anywhere } = rulesOf(sharedPcActs)

export const decideList = (actor: Actor) => anywhere('shared-pc.list', actor)

/** A town's coordinator registers the machine that they sit at, and takes it out again from anywhere. */
export const decide = <A extends 'shared-pc.register' | 'shared-pc.end'>(
  act: A,
  actor: Actor,
  pc: { readonly id: string; readonly townId: string; readonly ended: boolean },
): Permit<A> | Refusal<Why> => {
  const facts = { id: pc.id, townId: pc.townId, status: pc.ended ? 'ended' : 'open' }
  if (act === 'shared-pc.register') return inTown(act, actor, facts)
  return judge(act, actor, holds(actor, 'coordinator', pc.townId) ? ['coordinator'] : [], facts)
}
