/** Acts about who somebody is: keys, sessions, their account, and the records held about them. */
import type { ActWords } from '../../acts.ts'

const unknown = 'If this was not you, contact your town office.'
const unknownKey = 'If this was not you, remove the passkey and contact your town office.'
const unknownRecovery = 'If you did not ask for this, you can stop it with an existing passkey.'

export const identity: ActWords<'enrolment' | 'passkey' | 'session' | 'account' | 'recovery' | 'correction'> = {
  'enrolment.issue': {
    done: 'Issued an invitation code',
    news: 'You have been sent a new invitation code',
    advice: 'If you did not ask for it, contact your town office.',
  },
  'enrolment.use': {
    done: 'Created a passkey with an invitation code',
    news: 'Your invitation code was used to create a passkey',
    advice: unknown,
  },
  'passkey.add': { done: 'Added a passkey', news: 'A passkey was added to your account', advice: unknownKey },
  'passkey.remove': { done: 'Removed a passkey', news: 'A passkey was removed from your account', advice: unknown },
  'passkey.counter-fell': {
    done: 'The use count of a passkey did not match',
    news: 'The use count of a passkey did not match',
    advice: 'The passkey may have been copied. If you do not know why, remove it and contact your town office.',
  },
  'session.start': { done: 'Signed in' },
  'session.end': { done: 'Signed out a device' },
  'session.end-all': { done: 'Signed out of all devices' },
  'account.resend': { done: 'Sent the emails again that had not arrived' },
  'account.read': { done: 'Viewed their account' },
  'account.edit': { done: 'Changed their account settings' },
  'account.read-data': { done: 'Viewed their own records' },
  'account.export': { done: 'Downloaded their own records', news: 'Your records were downloaded', advice: unknown },
  'recovery.read': { done: 'Viewed a passkey recovery' },
  'recovery.list': { done: 'Viewed the list of passkey recoveries' },
  'recovery.start': {
    done: 'Started a passkey recovery',
    news: 'A passkey recovery has started',
    advice: 'If you did not expect this, contact your town office at once.',
  },
  'recovery.approve': {
    done: 'Approved a passkey recovery',
    news: 'A passkey recovery was approved',
    advice: unknownRecovery,
  },
  'recovery.cancel': { done: 'Cancelled a passkey recovery', news: 'A passkey recovery was cancelled' },
  'recovery.use': {
    done: 'Created a new passkey through a recovery',
    news: 'A new passkey was created through a recovery',
    advice: unknownRecovery,
  },
  'recovery.stop': {
    done: 'Stopped a passkey recovery with an existing passkey',
    news: 'Someone stopped a passkey recovery with an existing passkey',
  },
  'recovery.console': {
    done: 'Reset the secretariat’s passkeys from the server',
    news: 'The server administrator has reset the secretariat’s passkeys',
    advice: 'If you did not expect this, contact the secretariat.',
  },
  'recovery.settle': {
    done: 'A passkey recovery was completed',
    news: 'A passkey recovery is complete and the old passkeys no longer work',
  },
  'correction.ask': {
    done: 'Asked for a correction of their records',
    news: 'Someone has asked for a correction of their records',
    advice: 'Please reply within 30 days.',
  },
  'correction.answer': {
    done: 'Replied to a request for correction',
    news: 'You have a reply to your request for correction',
  },
  'correction.list': { done: 'Viewed the list of requests for correction' },
}
