/** A posting (募集) once it is published: a later day for it and for whoever works on it, its end, and its opening again. */
import type { Acts } from '../kernel/act.ts'
import type { Day } from '../kernel/days.ts'
import { running } from './statuses.ts'

const byManager = { on: 'package', by: ['manager'] } as const

export const postingActs = {
  // More time helps whoever works on it, and shows nothing.
  'package.postpone': {
    ...byManager,
    from: running,
    despite: ['frozen'],
    tells: ['coordinators', 'takers', 'raisers'],
    letter: 'own',
    leads: 'package',
  },
  // What nobody has accepted gets the new price; what is accepted keeps its own (Freelance Act, article 5: pay is never reduced).
  'package.correct-price': { ...byManager, from: running, tells: ['coordinators', 'raisers'], letter: 'own', leads: 'package' },
  // Lots in hand go on; open offers and raised hands end with it, each person told by an act of their own.
  'package.end-posting': {
    ...byManager,
    from: ['published'],
    to: 'stopped',
    tells: ['coordinators'],
    letter: 'own',
    leads: 'package',
  },
  'package.reopen': {
    ...byManager,
    from: ['stopped'],
    to: 'published',
    tells: ['coordinators', 'townsfolk'],
    letter: 'news',
    leads: 'package',
  },
  // Lots that nobody did stay missing; its town takes home what there is, and its content can be destroyed.
  'package.conclude': { ...byManager, from: running, to: 'concluded', tells: ['coordinators'], letter: 'own', leads: 'package' },
} as const satisfies Acts

/** Its day has passed: nobody new can be given a lot, and it is not advertised any more. */
export const isPast = (dueOn: Day | null, today: Day): boolean => dueOn !== null && dueOn < today
