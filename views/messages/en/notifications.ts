/** What a person is told, in English. */
import type { Messages } from '../ja/index.ts'

export const notifications: Messages['notifications'] = {
  title: 'Notifications',
  lead: 'What happened that concerns you, newest first.',
  unread: 'Unread',
  markRead: 'Mark all as read',
  empty: {
    title: 'Nothing yet',
    words: 'Offers, results of reviews and whatever else concerns you will appear here.',
  },
  end: { title: 'There is nothing older', back: 'To the newest' },
  of: (number, title) => `${number} “${title || 'untitled'}”`,
  acts: {
    'package.hand-over': (of) => `Package ${of} is yours to prepare. Decide its lots, pay and due date.`,
    'package.send-back': (of) => `Package ${of} was sent back. Please correct it.`,
    'package.publish': (of) => `Package ${of} is now open.`,
    'package.complete': (of) => `Package ${of} is complete.`,
    'package.withdraw': (of) => `Package ${of} was withdrawn.`,
    'application.raise': (of) => `Somebody raised a hand for package ${of}.`,
    'application.withdraw': (of) => `Somebody lowered their hand for package ${of}.`,
    'assignment.offer': (of) => `You are offered a lot of package ${of}. Read the terms and decide.`,
    'assignment.accept': (of) => `An offer of package ${of} was accepted and work has begun.`,
    'assignment.decline': (of) => `An offer of package ${of} was declined. You can offer it to somebody else.`,
    'assignment.expire': (of) => `An offer of package ${of} expired without an answer.`,
    'assignment.cancel': (of) => `An offer of package ${of} was cancelled.`,
    'assignment.hand-back': (of) => `A lot of package ${of} was handed back. You can offer it to somebody else.`,
    'assignment.submit': (of) => `A delivery of package ${of} has arrived. Please review it.`,
    'assignment.return': (of) => `Your delivery of package ${of} needs corrections. See which ones.`,
    'assignment.approve': (of) => `Your delivery of package ${of} was approved. Thank you.`,
    'completion.record': () => 'A result of your training was recorded.',
    'enrolment.issue': () => 'A new invitation code was issued for you. If you did not ask for it, tell your town’s desk.',
    'enrolment.use': () => 'A passkey was made with your invitation code. If it was not you, tell your town’s desk.',
    'passkey.add': () => 'A passkey was added. If it was not you, remove it and tell your town’s desk.',
    'passkey.remove': () => 'A passkey was removed. If it was not you, tell your town’s desk.',
  },
}
