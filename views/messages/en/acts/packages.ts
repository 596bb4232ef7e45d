/** Acts about packages, and who would like to do them. */
import type { ActWords } from '../../acts.ts'

export const packages: ActWords<'package' | 'manager' | 'application' | 'offer' | 'work'> = {
  'package.create': { done: 'Created a draft package' },
  'package.edit': { done: 'Edited the draft package' },
  'package.import': { done: 'Imported the list' },
  'package.succeed': { done: 'The package passed to another manager' },
  'manager.succeed': {
    done: 'Handed over packages to another manager',
    news: 'Packages have been handed over to another manager',
    advice: 'See the list of packages.',
  },
  'manager.deputise': {
    done: 'Appointed a deputy for a manager',
    news: 'A deputy has been appointed for a manager',
    advice: 'Until it ends, the deputy receives the notifications about the packages too.',
  },
  'manager.resume': {
    done: 'Ended the appointment of a deputy',
    news: 'A deputy no longer stands in for a manager',
    advice: 'Notifications about the packages go to their manager only.',
  },
  'package.hand-over': {
    done: 'Handed the package over to its manager',
    news: (of) => `You have been asked to prepare ${of}`,
    advice: 'Decide how to split it, the pay and the due date.',
  },
  'package.send-back': {
    done: 'Sent the package back to the coordinator',
    news: (of) => `Changes are needed to ${of}`,
    advice: 'Please edit it and hand it over again.',
  },
  'package.split': { done: 'Split the package into lots' },
  'package.plan': { done: 'Set the pay and due date' },
  'package.publish': { done: 'Published the package', news: (of) => `Applications are open for ${of}` },
  'package.follow': { done: 'Viewed the progress of a package' },
  'package.result': { done: 'Downloaded the result of a package' },
  'package.export': {
    done: 'Downloaded a view-only result',
    news: (of) => `The view-only result of ${of} was downloaded`,
  },
  'package.postpone': {
    done: 'Extended the due date of the package',
    news: (of) => `The due date of ${of} has been extended`,
  },
  'package.correct-price': {
    done: 'Corrected the pay of the package',
    news: (of) => `The pay for ${of} has changed`,
    advice: 'Check the new pay.',
  },
  'package.end-posting': { done: 'Closed applications', news: (of) => `Applications have closed for ${of}` },
  'package.reopen': { done: 'Reopened applications', news: (of) => `Applications have reopened for ${of}` },
  'package.conclude': {
    done: 'Ended the package unfinished',
    news: (of) => `${of} has ended unfinished`,
    advice: 'Its page gives the reason and the partial result.',
  },
  'package.complete': { done: 'Completed the package', news: (of) => `All work on ${of} is complete` },
  'package.withdraw': { done: 'Withdrew the package', news: (of) => `The coordinator has withdrawn ${of}` },
  'package.close': {
    done: 'Closed the package after its data was destroyed',
    news: (of) => `The data of ${of} has been destroyed`,
    advice: 'A certificate is available.',
  },
  'package.read': { done: 'Viewed a package' },
  'package.list': { done: 'Viewed the list of packages' },
  'application.raise': { done: 'Applied for work', news: (of) => `Someone has applied for ${of}` },
  'application.withdraw': { done: 'Withdrew an application', news: (of) => `Someone has withdrawn their application for ${of}` },
  'application.lapse': {
    done: 'Ended an application',
    news: (of) => `Your application for ${of} has ended, because applications have closed or the terms have changed`,
    advice: 'The page of the job says more. If it is open, you can apply again.',
  },
  'offer.plan': { done: 'Drafted offers' },
  'work.find': { done: 'Searched for work' },
}
