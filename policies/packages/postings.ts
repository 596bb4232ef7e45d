/** A posting (募集) once it is published: a later day for it and for whoever works on it. */
import type { Acts } from '../kernel/act.ts'
import type { Day } from '../kernel/days.ts'

const byManager = { on: 'package', by: ['manager'] } as const

export const postingActs = {
  // More time helps whoever works on it, and shows nothing.
  'package.postpone': {
    ...byManager,
    from: ['published'],
    despite: ['frozen'],
    tells: ['coordinators', 'takers', 'raisers'],
    letter: 'own',
    leads: 'package',
  },
} as const satisfies Acts

/** Its day has passed: nobody new can be given a lot, and it is not advertised any more. */
export const isPast = (dueOn: Day | null, today: Day): boolean => dueOn !== null && dueOn < today
