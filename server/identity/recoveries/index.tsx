/** Recovery of keys: two officers on one side, the owner's stop button on the other. */
import { routes } from '../../kernel/routes.ts'
import { deciding } from './one.tsx'
import { starting } from './start.tsx'
import { stopping } from './stop.tsx'

export const recoveries = routes()
starting(recoveries)
deciding(recoveries)
stopping(recoveries)
