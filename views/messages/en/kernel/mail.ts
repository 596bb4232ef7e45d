/** Letters, in English. */
import type { Messages } from '../../ja/index.ts'
import { of } from '../count.ts'

export const mail: Messages['mail'] = {
  subject: (n) => `[Yui] You have ${of(n, 'notification')}`,
  greeting: 'This is a message from Yui, your towns’ telework service.',
  line: (words, n) => (n > 1 ? `- ${words} (${n})` : `- ${words}`),
  open: 'Sign in to see the details.',
  foot: 'Do not reply to this email. If you were not expecting it, contact your town office.',
}
