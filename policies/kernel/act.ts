/** An act, declared once: what it is done to, by whom, from where to where, what guards it, and who hears of it. */
import type { Audience } from './audiences.ts'

/** Kinds of things that stand inside a package: what closes the package closes them. */
export const inside = ['package', 'assignment', 'application', 'file', 'glass'] as const
export type Inside = (typeof inside)[number]
/** What the id in a permit names. `member`: a worker as a member, by the person's id. */
export type Kind =
  | Inside
  | 'incident'
  | 'person'
  | 'member'
  | 'vetting'
  | 'correction'
  | 'completion'
  | 'course'
  | 'town'
  | 'prefecture'
  | 'fact'
  | 'network'
  | 'shared-pc'
  | 'upload'
export const isInside = (kind: Kind): kind is Inside => (inside as readonly Kind[]).includes(kind)

/** What closes a package, and the gate that it shuts: a suspected leak that is looked into, and a destruction that is decided or done. */
export const closing = { frozen: 'thawed', destroyed: 'whole' } as const
export type Closing = keyof typeof closing

/**
 * What must hold beside who asks and in which status. `thawed`, `whole`: the package is not closed (`closing`). `standing`: the worker's
 * role counts today. `unheld`: no hold after a recovery keeps this class from the actor. `consented`: what is only shown is still
 * consented to for the worker's town. `posted`: the posting stands open to the worker's town. `not-own`: nobody judges their own
 * work. `second`: not the first of two persons. `independent`: nor out of the same hand.
 * INVARIANT: policies/kernel/judge.ts answers each before a write, db/kernel/gates.ts inside it; a new one compiles in neither until somebody has said how.
 */
export type Gate =
  | (typeof closing)[Closing]
  | 'standing'
  | 'unheld'
  | 'consented'
  | 'posted'
  | 'not-own'
  | 'second'
  | 'independent'

/** `guard`: whoever takes over an account would first of all turn its letters off. `urgent`: nobody may miss it. `own`: about the reader's own work. `news`: for everybody. */
export type Letter = 'guard' | 'urgent' | 'own' | 'news'

/** Where whoever was told can act upon it (server/records/notifications.tsx knows the address). */
export type Place =
  | 'assignment'
  | 'incident'
  | 'glass'
  | 'consents'
  | 'custody'
  | 'destruction'
  | 'files'
  | 'candidates'
  | 'package'
  | 'packages'
  | 'training'
  | 'recoveries'
  | 'correction'
  | 'own-corrections'
  | 'pledge'
  | 'standing'
  | 'vetting'
  | 'vettings'
  | 'account'

/**
 * Why an act that weighs (tests/kernel/acts.rules.test.ts says which do) asks for no passkey. `key`: a passkey or a one-time code is
 * used for it as it is. `safe`: it stops something and destroys nothing, so that nothing may slow it down. `own`: a wish about oneself,
 * which others decide on. `slight`: it gives, ends, shows, destroys and pays nothing. `opened`: the rule of access asks for the passkey
 * where the class demands it. `daily`: done many times a day, one by one, and told to whom it concerns: a touch for each would be given
 * without reading.
 */
export type Untouched = 'key' | 'safe' | 'own' | 'slight' | 'opened' | 'daily'

/** Who hears of an act, as policies/kernel/audiences.ts describes them. */
type Told = { readonly tells: readonly Audience[]; readonly letter: Letter; readonly leads: Place }
type Untold = { readonly tells?: never; readonly letter?: never; readonly leads?: never }

/**
 * `by`: relations or roles. `from`: statuses in which it may begin, for everybody or for each relation; none where it begins the thing,
 * any where it is not said. `to`: the status in which it ends; as before where it is not said. `reads`: `facts` shows nothing of
 * the content and is open to whoever may ask; `content` is closed by the rule of access (policies/safety/access.ts), which names every reason.
 * `despite`: closings that do not close it, each for a reason in a comment. `grave`: asks for the passkey; `untouched`: why it does not. `history`: false for each
 * small step, which would crowd everything else out of the history of a package.
 */
export type Declared<By extends string = string, Status extends string = string> = {
  readonly on: Kind
  readonly by: readonly By[]
  readonly from?: readonly Status[] | { readonly [R in By]?: readonly Status[] }
  readonly to?: Status
  readonly reads?: 'facts' | 'content'
  readonly gates?: readonly Exclude<Gate, (typeof closing)[Closing]>[]
  readonly despite?: readonly Closing[]
  readonly grave?: true | 'sometimes'
  readonly untouched?: Untouched
  readonly history?: false
} & (Told | Untold)
export type Acts<By extends string = string, Status extends string = string> = Readonly<Record<string, Declared<By, Status>>>

/** The gates of an act in the order in which they are answered. INVARIANT: what stands inside a package is closed with it unless it says otherwise. */
export function gatesOf({ on, reads, gates = [], despite = [] }: Declared): readonly Gate[] {
  if (!isInside(on) || reads === 'facts') return gates
  const shut = (Object.keys(closing) as Closing[]).filter((what) => !despite.includes(what))
  return [...gates, ...shut.map((what) => closing[what])]
}

/** The acts of a table that move a thing on from a status into one. */
export type MoveOf<T extends Acts> = {
  [A in keyof T]: T[A] extends { readonly from: readonly []; readonly to: string }
    ? never
    : T[A] extends { readonly from: unknown; readonly to: string }
      ? A
      : never
}[keyof T] &
  string
