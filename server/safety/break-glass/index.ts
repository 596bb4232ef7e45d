/** Broken glass: the list, breaking, looking, ending, and the review by somebody else. */
import { routes } from '../../kernel/routes.ts'
import { breaking } from './breaking.tsx'
import { listing } from './list.tsx'
import { looking } from './looking.tsx'
import { reading } from './one.tsx'

export const breakGlass = routes()
listing(breakGlass)
breaking(breakGlass)
looking(breakGlass)
reading(breakGlass)
