/** Shared PCs of centres: registered by staff, with short sessions that leave nothing behind. */
import { alliance, type Permit, permit, type Refusal, refuse, type Why } from './decision.ts'
import { type Actor, holds, holdsAnywhere } from './people.ts'

export type Act = 'shared-pc.list' | 'shared-pc.register' | 'shared-pc.end'

export const decideList = (actor: Actor): Permit<'shared-pc.list'> | Refusal<Why> =>
  holdsAnywhere(actor, 'coordinator') ? permit('shared-pc.list', { id: actor.id, townId: alliance }) : refuse('role')

/** A town's coordinator registers the machine that they sit at, and takes it out again from anywhere. */
export const decide = <A extends 'shared-pc.register' | 'shared-pc.end'>(
  act: A,
  actor: Actor,
  pc: { readonly id: string; readonly townId: string; readonly ended: boolean },
): Permit<A> | Refusal<Why> => {
  if (!holds(actor, 'coordinator', pc.townId)) return refuse(act === 'shared-pc.end' ? 'unseen' : 'role')
  return pc.ended ? refuse('status') : permit(act, pc)
}
