/** Towns: the secretariat's list, and each town's own page with its desk, its pledge and its rules for data. */
import { Hono } from 'hono'
import type { App } from '../../kernel/context.ts'
import { desk } from './desk.tsx'
import { leaving } from './leaving.tsx'
import { list } from './list.tsx'
import { one } from './one.tsx'
import { pledge } from './pledge.tsx'
import { rules } from './rules.tsx'

const parts = [list, desk, pledge, rules, leaving, one]

export const towns = { app: new Hono<App>(), declared: parts.flatMap(({ declared }) => declared) }
for (const { app } of parts) towns.app.route('/', app)
