/** Fair allocation, explained: among those who qualify, who comes first and why. */

/** Allocation looks at what became due in as many days. */
export const earnedDays = 90

export type Candidate = {
  readonly personId: string
  readonly qualifies: boolean
  /** Integer yen that became due in the last `earnedDays`. */
  readonly recentYen: number
  /** Hours a week that the person wishes to work. */
  readonly weeklyHours: number
  readonly raisedAt: string
  readonly openLots: number
  readonly lotsWished: number
}
export type Reason = 'qualifies-not' | 'has-enough' | 'least-recent' | 'waits-longest'

/** Yen of the last 90 days for each weekly hour wished: the smaller, the more it is this person's turn. */
export const share = (candidate: Candidate): number => candidate.recentYen / Math.max(1, candidate.weeklyHours)

/** Best first. Those who lack a condition, or hold as many lots as they wished for, come last. */
export function rank<C extends Candidate>(candidates: readonly C[]): (C & { readonly reason: Reason })[] {
  const tier = (c: C) => (c.qualifies ? (c.openLots >= c.lotsWished ? 1 : 0) : 2)
  const ordered = [...candidates].sort(
    (a, b) =>
      tier(a) - tier(b) ||
      share(a) - share(b) ||
      (a.raisedAt < b.raisedAt ? -1 : a.raisedAt > b.raisedAt ? 1 : a.personId < b.personId ? -1 : 1),
  )
  return ordered.map((candidate) => ({ ...candidate, reason: reasonFor(candidate, ordered) }))
}

function reasonFor(candidate: Candidate, all: readonly Candidate[]): Reason {
  if (!candidate.qualifies) return 'qualifies-not'
  if (candidate.openLots >= candidate.lotsWished) return 'has-enough'
  return all.some((other) => other.personId !== candidate.personId && share(other) === share(candidate))
    ? 'waits-longest'
    : 'least-recent'
}

/** How many more lots a person wished for than they hold. */
export const wishLeft = (candidate: Candidate): number => Math.max(0, candidate.lotsWished - candidate.openLots)

/** Who would get how many of the free lots if the order is kept: the proposal that the manager starts from. */
export function propose(ranked: readonly Candidate[], free: number): ReadonlyMap<string, number> {
  const proposal = new Map<string, number>()
  let left = free
  for (const candidate of ranked) {
    const lots = candidate.qualifies ? Math.min(wishLeft(candidate), left) : 0
    if (lots > 0) proposal.set(candidate.personId, lots)
    left -= lots
  }
  return proposal
}

/** Whether offers depart from the order: somebody is passed over, or gets more than they wished for. Then a reason is due. */
export function departs(ranked: readonly Candidate[], offers: ReadonlyMap<string, number>): boolean {
  let passedOver = false
  for (const candidate of ranked) {
    const lots = offers.get(candidate.personId) ?? 0
    if (lots > 0 && (passedOver || lots > wishLeft(candidate))) return true
    if (candidate.qualifies && lots < wishLeft(candidate)) passedOver = true
  }
  return false
}
