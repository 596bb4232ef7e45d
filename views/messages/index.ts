/** Words are values: Japanese is the source, English must have its shape, and the compiler checks that it has. */
import { en } from './en/index.ts'
import { ja, type Messages } from './ja/index.ts'

export type { Messages }
export const messages = { ja, en } satisfies Record<string, Messages>
/** All words in one language. */
export const messagesIn = (locale: Locale): Messages => messages[locale]
export type Locale = keyof typeof messages
export const isLocale = (text: string | undefined): text is Locale => text === 'ja' || text === 'en'
