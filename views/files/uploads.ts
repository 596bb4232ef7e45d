/** What the browser's script is told of a form whose file may come in parts; without script none of it matters. */
import { filesAtOnce, isListed, mostFor, type Purpose } from '../../policies/files/uploads.ts'
import type { Say } from '../kernel/say.tsx'

type About = { packageId: string; purpose: Purpose; assignmentId?: string | undefined }
export type UploadData = Readonly<Record<`data-${string}`, string>>

/** Attributes for the form: what it is about, the largest file, and every word that may have to be said. */
export function uploadData({ t, locale, size }: Say, { packageId, purpose, assignmentId }: About): UploadData {
  const { tooLarge, tooMuch, tooMany, named, lost, unfinished, ...words } = t.uploads
  const most = mostFor(purpose)
  return {
    'data-upload': JSON.stringify({ package: packageId, purpose, assignment: assignmentId ?? null }),
    'data-most': String(most),
    'data-at-once': String(isListed(purpose) ? 1 : filesAtOnce),
    'data-words': JSON.stringify({
      ...words,
      tooLarge: tooLarge(size(most)),
      tooMany: tooMany(filesAtOnce),
      named: named('{name}', '{words}'),
    }),
    'data-locale': locale,
  }
}
