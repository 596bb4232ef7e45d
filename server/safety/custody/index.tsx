/** The ledger (情報管理台帳): the town's pages of it, and the page on which a worker says that every copy is gone. */
import { Hono } from 'hono'
import type { App } from '../../kernel/context.ts'
import { accounting } from './account.tsx'
import { ledger } from './ledger.tsx'

const parts = [ledger, accounting]
export const custody = { app: new Hono<App>(), declared: parts.flatMap(({ declared }) => declared) }
for (const { app } of parts) custody.app.route('/', app)
