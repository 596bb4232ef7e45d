/** Letters, in English. */
import type { Messages } from '../ja/index.ts'

export const mail: Messages['mail'] = {
  subject: (n) => (n === 1 ? '[Yui] You have 1 notification' : `[Yui] You have ${n} notifications`),
  greeting: 'This is a notice from Yui, your towns’ telework platform.',
  line: (words, n) => (n > 1 ? `- ${words} (${n})` : `- ${words}`),
  open: 'Sign in to see the details.',
  foot: 'Replies to this letter are not read. If it surprises you, tell your town’s desk.',
  acts: {
    'package.hand-over': 'A package is yours to prepare',
    'package.send-back': 'A package was sent back',
    'package.publish': 'A new package is open',
    'package.complete': 'A package is complete',
    'package.withdraw': 'A package was withdrawn',
    'application.raise': 'Somebody raised a hand',
    'application.withdraw': 'Somebody lowered their hand',
    'assignment.offer': 'You are offered work',
    'assignment.accept': 'An offer was accepted',
    'assignment.decline': 'An offer was declined',
    'assignment.expire': 'An offer expired',
    'assignment.cancel': 'An offer was cancelled',
    'assignment.hand-back': 'A lot was handed back',
    'assignment.submit': 'A delivery has arrived',
    'assignment.return': 'A delivery needs corrections',
    'assignment.approve': 'A delivery was approved',
    'completion.record': 'A result of your training was recorded',
    'enrolment.issue': 'A new invitation code was issued for you',
    'enrolment.use': 'A passkey was made with your invitation code',
    'passkey.add': 'A passkey was added to your account',
    'passkey.remove': 'A passkey was removed from your account',
  },
}
