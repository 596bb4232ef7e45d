/** Everything that a person does with their own account and their own data. */
import { routes } from '../../kernel/routes.ts'
import { correcting } from './corrections.tsx'
import { reading } from './data.tsx'
import { showing } from './home.tsx'
import { keeping } from './keys.tsx'
import { wishing } from './letters.ts'
import { ending } from './sessions.ts'

export const account = routes()
showing(account)
keeping(account)
ending(account)
wishing(account)
reading(account)
correcting(account)
