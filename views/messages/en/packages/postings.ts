/** Words of a posting that stands open, in English. */
import type { Messages } from '../../ja/index.ts'
import { of } from '../count.ts'

export const postings: Messages['postings'] = {
  lots: (count) => (count === '1' ? '1 lot' : `${count} lots`),
  past: {
    chip: 'Past its due date',
    title: 'The due date has passed',
    free: (day, lots) =>
      `It was due on ${day}, so residents no longer see it as open. ${of(lots, 'lot is', 'lots are')} still available. To continue, extend the due date.`,
    rest: (day) => `It was due on ${day}. If lots are still in progress, you can extend the due date.`,
  },
  postpone: {
    title: 'Extend the due date',
    lead: 'You can only choose a later date. Lots on offer or in progress that are due earlier get the same date. Nothing else in their terms changes. We will tell the workers, the applicants and the town.',
    now: 'Due date now',
    going: 'On offer or in progress',
    until: 'New due date',
    button: 'Extend the due date',
  },
}
