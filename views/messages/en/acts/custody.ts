/** Acts about copies of data, until the last one is destroyed. */
import type { ActWords } from '../../acts.ts'

export const custody: ActWords<'custody' | 'destruction'> = {
  'custody.read': { done: 'Viewed the data register' },
  'custody.declare': { done: 'Confirmed deleting downloaded files' },
  'custody.account': {
    done: 'Recorded for a worker that downloaded files are deleted',
    news: (of) => `Your town has recorded that the files you downloaded for ${of} are deleted`,
  },
  'custody.remind': {
    done: 'Sent a reminder to delete downloaded files',
    news: (of) => `Delete the files you downloaded for ${of}, and confirm that you have`,
  },
  'custody.urge': {
    done: 'Sent another reminder to delete downloaded files',
    news: (of) => `Nobody has confirmed yet that files downloaded for ${of} are deleted`,
  },
  'destruction.read': { done: 'Viewed the page about destroying a package’s data' },
  'destruction.ask': {
    done: 'Requested destruction of a package’s data',
    news: (of) => `A second person must confirm the destruction of data for ${of}`,
  },
  'destruction.witness': { done: 'Confirmed destruction of a package’s data as second person' },
  'destruction.cancel': {
    done: 'Cancelled destruction of a package’s data',
    news: (of) => `Destruction of data for ${of} was cancelled`,
  },
  'destruction.postpone': {
    done: 'Extended the retention period of a package',
    news: (of) => `The retention period of ${of} has been extended`,
  },
  'destruction.remind': {
    done: 'Sent a reminder that a retention period is ending',
    news: (of) => `The retention period of ${of} is ending or has ended`,
    advice: 'See what is needed before its data can be destroyed.',
  },
  'destruction.begin': { done: 'Started destroying a package’s data because its retention period has ended' },
  'destruction.certify': { done: 'Issued a certificate of destruction' },
  'destruction.reconcile': {
    done: 'Deleted destroyed data again from an older backup',
    news: (of) => `Destroyed data of ${of} was deleted again`,
    advice: 'An older backup of the database has been restored.',
  },
}
