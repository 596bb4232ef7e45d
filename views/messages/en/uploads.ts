/** Words of a file on its way, in English. */
import type { Messages } from '../ja/index.ts'

export const uploads: Messages['uploads'] = {
  label: 'Sending',
  preparing: 'Getting ready',
  sending: '{done} of {size} sent ({percent} %)',
  reading: 'Checking what arrived ({percent} %)',
  handing: 'Handing it in',
  resumed: 'Going on from where it was left',
  offline: 'The connection is lost. Sending goes on by itself once it is back.',
  pause: 'Pause',
  goOn: 'Go on',
  paused: 'Paused',
  cancel: 'Cancel',
  cancelled: 'Cancelled. What had been sent was removed.',
  tooLarge: (most) => `It is too large. Up to ${most} is accepted.`,
  tooMuch: (most) => `Up to ${most} together are accepted. Send them a few at a time.`,
  tooMany: (most) => `Up to ${most} files can be chosen at once.`,
  named: (name, words) => `“${name}”: ${words}`,
  missing: 'Choose a file',
  closed: 'It cannot be sent now. Reload the page to see how things stand.',
  signedOut: 'You have been signed out. Sign in and choose the same file: it goes on from there.',
  failed: 'It could not be sent. Choose the same file again in a while: it goes on from there.',
  changed: 'The file seems to have changed meanwhile. Please choose it again.',
  keepOpen: 'Keep this page open until it is done. If you close it, choose the same file within 24 hours and it goes on.',
  lost: 'The file that was sent is not here any more. Please choose it again.',
  unfinished: 'Not all of the file has arrived. Choose it again and it goes on from there.',
}
