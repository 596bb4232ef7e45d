/** Destruction: the page on which it is asked for, witnessed, taken back and put off, and the certificate that it ends with. */
import { Hono } from 'hono'
import type { App } from '../../kernel/context.ts'
import { certificates } from './certificate.tsx'
import { deciding } from './decide.tsx'

const parts = [deciding, certificates]
export const destructions = { app: new Hono<App>(), declared: parts.flatMap(({ declared }) => declared) }
for (const { app } of parts) destructions.app.route('/', app)
