/** The manager's three steps before a package is published: split, set the terms, publish. */
import type { Messages } from '../messages/index.ts'

export type PrepareStep = { name: 'split' | 'plan' | 'publish'; page: 'split' | 'plan' | 'publication' }
const prepareSteps: readonly PrepareStep[] = [
  { name: 'split', page: 'split' },
  { name: 'plan', page: 'plan' },
  { name: 'publish', page: 'publication' },
]

/** The first thing that is still to do. */
export function nextToPrepare(pkg: { lotCount: number; unitPrice: number | null }): PrepareStep {
  if (pkg.lotCount === 0) return prepareSteps[0]!
  return pkg.unitPrice === null ? prepareSteps[1]! : prepareSteps[2]!
}

/** `current` null: seen from the package's own page, where the next step counts as current. */
export function preparingItems(t: Messages, id: string, next: PrepareStep, current: PrepareStep['name'] | null) {
  const reached = prepareSteps.findIndex(({ name }) => name === next.name)
  return prepareSteps.map(({ name, page }, i) => {
    const here = name === (current ?? next.name)
    const state = here ? ('current' as const) : i < reached ? ('done' as const) : ('todo' as const)
    return {
      label: t.packages.preparing.names[(i + 1) as 1 | 2 | 3],
      state,
      stateWords: t.packages.steps[state],
      href: name === current ? undefined : `/packages/${id}/${page}`,
    }
  })
}
