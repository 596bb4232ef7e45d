/** The one way to content: the rule of access is asked with the facts of this moment, and every obligation is carried out first. */

import { listPasskeys } from '../../db/identity/passkeys.ts'
import { findActor, findWorker } from '../../db/identity/people.ts'
import { isLive } from '../../db/identity/sessions.ts'
import type { Recorded } from '../../db/kernel/database.ts'
import { type Instant, minutesAfter } from '../../db/kernel/time.ts'
import { findConsent, findGuarded, findHeld, type Guarded, isPostedTo, listValidCourses } from '../../db/safety/access.ts'
import { findUse, noteUse } from '../../db/safety/custody.ts'
import { findOpening, useOpening } from '../../db/safety/openings.ts'
import { type Actor, holds, holdsAnywhere } from '../../policies/identity/people.ts'
import { type Act, isNoticed } from '../../policies/kernel/acts.ts'
import { dayOf } from '../../policies/kernel/days.ts'
import { isRefusal, type Permit } from '../../policies/kernel/decision.ts'
import { within } from '../../policies/kernel/statuses.ts'
import { handlingIn } from '../../policies/membership/towns.ts'
import { posted } from '../../policies/packages/statuses.ts'
import {
  type AccessFacts,
  type Allow,
  type Deny,
  decideAccess,
  type Form,
  fulfil,
  type Mark,
  type Opening,
  openedAgo,
  stageOf,
  type Use,
} from '../../policies/safety/access.ts'
import { clears } from '../../policies/safety/classes.ts'
import { isOverdue } from '../../policies/telework/assignments.ts'
import { formatMoment } from '../../views/kernel/format.ts'
import { placeOf } from '../identity/place.ts'
import type { Ctx } from '../kernel/context.ts'
import { MustProve, NotFound, Refused } from '../kernel/errors.tsx'
import { readBy, recordOncePerDay } from './readings.ts'

/** `assignmentId`: the lot that the content belongs to; without one it belongs to the package as a whole. */
export type About = { readonly packageId: string; readonly assignmentId?: string | undefined }

const asked = new WeakMap<Ctx, Map<string, Promise<AccessFacts>>>()
/**
 * Everything that the rule asks. Throws NotFound where there is no such package, or no such lot of it.
 * Who only looks is answered by one reading for the whole request; a request that changes something reads anew each time.
 */
export function factsFor(c: Ctx, about: About): Promise<AccessFacts> {
  if (c.req.method !== 'GET') return readFacts(c, about)
  const key = `${about.packageId} ${about.assignmentId ?? ''}`
  const known = asked.get(c) ?? new Map<string, Promise<AccessFacts>>()
  const facts = known.get(key) ?? readFacts(c, about)
  asked.set(c, known.set(key, facts))
  return facts
}

/** The same, read now, also for somebody else or a later moment. */
export async function readFacts(c: Ctx, about: About, actor: Actor = c.var.actor, at: Instant = c.var.at): Promise<AccessFacts> {
  const { db } = c.var
  const today = dayOf(at)
  const guarded = await findGuarded(db.read, about.packageId, actor.id)
  if (!guarded) throw new NotFound()
  const held = about.assignmentId ? await findHeld(db.read, about.assignmentId) : undefined
  // INVARIANT: only a lot of this very package says anything of who may know of it; addresses name both.
  if (about.assignmentId && held?.packageId !== guarded.id) throw new NotFound()
  const worker = holdsAnywhere(actor, 'worker') || held?.workerId === actor.id ? await findWorker(db.read, actor.id) : undefined
  const relation = await relationOf(c, guarded, actor, held?.workerId === actor.id, worker?.townId, at)
  // What nobody has classed yet is handled as what must not be published, by the town that brings it in.
  const handling = handlingIn(guarded.rules, guarded.dataClass ?? '2')
  const ownTown = relation === 'worker' || relation === 'candidate' ? worker?.townId : guarded.townId
  const courses = worker && handling.certificate ? await listValidCourses(db.read, actor.id, today) : new Set<string>()
  return {
    relation,
    stage: relation === 'worker' ? stageOf(held!.status) : 'none',
    dataClass: guarded.dataClass,
    handling,
    consent: ownTown ? await findConsent(db.read, guarded.id, ownTown, handling.consents === 2) : 'none',
    standing: relation === 'worker' || relation === 'candidate' ? holdsAnywhere(actor, 'worker') : true,
    cleared: guarded.dataClass !== null && worker !== undefined && clears(worker.clearance, guarded.dataClass),
    certified: guarded.courses.length > 0 && guarded.courses.every((id) => courses.has(id)),
    place: await placeOf(c),
    allowedPlaces: guarded.places as AccessFacts['allowedPlaces'],
    provedAgo: await provedAgo(c, guarded.id, handling.perPackage, at),
    deviceBound: handling.deviceBound && (await isDeviceBound(c)),
    heldUntil: actor.heldUntil ?? null,
    frozen: guarded.frozenAt !== null,
    destroyed: guarded.destroyedAt !== null || guarded.destruction !== null,
    // What is frozen does not become late: the days are given back when it thaws (db/safety/incidents/lift.ts).
    overdue: held !== undefined && guarded.frozenAt === null && isOverdue(held, today),
  }
}

async function relationOf(
  c: Ctx,
  { id, townId, status, brokenUntil }: Guarded,
  actor: Actor,
  isOwn: boolean,
  homeTown: string | undefined,
  at: Instant,
): Promise<AccessFacts['relation']> {
  if (isOwn) return 'worker'
  if (holds(actor, 'coordinator', townId)) return 'coordinator'
  if (holds(actor, 'manager', townId)) return 'manager'
  if (brokenUntil !== null && brokenUntil > at) return 'breaker'
  const isOpen = within(posted, status)
  return homeTown && isOpen && (await isPostedTo(c.var.db.read, id, homeTown)) ? 'candidate' : 'outsider'
}

async function provedAgo({ var: { db, session } }: Ctx, packageId: string, perPackage: boolean, at: Instant): Promise<number> {
  const now = Date.parse(at)
  if (!perPackage) return (now - Date.parse(session.provedAt)) / 60_000
  return openedAgo(await findOpening(db.read, session.token, packageId), now)
}

/** In the demo the cast has no passkeys; everywhere else the session's own key must be one that stays in its device. */
async function isDeviceBound({ var: { config, db, actor, session } }: Ctx): Promise<boolean> {
  if (config.mode === 'demo' && session.passkeyId === null) return true
  const key = (await listPasskeys(db.read, actor.id)).find(({ id }) => id === session.passkeyId)
  return key !== undefined && !key.backupEligible
}

/** What the rule says for this reader, for pages that show what is open and what opens the rest. */
export const judge = async (c: Ctx, use: Use, about: About): Promise<Allow | Deny> => decideAccess(use, await factsFor(c, about))

export type Opened<F extends Form> = {
  readonly opening: Opening<F>
  /** Asks again, of the database and for this very moment: what is on its way stops when this says no. */
  stillOpen(): Promise<boolean>
}
/**
 * `permit`: of the act that is recorded. `form`: how the content will be shown; a file where the class shows only pages is refused.
 * `oncePerDay`: one record for each reader and day is enough.
 */
type Wish<F extends Form> = About & {
  readonly use: Use
  readonly permit: Permit<Act>
  readonly form: F
  readonly detail?: Readonly<Record<string, unknown>>
  readonly oncePerDay?: boolean
}

/** Throws whatever `openContent` would, but opens nothing and records nothing: for the page around a picture. */
export async function insistOpen(c: Ctx, use: Use, about: About): Promise<AccessFacts> {
  const facts = await factsFor(c, about)
  const decision = decideAccess(use, facts)
  if (isRefusal(decision)) throw decision.refused === 'unseen' ? new NotFound() : new Refused(decision)
  if (decision.obligations.includes('step-up')) throw mustProve(facts, { use, ...about })
  return facts
}

/** Taking work on: throws NotFound for what may not be known, Refused with every reason why it is closed to this person. */
export async function insistClaim(c: Ctx, about: About): Promise<void> {
  const decision = await judge(c, 'claim', about)
  if (isRefusal(decision)) throw decision.refused === 'unseen' ? new NotFound() : new Refused(decision)
}

const mustProve = ({ handling }: AccessFacts, about: About & { use: Use }) =>
  handling.perPackage ? new MustProve(about) : new Refused({ refused: 'stale-passkey', unmet: [] })

/**
 * Opens content, or throws: NotFound for what may not be known, Refused with every reason, MustProve where the passkey has to be
 * touched first. The record stands before the first byte is read.
 */
export async function openContent<F extends Exclude<Form, 'inside'>>(c: Ctx, wish: Wish<F>): Promise<Opened<F>> {
  const { use, permit, form, packageId, assignmentId } = wish
  const facts = await factsFor(c, wish)
  const decision = decideAccess(use, facts)
  if (isRefusal(decision)) throw decision.refused === 'unseen' ? new NotFound() : new Refused(decision)
  const { db, session, at } = c.var
  const asked = new Set(decision.obligations)
  const own = await findOpening(db.read, session.token, packageId)
  const isBreaking = facts.relation === 'breaker'
  // Who broke the glass wrote down why, and the town was told, before there was a relation at all (policies/safety/break-glass.ts).
  const reason = isBreaking ? 'broken glass' : (own?.reason ?? '')
  if (asked.has('reason') && !reason) throw new MustProve({ packageId, assignmentId, use })
  if (asked.has('step-up')) throw mustProve(facts, { packageId, assignmentId, use })
  if (own && minutesAfter(own.usedAt, 1) < at) await useOpening(db, session.token, packageId, at)
  // The ledger wants the first look at a lot by its worker, whatever its class; after that the class says what is recorded.
  const isFirst = facts.relation === 'worker' && use === 'open' && (await findUse(db.read, assignmentId!))?.openedAt === null
  const log = asked.has('log') || isFirst ? await recorded(c, wish, facts, isFirst) : undefined
  const opening = fulfil(decision, packageId, form, {
    ...(log ? { log } : {}),
    noStore: true,
    mark: await markFor(c, packageId, facts),
    reason,
    // Acts that the town hears of tell it in the write that recorded them; any other leaves this undone and opens nothing.
    ...(isBreaking || isNoticed(permit.act) ? { townTold: true as const } : {}),
  })
  return { opening, stillOpen: () => stillOpen(c, wish) }
}

/** INVARIANT: what its worker opens or takes enters the ledger in the same write as the record of it. */
function recorded(
  c: Ctx,
  { permit, use, form, detail, oncePerDay, assignmentId }: Wish<Form>,
  { place, relation }: AccessFacts,
  isFirst: boolean,
): Promise<Recorded> {
  if (oncePerDay && !isFirst) return recordOncePerDay(c, permit, { use, form, place })
  return c.var.db.write(readBy(c), async (tx) => {
    if (relation === 'worker' && (use === 'open' || use === 'download')) await noteUse(tx, assignmentId!, use)
    return tx.record(permit, { use, form, place, ...detail })
  })
}

/** The session and the roles are read anew too: who signed out or was suspended a moment ago is given nothing more. */
async function stillOpen(c: Ctx, { use, packageId, assignmentId }: Wish<Form>): Promise<boolean> {
  const { db, clock, actor, session } = c.var
  const at = clock()
  if (!(await isLive(db.read, session.token, at))) return false
  const now = await findActor(db.read, actor.id, at)
  return now !== undefined && !isRefusal(decideAccess(use, await readFacts(c, { packageId, assignmentId }, now, at)))
}

/** Who looks, of which town, and when: what stands across every page that is only shown. A worker's town is their own. */
async function markFor({ var: { db, actor, at, locale } }: Ctx, packageId: string, { relation }: AccessFacts): Promise<Mark> {
  const own = relation === 'worker' ? await findWorker(db.read, actor.id) : undefined
  const town = own?.town ?? (await findGuarded(db.read, packageId, actor.id))?.town ?? ''
  return { reader: actor.name, town, minute: formatMoment(locale, at) }
}
