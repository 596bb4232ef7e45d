/** Acts about files as they come in and go out. */
import type { ActWords } from '../../acts.ts'

export const files: ActWords<'file' | 'upload'> = {
  'file.list': { done: 'Viewed the list of files' },
  'file.add': { done: 'Added a file' },
  'file.open': { done: 'Viewed a file on screen' },
  'file.download': { done: 'Downloaded a file' },
  'file.remove': { done: 'Deleted a file' },
  'file.check': { done: 'Checked that a file is safe' },
  'file.hold': {
    done: 'Blocked a file that may not be safe',
    news: (of) => `A file added to ${of} has been blocked because it may not be safe`,
    advice: 'See the package’s files for details.',
  },
  'upload.begin': { done: 'Started uploading a file' },
  'upload.send': { done: 'Uploaded a file' },
  'upload.cancel': { done: 'Cancelled an upload' },
}
