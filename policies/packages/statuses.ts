/** The statuses of a package, what each means, and the sets that follow. */
import { which } from '../kernel/statuses.ts'

export const statuses = ['draft', 'ready', 'published', 'stopped', 'completed', 'concluded', 'withdrawn', 'closed'] as const
export type Status = (typeof statuses)[number]
/** What each status means for the package: whoever adds one says it here, and every set of statuses follows. */
const meanings = {
  draft: 'preparing',
  ready: 'preparing',
  published: 'open',
  stopped: 'open',
  completed: 'delivered',
  concluded: 'delivered',
  withdrawn: 'dropped',
  closed: 'closed',
} as const satisfies Record<Status, 'preparing' | 'open' | 'delivered' | 'dropped' | 'closed'>

/** Nobody works on it yet: it may be withdrawn, and material comes and goes. */
export const preparing = which(meanings, 'preparing')
/** Not over: it keeps its town from leaving. */
export const unfinished = which(meanings, 'preparing', 'open')
/** Lots may be in hand, whether or not new hands are still asked for. */
export const running = which(meanings, 'open')
/** Has stood open to workers and still has content: its towns' workers see the posting, its staff who holds which lot. */
export const posted = which(meanings, 'open', 'delivered')
/** Nothing more is made for it: whole, or concluded with a part missing. What there is waits to be taken home. */
export const delivered = which(meanings, 'delivered')
/** Workers know of it, and it has a result: what they have worked on stays known to them when it is closed. */
export const known = which(meanings, 'open', 'delivered', 'closed')
/** Over with its content still there: it has a day on which it is destroyed, and only this is destroyed. */
export const ended = which(meanings, 'delivered', 'dropped')
export type Ended = (typeof ended)[number]
/** Over, its content there or not: its page says until when it is kept. */
export const over = which(meanings, 'delivered', 'dropped', 'closed')

/** The working list's tabs. What waits for a review is open too; the ended stand apart, as an archive. */
export const stages = ['preparing', 'open', 'review', 'ended'] as const
export type Stage = (typeof stages)[number]
/** The statuses of a tab; without one, of all that is still worked on. */
export const statusesIn = (stage: Stage | undefined): readonly Status[] =>
  stage === undefined ? unfinished : stage === 'preparing' ? preparing : stage === 'ended' ? over : running
