/** Letters, in English. */
import type { Messages } from '../ja/index.ts'
import { of } from './count.ts'

export const mail: Messages['mail'] = {
  subject: (n) => `[Yui] You have ${of(n, 'notification')}`,
  greeting: 'This is a notice from Yui, your towns’ telework platform.',
  line: (words, n) => (n > 1 ? `- ${words} (${n})` : `- ${words}`),
  open: 'Sign in to see the details.',
  foot: 'Replies to this letter are not read. If it surprises you, contact your town office.',
}
