/** The assignments of a worker, as she, her manager and the coordinator meet them. */
import { routes } from '../../kernel/routes.ts'
import { answering } from './answers.tsx'
import { delivering } from './delivery.tsx'
import { downloading } from './download.ts'
import { ending } from './ending.tsx'
import { listing } from './list.tsx'
import { reading } from './one.tsx'

export const assignments = routes()
listing(assignments)
reading(assignments)
answering(assignments)
downloading(assignments)
delivering(assignments)
ending(assignments)
