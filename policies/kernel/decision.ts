/** How every rule answers. Only this folder mints permits, so holding a Permit proves that a rule said yes. */
import type { Gate } from './act.ts'

declare const minted: unique symbol

/** What an act is done to, and the town whose audit chain keeps the record (`alliance` where no single town owns it). */
export type Subject = { readonly id: string; readonly townId: string }
export const alliance = 'alliance'

export type Permit<Act extends string> = {
  readonly act: Act
  readonly on: string
  readonly chain: string
  /** Gates that do not close this very act, since it follows from another that was permitted. */
  readonly waives?: readonly Gate[]
  readonly [minted]: true
}
/** `unmet` names everything that stands in the way, so that a refusal can say what opens the door. */
export type Refusal<Why extends string, Unmet = unknown> = { readonly refused: Why; readonly unmet: readonly Unmet[] }

export const permit = <Act extends string>(act: Act, on: Subject, waives: readonly Gate[] = []) =>
  ({ act, on: on.id, chain: on.townId, ...(waives.length > 0 ? { waives } : {}) }) as Permit<Act>
export const refuse = <Why extends string, Unmet = never>(refused: Why, unmet: readonly Unmet[] = []): Refusal<Why, Unmet> => ({
  refused,
  unmet,
})
export const isRefusal = <Why extends string>(decision: object | Refusal<Why>): decision is Refusal<Why> => 'refused' in decision

/** Why a rule says no. `unseen` is answered as if the thing did not exist. */
export type Why =
  | 'unseen'
  | 'role'
  | 'status'
  | 'own-work'
  | 'incomplete'
  | 'ineligible'
  | 'class'
  | 'too-many'
  | 'stale-passkey'
  | 'last'
  | 'second'
  | 'held'
  | 'closed'
