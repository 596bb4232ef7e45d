/** What a form of offers asks for: who gets how many of the free lots, by when, and why where the order is left. */
import { z } from 'zod'
import type { Package } from '../../../db/packages/find.ts'
import { type Day, isDay } from '../../../policies/kernel/days.ts'
import { departs } from '../../../policies/telework/allocation.ts'
import type { Problem } from '../../../views/kernel/forms.tsx'
import type { Ctx } from '../../kernel/context.ts'
import { checkForm, fields, type Typed } from '../../kernel/forms.ts'
import { type FreeLot, type Loaded, mostAtOnce, type RankedCandidate } from './load.ts'

export const Departing = z.object({ reason: fields.text(500) })

export type Share = { candidate: RankedCandidate; lots: FreeLot[] }
export type Plan = { shares: Share[]; dueOn: Day; reason: string; departs: boolean; problems: Problem[] }

/** What the form asks for: the next free lots in order, to each person in the order of the ranking. */
export function readPlan(c: Ctx, pkg: Package, { ranked, freeLots }: Loaded, typed: Typed): Plan {
  const words = c.var.t.candidates.offers
  const problems: Problem[] = []
  const counts = new Map<string, number>()
  for (const { personId } of ranked) {
    const field = `lots-${personId}`
    const value = typed[field]
    if (value === undefined || value === '') continue
    const read = fields.whole(0, mostAtOnce).safeParse(value)
    if (read.success) counts.set(personId, read.data)
    else problems.push({ field, words: c.var.t.problems.named.number })
  }
  const shares: Share[] = []
  let next = 0
  for (const candidate of ranked) {
    const count = counts.get(candidate.personId) ?? 0
    if (count > 0) shares.push({ candidate, lots: freeLots.slice(next, next + count) })
    next += count
  }
  const wanted = [...counts.values()].reduce((sum, n) => sum + n, 0)
  const first = shares[0]?.candidate.personId ?? ranked[0]?.personId
  if (problems.length === 0 && wanted === 0) problems.push({ field: first ? `lots-${first}` : 'main', words: words.nobody })
  if (wanted > freeLots.length && first) problems.push({ field: `lots-${first}`, words: words.tooMany(freeLots.length) })
  const dueOn = readDue(c, pkg, typed, problems)
  const departing = departs(ranked, counts)
  const said = checkForm(c, typed, Departing)
  if (departing && !said.ok) problems.push(...said.problems)
  const reason = said.ok ? said.data.reason : ''
  return { shares: shares.filter(({ lots }) => lots.length > 0), dueOn, reason, departs: departing, problems }
}

function readDue(c: Ctx, pkg: Package, typed: Typed, problems: Problem[]): Day {
  const latest = pkg.dueOn ?? c.var.today
  const text = String(typed.dueOn ?? latest).trim()
  const words = c.var.t.candidates.offers
  const problem = !isDay(text)
    ? c.var.t.problems.named.day
    : text > latest
      ? words.dueAfter
      : text < c.var.today
        ? words.duePast
        : undefined
  if (problem) problems.push({ field: 'dueOn', words: problem })
  return isDay(text) && !problem ? text : latest
}

/** Whether this is what the preview showed: `changed` by the manager, or `stale` because lots were taken meanwhile. */
export function comparePlan({ shares, dueOn }: Plan, typed: Typed): 'changed' | 'stale' | undefined {
  const shown = (id: string) => String(typed[`shown-${id}`] ?? '')
  const same = shares.every(({ candidate, lots }) => shown(candidate.personId) === numbersOf(lots))
  const people = Object.keys(typed).filter((name) => name.startsWith('shown-')).length
  const edited =
    people !== shares.length ||
    typed.shownDueOn !== dueOn ||
    shares.some(({ candidate, lots }) => shown(candidate.personId).split(' ').length !== lots.length)
  return edited ? 'changed' : same ? undefined : 'stale'
}

const numbersOf = (lots: readonly FreeLot[]) => lots.map(({ number }) => number).join(' ')
