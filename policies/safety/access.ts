/** Who may see what, when, from where: one decision for every way in which a package reaches somebody, with its obligations. */

import { isClosedTo } from '../identity/hold.ts'
import type { Acts } from '../kernel/act.ts'
import { type Permit, type Refusal, refuse, type Subject } from '../kernel/decision.ts'
import { rulesOf } from '../kernel/judge.ts'
import { within } from '../kernel/statuses.ts'
import type { State } from '../packages/consents.ts'
import { inHand, live, type Status } from '../telework/assignments.ts'
import type { DataClass, Handling, Place } from './classes.ts'

/**
 * `view`: its title and outline on a page. `claim`: raising a hand and accepting. `read`: how the work is done. `open`: rows, files
 * and deliveries as shown. `download`: any of these as a file. `export`: the joined result as a file. `search`, `notify`, `mail`:
 * its title in a list that somebody filters, in a notification, in a letter.
 */
export const uses = ['view', 'claim', 'read', 'open', 'download', 'export', 'search', 'notify', 'mail'] as const
export type Use = (typeof uses)[number]
/** What a touch of the passkey opens (`step-up`); nothing else is asked for by one. */
export const touched = ['open', 'download', 'export'] as const satisfies readonly Use[]

/**
 * `worker`: holds or held one of its lots. `candidate`: a worker of a town that it stands open to. `manager`, `coordinator`: of its
 * town. `breaker`: has broken the glass for this package (policies/safety/break-glass.ts). INVARIANT: who works on it is `worker` before
 * anything else, so that nobody reviews their own work.
 */
export const relations = ['worker', 'candidate', 'manager', 'coordinator', 'breaker', 'outsider'] as const
export type Relation = (typeof relations)[number]
/** How far the worker's own lot is; `none` for everybody else. */
export const stages = ['none', ...live, 'ended'] as const
export type Stage = (typeof stages)[number]
export const stageOf = (status: Status): Stage => (within(live, status) ? status : 'ended')
/** Whether the consent (再委託の同意) to the town that the reader works for stands. */
export const consents = ['given', 'none', 'withdrawn'] as const satisfies readonly State[]
export type Consent = (typeof consents)[number]

export type AccessFacts = {
  readonly relation: Relation
  readonly stage: Stage
  readonly dataClass: DataClass | null
  /** How the package's town handles the class (policies/membership/towns.ts). */
  readonly handling: Handling
  readonly consent: Consent
  /** The role counts today: neither suspended, nor over, nor still to come. */
  readonly standing: boolean
  readonly cleared: boolean
  /** Every course that the package demands is still valid. */
  readonly certified: boolean
  /** Where the reader is, as far as it was established, not declared. */
  readonly place: Place
  /** Where the package may be worked on. */
  readonly allowedPlaces: readonly Place[]
  /** Minutes since the passkey was last touched: for this package where the class asks that, else at all. */
  readonly provedAgo: number
  /** The session was begun with a key that cannot leave its device. */
  readonly deviceBound: boolean
  readonly heldUntil: string | null
  /** A suspected leak has frozen it (policies/safety/incidents.ts). */
  readonly frozen: boolean
  readonly destroyed: boolean
  /** The worker's due day has passed (policies/telework/assignments.ts, `isOverdue`). */
  readonly overdue: boolean
}

/** What must be done before anything is shown; `fulfil` hands out nothing while one of them is undone. */
export const obligations = ['log', 'no-store', 'view-only', 'watermark', 'step-up', 'reason', 'notify-town'] as const
export type Obligation = (typeof obligations)[number]
/** Why something is closed: each has words that say what opens it. */
export const reasons = [
  'class',
  'role',
  'stage',
  'standing',
  'clearance',
  'certificate',
  'consent',
  'place',
  'device',
  'deadline',
  'file',
  'held',
  'frozen',
  'destroyed',
] as const
export type Reason = (typeof reasons)[number]

export type Allow = { readonly use: Use; readonly obligations: readonly Obligation[] }
export type Deny = Refusal<'unseen' | 'closed', Reason>

/** Deny by default, and deny wins: every reason that stands in the way is named at once. */
export function decideAccess(use: Use, facts: AccessFacts): Allow | Deny {
  if (isHidden(facts)) return unseen
  const why = reasonsAgainst(use, facts)
  return why.length > 0 ? refuse('closed', why) : { use, obligations: obligationsOf(use, facts) }
}
const unseen: Deny = refuse('unseen')

/** Whether not even the title may reach this reader. What somebody worked on stays known to them; they were told of it once. */
function isHidden({ relation, dataClass, handling, cleared, standing, consent, frozen }: AccessFacts): boolean {
  if (relation === 'outsider') return true
  if (relation !== 'candidate') return false
  if (dataClass === null || !standing || frozen || !isConsented({ handling, consent })) return true
  return handling.outline === 'hidden' && !cleared
}

/** Where a class asks for no consent there is none to be given, but a town may still take its data back. */
const isConsented = ({ handling, consent }: Pick<AccessFacts, 'handling' | 'consent'>): boolean =>
  consent === 'given' || (consent === 'none' && handling.consents === 0)

const titles: readonly Use[] = ['view', 'search', 'notify']

function reasonsAgainst(use: Use, facts: AccessFacts): Reason[] {
  const { relation, dataClass, handling } = facts
  if (handling.intake === 'never') return ['class']
  // INVARIANT: a letter leaves the platform, so it never names a package, whoever reads it.
  if (use === 'mail') return ['file']
  if (titles.includes(use)) return []
  const why: Reason[] = []
  if (dataClass === null && relation !== 'coordinator') why.push('class')
  if (!roles[use]?.includes(relation)) why.push('role')
  if (!facts.standing) why.push('standing')
  if (facts.frozen) why.push('frozen')
  if (facts.destroyed) why.push('destroyed')
  if (isClosedTo(facts, dataClass)) why.push('held')
  if (relation === 'worker' || relation === 'candidate') pushWorkers(why, use, facts)
  if (isShared(relation) && !isConsented(facts)) why.push('consent')
  // Instructions hold nobody's data: they may be read wherever the reader is.
  if (use === 'claim' || use === 'read') return why
  const { managerPlaces } = handling
  if (relation === 'worker' && !(handling.places.includes(facts.place) && facts.allowedPlaces.includes(facts.place)))
    why.push('place')
  if ((relation === 'manager' || relation === 'breaker') && managerPlaces !== null && !managerPlaces.includes(facts.place))
    why.push('place')
  if (handling.deviceBound && !facts.deviceBound) why.push('device')
  // A town may always take home what was made of its own data; nobody else takes what is only shown.
  if (use !== 'open' && !handling.download && !(use === 'export' && relation === 'coordinator')) why.push('file')
  return why
}

/** Who may do what at all. A breaker of glass only ever looks. */
const roles: Readonly<Record<Use, readonly Relation[]>> = {
  view: relations,
  search: relations,
  notify: relations,
  mail: [],
  claim: ['candidate', 'worker'],
  read: ['worker', 'manager', 'coordinator', 'breaker'],
  open: ['worker', 'manager', 'coordinator', 'breaker'],
  download: ['worker', 'manager', 'coordinator'],
  export: ['manager', 'coordinator'],
}
/** Everybody who is not of the town itself reads by its consent. */
const isShared = (relation: Relation): boolean => relation === 'worker' || relation === 'candidate' || relation === 'manager'

/** Nothing is readable before the terms are accepted, and nothing after the work has ended: only while it is needed. */
function pushWorkers(why: Reason[], use: Use, { relation, stage, handling, cleared, certified, overdue }: AccessFacts): void {
  if (!cleared) why.push('clearance')
  if (handling.certificate && !certified) why.push('certificate')
  if (use === 'claim') {
    if (relation === 'worker' && stage !== 'offered') why.push('stage')
    return
  }
  if (!within(inHand, stage)) why.push('stage')
  if (overdue) why.push('deadline')
}

function obligationsOf(use: Use, { relation, handling, provedAgo }: AccessFacts): Obligation[] {
  const asked: Obligation[] = ['no-store']
  if (use === 'claim' || titles.includes(use)) return asked
  const isBreaking = relation === 'breaker'
  // What leaves as a file is always recorded; what is read, from the class on that says so.
  if (handling.recorded || isBreaking || use === 'download' || use === 'export') asked.push('log')
  if (use === 'read') return isBreaking ? [...asked, 'reason', 'notify-town'] : asked
  if (use === 'open' && (!handling.download || isBreaking)) asked.push('view-only', 'watermark')
  if (!(provedAgo <= handling.freshMinutes)) asked.push('step-up')
  if (isBreaking || (use === 'export' && !handling.download)) asked.push('reason', 'notify-town')
  return asked
}

/** What closes every word that was written about the content, in the same second as the content itself. */
const hiding: readonly Reason[] = ['consent', 'frozen']
/**
 * Whether what people wrote about the content (a review's words, a delivery's note) may be read: such words may repeat it. Of what is
 * only shown they are read where it opens; of what leaves as a file whoever wrote or was told them reads them until it is taken back.
 */
export function opensWords(facts: AccessFacts): boolean {
  const open = decideAccess('open', facts)
  if (!('refused' in open)) return true
  return facts.handling.download && !open.unmet.some((reason) => hiding.includes(reason))
}

/** Why such words are left out of what a worker takes along of their own records; nothing where they go with it. */
export type LeftOut = 'shown-only' | 'closed'
export function leavesWordsOut(facts: Pick<AccessFacts, 'handling' | 'consent' | 'frozen'>): LeftOut | undefined {
  if (!facts.handling.download) return 'shown-only'
  return facts.frozen || !isConsented(facts) ? 'closed' : undefined
}

export const accessActs = {
  'content.open': { on: 'package', by: ['worker', 'manager', 'coordinator'], reads: 'content', grave: true },
} as const satisfies Acts<Relation>
export type Act = keyof typeof accessActs
const { follow } = rulesOf(accessActs)
/** Opening a package by its own touch of the passkey: whoever may use it may prove themselves for it. */
export const decideOpening = (decision: Allow | Deny, pkg: Subject): Permit<'content.open'> | Deny =>
  'refused' in decision ? decision : follow('content.open', pkg)

/** Why somebody takes home what otherwise is only shown; the choice goes into the audit. */
export const takingReasons = ['handover', 'inspection', 'correction', 'incident', 'other'] as const
export type TakingReason = (typeof takingReasons)[number]

/** An opening of a package by its own touch of the passkey lasts at most this long, however busily it is used. Minutes. */
export const openingMinutes = 60
/**
 * Minutes for which an opening has not been proved or used, at an instant (ms since the epoch); infinitely many once its hour is
 * over. Work at a page goes on; a screen that was left alone asks again.
 */
export function openedAgo(opening: { readonly provedAt: string; readonly usedAt: string } | undefined, now: number): number {
  if (!opening) return Number.POSITIVE_INFINITY
  const minutesSince = (at: string) => (now - Date.parse(at)) / 60_000
  return minutesSince(opening.provedAt) > openingMinutes ? Number.POSITIVE_INFINITY : minutesSince(opening.usedAt)
}

/** Words that stand across every page that is only shown. */
export type Mark = { readonly reader: string; readonly town: string; readonly minute: string }
/** `file`: leaves the platform. `text`: stands in a page. `page`: a picture with a mark. `inside`: the platform itself reads, and shows nothing. */
export type Form = 'file' | 'text' | 'page' | 'inside'

declare const opened: unique symbol
/** Proof that every obligation was carried out. INVARIANT: the store gives content of this package, in this form, for nothing else. */
export type Opening<F extends Form = Form> = {
  readonly packageId: string
  readonly form: F
  readonly mark: Mark | null
  readonly [opened]: true
}
/** What was done about each obligation. `log`: where the record stands. */
export type Done = {
  readonly log?: { readonly chain: string; readonly seq: number }
  readonly noStore?: true
  readonly mark?: Mark
  readonly proved?: true
  readonly reason?: string
  readonly townTold?: true
}

/** An obligation was forgotten: a bug of ours, so nothing is shown. */
export class Unfulfilled extends Error {
  override name = 'Unfulfilled'
}

/** Takes what was allowed and what was done, and gives the opening. Throws Unfulfilled, with the names of what is undone. */
export function fulfil<F extends Exclude<Form, 'inside'>>(allow: Allow, packageId: string, form: F, done: Done): Opening<F> {
  const isDone: Record<Obligation, boolean> = {
    log: done.log !== undefined,
    'no-store': done.noStore === true,
    'view-only': form === 'page',
    watermark: done.mark !== undefined && Boolean(done.mark.reader && done.mark.town && done.mark.minute),
    'step-up': done.proved === true,
    reason: Boolean(done.reason?.trim()),
    'notify-town': done.townTold === true,
  }
  const undone = allow.obligations.filter((obligation) => !isDone[obligation])
  if (form === 'file' && allow.use === 'open') undone.push('view-only')
  if (undone.length > 0) throw new Unfulfilled(undone.join(', '))
  return { packageId, form, mark: done.mark ?? null } as Opening<F>
}

/** The platform reads a package's content to work on it (import, split, compare); whoever is permitted that is permitted this. */
export const inside = (packageId: string): Opening<'inside'> => ({ packageId, form: 'inside', mark: null }) as Opening<'inside'>
