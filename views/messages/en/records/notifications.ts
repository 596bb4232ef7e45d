/** What a person is told, in English. */
import type { Messages } from '../../ja/index.ts'

export const notifications: Messages['notifications'] = {
  title: 'Notifications',
  lead: 'News about you and your work, newest first.',
  unread: 'Unread',
  markRead: 'Mark all as read',
  empty: {
    title: 'No notifications yet',
    words: 'Offers, review results and other news will appear here.',
  },
  end: { title: 'No older notifications', back: 'Back to the newest' },
  of: (number, title) => `package ${number} “${title || 'untitled'}”`,
  ofAny: 'a package',
  told: (news, advice) => (advice ? `${news}. ${advice}` : `${news}.`),
}
