/** Words of a posting once it is published, in English. */
import type { Messages } from '../../ja/index.ts'
import { n, of } from '../count.ts'

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
    what: 'Lots on offer and in progress get the later date too.',
  },
  end: {
    title: 'Close applications',
    lead: 'There will be no new applications or offers, and residents will no longer find it. Lots in progress continue. You can reopen applications later.',
    what: 'Stop new applications and offers. Lots in progress continue.',
    offers: 'Offers to be cancelled',
    hands: 'Applications to be ended',
    going: 'Lots that continue',
    words: 'Message to applicants and readers',
    wordsHint: 'It will be shown on the page of the job. Example: We have found enough people. Thank you for your application.',
    button: 'Close applications',
    ended: 'Applications have closed',
    endedBody: (lots) => `There are no new applications or offers. ${of(lots, 'lot is', 'lots are')} still available.`,
    endedWork: 'Applications have closed',
  },
  reopen: {
    title: 'Reopen applications',
    lead: 'Residents of the towns will find it again, and we will tell them. Earlier applications have ended, so people who are interested must apply again.',
    what: 'Residents will find it again.',
    towns: 'Available to',
    left: 'It is not shown to towns without a complete consent, or towns that have left the alliance.',
    button: 'Reopen applications',
    past: 'The due date has passed. Extend it before you reopen applications.',
  },
  conclude: {
    title: 'End without the rest',
    lead: 'You cannot undo this. Only what has been approved becomes the result, which is then a partial one. We will tell the town and the applicants. Afterwards the data can be destroyed, as for a completed package.',
    what: 'End this package with what has been approved. You cannot undo this.',
    done: 'Approved so far',
    missingLots: 'Lots not done',
    missingRows: 'Rows missing',
    run: (from, to) => (from === to ? `Lot ${n(from)}` : `Lots ${n(from)} to ${n(to)}`),
    words: 'Reason',
    wordsHint: 'The town’s coordinators will see this. Example: The due date was extended twice, but no one could be found.',
    button: 'End without the rest',
    concluded: 'It has ended with a part missing',
    result: (rows, all) => `A partial result: ${of(rows, 'approved row')} of ${all}.`,
    partial: ' (partial)',
  },
  can: 'What you can do now',
}
