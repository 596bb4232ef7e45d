/** Incidents: telling of a suspected leak, and how the town looks into it until its papers are closed. */
import { routes } from '../../kernel/routes.ts'
import { deciding } from './lifting.tsx'
import { listing } from './list.tsx'
import { reading } from './one.tsx'
import { readingOwn } from './own.tsx'
import { readingPapers, writing } from './papers.tsx'
import { handingOut } from './records.ts'
import { reporting } from './report.tsx'

export const incidents = routes()
// The words `new` and `own` come before what may be an id.
reporting(incidents)
readingOwn(incidents)
listing(incidents)
reading(incidents)
deciding(incidents)
writing(incidents)
readingPapers(incidents)
handingOut(incidents)
