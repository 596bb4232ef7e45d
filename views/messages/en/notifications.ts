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
  of: (number, title) => `package ${number} “${title || 'untitled'}”`,
  ofAny: 'a package',
  told: (news, advice) => (advice ? `${news}. ${advice}` : `${news}.`),
}
