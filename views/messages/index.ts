/** Words are values: Japanese is the source, English must have its shape, and the compiler checks that it has. */

import type { Locale } from '../kernel/locale.ts'
import { en } from './en/index.ts'
import { ja, type Messages } from './ja/index.ts'

export type { Messages }
export const messages = { ja, en } satisfies Record<Locale, Messages>
/** All words in one language. */
export const messagesIn = (locale: Locale): Messages => messages[locale]
export type { Locale }
