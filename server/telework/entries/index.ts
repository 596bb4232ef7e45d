/** Working on rows that are only shown: pages, corrections, delivering them, and pictures of what a delivery changed. */
import { routes } from '../../kernel/routes.ts'
import { changing } from './changes.tsx'
import { paging } from './pages.tsx'
import { entering } from './put.tsx'
import { submitting } from './submission.tsx'

export const entries = routes()
paging(entries)
entering(entries)
submitting(entries)
changing(entries)
