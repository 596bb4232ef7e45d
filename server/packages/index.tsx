/** Packages as coordinators and managers meet them: the list, the draft, its rows, what follows. */
import { Hono } from 'hono'
import type { App } from '../kernel/context.ts'
import { check } from './check.tsx'
import { draft } from './draft.tsx'
import { follow } from './follow.tsx'
import { list } from './list.tsx'
import { plan } from './plan.tsx'
import { posting } from './posting.tsx'
import { publication } from './publication.tsx'
import { result } from './result.ts'
import { rows } from './rows.tsx'
import { split } from './split.tsx'
import { succession } from './succession.tsx'

const parts = [list, draft, rows, check, split, plan, publication, posting, result, succession, follow]

export const packages = { app: new Hono<App>(), declared: parts.flatMap(({ declared }) => declared) }
for (const { app } of parts) packages.app.route('/', app)
