/** Finding work: what a worker's town may take, why something is closed to her, and raising a hand. */
import { routes } from '../../kernel/routes.ts'
import { listing } from './list.tsx'
import { posting } from './posting.tsx'

export const work = routes()
listing(work)
posting(work)
