/** Acts about becoming a teleworker, and about being one. */
import type { ActWords } from '../../acts.ts'

export const vetting: ActWords<'vetting' | 'worker'> = {
  'vetting.apply': { done: 'Applied to become a teleworker', news: 'Someone has applied to become a teleworker' },
  'vetting.read': { done: 'Viewed a registration' },
  'vetting.list': { done: 'Viewed the list of registrations' },
  'vetting.residency': { done: 'Verified an applicant’s address', news: 'Your address has been verified' },
  'vetting.pledge': { done: 'Signed the pledge', news: 'An applicant has signed the pledge' },
  'vetting.environment': { done: 'Completed the workplace check', news: 'An applicant has completed the workplace check' },
  'vetting.interview': { done: 'Recorded an interview', news: 'Your interview has been recorded' },
  'vetting.propose': {
    done: 'Proposed a data classification for a teleworker',
    news: 'A second person must confirm the data classification proposed for a teleworker',
  },
  'vetting.decide': { done: 'Approved a registration', news: 'A teleworker’s registration was approved' },
  'vetting.decline': { done: 'Declined a registration', news: 'There is a decision on your registration' },
  'vetting.withdraw': {
    done: 'Withdrew an application to register',
    news: 'Someone has withdrawn their application to register',
  },
  'vetting.renew': { done: 'Started renewing a registration', news: 'The renewal of a registration has started' },
  'vetting.remind': {
    done: 'Sent a reminder to renew a registration',
    news: 'A registration expires soon',
    advice: 'Please renew it.',
  },
  'vetting.lapse': { done: 'An application to register expired' },
  'worker.suspend': { done: 'Suspended a teleworker', news: 'A teleworker has been suspended' },
  'worker.resume': { done: 'Ended a teleworker’s suspension', news: 'A teleworker’s suspension has ended' },
  'worker.leave': { done: 'Left Yui', news: 'A teleworker has left' },
  'worker.forget': { done: 'Deleted the records of someone who left, as scheduled' },
}
