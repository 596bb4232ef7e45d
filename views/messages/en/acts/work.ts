/** Acts about lots: offered, worked on, delivered and reviewed. */
import type { ActWords } from '../../acts.ts'

export const work: ActWords<'assignment' | 'entry' | 'review'> = {
  'assignment.offer': {
    done: 'Offered a lot',
    news: (of) => `You have been offered a lot in ${of}`,
    advice: 'Read the terms and decide whether to accept.',
  },
  'assignment.accept': { done: 'Accepted a lot', news: (of) => `An offer for ${of} was accepted and work has started` },
  'assignment.decline': {
    done: 'Declined an offer',
    news: (of) => `An offer for ${of} was declined`,
    advice: 'You can offer the lot to someone else.',
  },
  'assignment.expire': { done: 'An offer expired', news: (of) => `An offer for ${of} expired without a reply` },
  'assignment.cancel': { done: 'Cancelled an offer', news: (of) => `An offer for ${of} was cancelled` },
  'assignment.hand-back': {
    done: 'Handed back a lot',
    news: (of) => `A lot in ${of} was handed back`,
    advice: 'Confirm how many rows are done, if any. You can offer the lot to someone else.',
  },
  'assignment.take-back': {
    done: 'Took back a lot',
    news: (of) => `A lot of yours in ${of} has been taken back`,
    advice: 'See why, and what you will be paid.',
  },
  'assignment.settle': {
    done: 'Settled the rows done of a lot that was handed back',
    news: (of) => `Your pay for a lot handed back in ${of} has been settled`,
    advice: 'See what you will be paid.',
  },
  'assignment.extend': { done: 'Extended the due date', news: (of) => `The due date of a lot in ${of} has been extended` },
  'assignment.submit': { done: 'Submitted work', news: (of) => `Work on ${of} has been submitted`, advice: 'Please review it.' },
  'assignment.return': {
    done: 'Requested changes to submitted work',
    news: (of) => `Changes are needed to your work on ${of}`,
    advice: 'See what to change.',
  },
  'assignment.approve': {
    done: 'Approved submitted work',
    news: (of) => `Your work on ${of} has been approved`,
    advice: 'Thank you.',
  },
  'assignment.read': { done: 'Viewed a lot' },
  'assignment.read-brief': { done: 'Read the instructions for a lot' },
  'assignment.open': { done: 'Viewed the content of a lot on screen' },
  'assignment.download': { done: 'Downloaded the list to work on' },
  'assignment.read-delivery': { done: 'Viewed submitted work' },
  'assignment.list': { done: 'Viewed the list of lots' },
  'entry.put': { done: 'Edited content on screen' },
  'entry.remove': { done: 'Undid an edit on screen' },
  'review.list': { done: 'Viewed the list of reviews' },
}
