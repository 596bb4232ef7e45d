/** What can go wrong on purpose; `error-pages.tsx` says what the reader is told of each. */
import { isRefusal, type Permit, type Refusal, type Why } from '../../policies/kernel/decision.ts'

export class NotFound extends Error {
  override name = 'NotFound'
}
export class Forged extends Error {
  override name = 'Forged'
}
export class BadRequest extends Error {
  override name = 'BadRequest'
}
export class TooLarge extends Error {
  override name = 'TooLarge'
}
export class TooMany extends Error {
  override name = 'TooMany'
  readonly seconds: number
  constructor(seconds: number) {
    super('too many requests')
    this.seconds = seconds
  }
}
export class Refused extends Error {
  override name = 'Refused'
  readonly refusal: Refusal<Why>
  constructor(refusal: Refusal<Why>) {
    super(refusal.refused)
    this.refusal = refusal
  }
}

/** The passkey must be touched for this package before its content opens. */
export class MustProve extends Error {
  override name = 'MustProve'
  readonly packageId: string
  readonly about: Readonly<Record<string, string>>
  constructor({ packageId, assignmentId, use }: { packageId: string; assignmentId?: string | undefined; use: string }) {
    super('the passkey must be touched for this package')
    this.packageId = packageId
    this.about = { use, ...(assignmentId ? { assignment: assignmentId } : {}) }
  }
}

/** A request that remembers which acts a rule has answered. */
type Asking = { readonly var: { readonly decided: Set<string> } }
/** The permit, or the refusal thrown. What may not be seen does not exist. */
export function insist<Act extends string>(c: Asking, decision: Permit<Act> | Refusal<Why>): Permit<Act> {
  if (isRefusal<Why>(decision)) throw decision.refused === 'unseen' ? new NotFound() : new Refused(decision)
  c.var.decided.add(decision.act)
  return decision
}

/** That the passkey was asked for an act, remembered beside the answer of its rule. */
export const proofOf = (act: string): string => `${act} with the passkey`

export function found<T>(thing: T | null | undefined): T {
  if (thing === undefined || thing === null) throw new NotFound()
  return thing
}
