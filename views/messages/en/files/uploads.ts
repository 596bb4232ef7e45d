/** Words of a file on its way, in English. */
import type { Messages } from '../../ja/index.ts'

export const uploads: Messages['uploads'] = {
  label: 'Upload progress',
  preparing: 'Getting ready',
  sending: '{done} of {size} uploaded ({percent}%)',
  reading: 'Checking the file ({percent}%)',
  handing: 'Finishing',
  resumed: 'Continuing where you left off',
  offline: 'Connection lost. The upload will continue when you are back online.',
  pause: 'Pause',
  goOn: 'Resume',
  paused: 'Paused',
  cancel: 'Cancel',
  cancelled: 'Upload cancelled. What was uploaded has been deleted.',
  tooLarge: (most) => `The file must be ${most} or smaller.`,
  tooMuch: (most) => `The total must be ${most} or less. Upload a few files at a time.`,
  tooMany: (most) => `You can choose up to ${most} files at once.`,
  named: (name, words) => `“${name}”: ${words}`,
  missing: 'Choose a file',
  empty: 'The file is empty (0 bytes). Save it again or choose another file',
  closed: 'You cannot upload this now. Reload the page to see the latest status.',
  signedOut: 'You have been signed out. Sign in and choose the same file to continue.',
  failed: 'Upload failed. Wait a moment, then choose the same file to continue.',
  changed: 'The file changed during the upload. Choose it again.',
  keepOpen:
    'Keep this page open until the upload is finished. If you close it, choose the same file within 24 hours to continue.',
  lost: 'We cannot find the uploaded file. Choose it again.',
  unfinished: 'The upload is not finished. Choose the file again to continue.',
}
