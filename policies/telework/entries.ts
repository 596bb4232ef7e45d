/** Entries (入力): corrected cells of a lot that is only shown, kept by the platform until they are delivered. */

import type { Actor } from '../identity/people.ts'
import type { Acts } from '../kernel/act.ts'
import { type Permit, type Refusal, refuse, type Why } from '../kernel/decision.ts'
import { rulesOf } from '../kernel/judge.ts'
import { type AccessFacts, type Allow, type Deny, decideAccess, type Reason } from '../safety/access.ts'
import { type AssignmentFacts, decide, inWork, relationTo, type Status } from './assignments.ts'

const byWorker = { on: 'assignment', by: ['worker'], from: inWork, gates: ['standing', 'consented'], history: false } as const
export const entryActs = { 'entry.put': byWorker, 'entry.remove': byWorker } as const satisfies Acts<'worker', Status>
export type Act = keyof typeof entryActs
const { judge } = rulesOf(entryActs)

/** Corrections in one form, at first and at most. */
export const entriesAtFirst = 3
export const entriesAtOnce = 30

/** What can be wrong with a correction; `same`: the value that stands there already. */
export type EntryProblem =
  | 'none'
  | 'row'
  | 'column'
  | 'key'
  | 'missing'
  | 'both'
  | 'twice'
  | 'same'
  | 'formula'
  | 'my-number'
  | 'too-long'
  | 'control'

/**
 * Entering and taking back: the worker, while the lot is in work, and only where its content would open. The touch of the passkey is
 * not asked for once more: an entry shows nothing, and what was typed must not be lost for it. `open`: what the rule of access says.
 */
export function decideEntry<A extends Act>(
  act: A,
  actor: Actor,
  assignment: AssignmentFacts,
  open: Allow | Deny,
): Permit<A> | Refusal<Why> {
  const relation = relationTo(actor, assignment)
  const may = judge(act, actor, relation === 'outsider' ? [] : [relation], assignment)
  if ('refused' in may) return refuse(may.refused)
  if ('refused' in open) return open
  // Where the rows may leave as a file they come back as one.
  return open.obligations.includes('view-only') ? may : refuse('unseen')
}

/** The place, the day and the touch do not keep anybody from delivering: it shows nothing, and what is due is due. */
const closing: readonly Reason[] = ['class', 'role', 'standing', 'consent', 'frozen', 'destroyed']

/**
 * Delivering: as a file where the rows may leave as one, else out of the entries. INVARIANT: a file that somebody sends for a lot
 * that is only shown is not even read, for what is said of its faults would tell what stands in the rows.
 */
export function decideDelivery(
  way: 'file' | 'entries',
  actor: Actor,
  assignment: AssignmentFacts,
  facts: AccessFacts,
): Permit<'assignment.submit'> | Refusal<Why, Reason> {
  const decision = decide('assignment.submit', actor, assignment)
  if ('refused' in decision) return refuse(decision.refused, decision.unmet as readonly Reason[])
  if (facts.handling.download) return way === 'file' ? decision : refuse('unseen')
  if (way === 'file') return refuse('closed', ['file'])
  const open = decideAccess('open', facts)
  const why = 'refused' in open ? open.unmet.filter((reason) => closing.includes(reason)) : []
  return why.length > 0 ? refuse('closed', why) : decision
}

/** Rows on one page, and the measure of what a page bears: one line of a card, or what fifty bytes take. */
const rowsOnPage = 10
const mostWeight = 110
/** Columns that usually find room beside each other; more become the lines of a card. */
const columnsOfTable = 9
const weightOf = (columns: number, bytes: number): number => (columns > columnsOfTable ? columns : 6) + bytes / 50

/** `firstRow` and `lastRow` count from the lot's first row, 0; `byteTo` is exclusive; bytes count from the lot's first. */
export type Page = {
  readonly firstRow: number
  readonly lastRow: number
  readonly byteFrom: number
  readonly byteTo: number
}

/**
 * Divides a lot's rows into pages: ten rows on each, fewer where rows are long, one at least. `ends`: where each row's bytes end,
 * counted from the lot's first byte. INVARIANT: the same bytes give the same pages, so that a page has one address.
 */
export function pagesOf(ends: ArrayLike<number>, columns: number): Page[] {
  const pages: Page[] = []
  let firstRow = 0
  let byteFrom = 0
  let weight = 0
  const close = (row: number) => {
    const byteTo = ends[row]!
    pages.push({ firstRow, lastRow: row, byteFrom, byteTo })
    firstRow = row + 1
    byteFrom = byteTo
    weight = 0
  }
  for (let row = 0; row < ends.length; row++) {
    const own = weightOf(columns, ends[row]! - (row === 0 ? 0 : ends[row - 1]!))
    if (row > firstRow && (weight + own > mostWeight || row - firstRow === rowsOnPage)) close(row - 1)
    weight += own
  }
  if (ends.length > 0) close(ends.length - 1)
  return pages
}

/** The number of the page, from 1, on which a row stands that counts from the lot's first, 0. */
export function pageOfRow(pages: readonly Page[], row: number): number {
  let [low, high] = [0, pages.length - 1]
  while (low < high) {
    const middle = (low + high) >> 1
    if (pages[middle]!.lastRow < row) low = middle + 1
    else high = middle
  }
  return low + 1
}

/** Changes that a delivery keeps for its reviewers; all of them stand in its rows. */
export const keptChanges = 500
export const changesOnPage = 25
/** How many pages the kept changes of a delivery take; none where nothing was changed. */
export const changePages = (changeCount: number): number => Math.ceil(Math.min(changeCount, keptChanges) / changesOnPage)
