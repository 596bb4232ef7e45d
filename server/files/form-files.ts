/** Reads a form with files: those in the form itself, or sent before it in parts. */
import { findUpload, measureLoad } from '../../db/files/uploads/find.ts'
import { takeUpload } from '../../db/files/uploads/move.ts'
import { findMyNumber } from '../../policies/files/my-number.ts'
import { type Full, filesAtOnce, fullness } from '../../policies/files/uploads.ts'
import { formatSize } from '../../views/kernel/format.ts'
import type { Ctx } from '../kernel/context.ts'
import { BadRequest } from '../kernel/errors.tsx'
import { noteTyped, readTyped, type Typed } from '../kernel/forms.ts'
import { type Received, receive, removeAll, type Unreceived } from './multipart.ts'
import type { Target } from './uploads/form.ts'
import { fullWords, lackingFor } from './uploads/full.ts'

/** Either all files of a form, or none and why. `about`: the name of the file that is in the way. */
export type FormFiles = {
  readonly typed: Typed
  readonly files: readonly Received[]
  readonly problem?: NoFile
  readonly about?: string
}
export type FormFile = { readonly typed: Typed; readonly file: Received | null; readonly problem?: NoFile }
/** `lost`: what was sent in parts is not here, or not this person's, or for another form. `unfinished`: not all of it came. */
export type NoFile = Unreceived | 'lost' | 'unfinished' | 'my-number'
/** What the form is about: the package's key seals what comes. `most`: of all files in the form itself together, in bytes. */
type Options = Target & { readonly field: string; readonly most: number; readonly atOnce?: number }
type Coming = Omit<FormFiles, 'typed'>

/** The one file of a form. Its name is kept as it was given, so it is refused where it holds an individual number. */
export async function readFormFile(c: Ctx, options: Options): Promise<FormFile> {
  const { files, about: _, ...rest } = await readFormFiles(c, options)
  const file = files[0] ?? null
  if (!file || !findMyNumber(file.name)) return { ...rest, file }
  await removeAll(c, files)
  return { ...rest, file: null, problem: 'my-number' }
}

/** Nothing stays in the store when a file is missing, too large, or broken off half way. */
export async function readFormFiles(c: Ctx, options: Options): Promise<FormFiles> {
  const type = c.req.header('content-type') ?? ''
  const isPlain = /^multipart\/form-data/.test(type)
  const sent = isPlain ? undefined : await readTyped(c)
  if (sent && sent.upload === undefined) throw new BadRequest('not a form with a file')
  await c.var.limits.spend('file', c.var.actor.id)
  if (sent) return { typed: sent, ...(await taken(c, [...new Set([sent.upload!].flat())], options)) }
  const typed: Record<string, string | string[]> = Object.create(null)
  const keep = (name: string, value: string) => {
    const earlier = typed[name]
    typed[name] = earlier === undefined ? value : [...(Array.isArray(earlier) ? earlier : [earlier]), value]
  }
  const coming = await receive(c, { atOnce: 1, ...options, full: (files) => fullFor(c, options, options.most, files), keep })
  const hashes = coming.files.map(({ bytes }) => bytes.sha256)
  noteTyped(c, typed, hashes)
  return { typed, ...coming }
}

/** Files that came in parts before their form. INVARIANT: each is handed out once, to who sent it, for the form that it was sent for. */
async function taken(c: Ctx, ids: readonly string[], { packageId, purpose, assignmentId, atOnce = 1 }: Options): Promise<Coming> {
  const { db, actor, at } = c.var
  if (ids.length > atOnce) return { files: [], problem: 'too-many' }
  for (const id of ids) {
    const upload = await findUpload(db, id)
    const isTheirs = upload?.personId === actor.id && upload.packageId === packageId
    if (!isTheirs || upload.purpose !== purpose || upload.assignmentId !== assignmentId) return { files: [], problem: 'lost' }
    if (upload.sha256 === null) return { files: [], problem: 'unfinished', about: upload.name }
    const lacking = await lackingFor(c, upload)
    if (lacking) return { files: [], problem: lacking }
  }
  const files: Received[] = []
  for (const id of ids) {
    const whole = await takeUpload(db, id, at)
    if (!whole) {
      await removeAll(c, files)
      return { files: [], problem: 'lost' }
    }
    const { name, storageKey, size, sha256 } = whole
    files.push({ name, bytes: { storageKey, size, sha256: sha256! } })
  }
  return { files }
}

/** Whether a form's own files fit, counted by the length that the request says it has. */
async function fullFor(c: Ctx, { packageId, purpose }: Target, most: number, files: number): Promise<Full | undefined> {
  const { db, store, actor, at } = c.var
  const size = Math.min(most, Number(c.req.header('content-length') ?? most) || most)
  const load = await measureLoad(db.read, { packageId, personId: actor.id }, at)
  const { packageFiles, packageBytes, coming } = load
  const room = await store.room()
  return fullness(purpose, {
    ownUploads: 0,
    ...{ packageFiles: packageFiles + files, packageBytes: packageBytes + size, coming: coming + size, room },
  })
}

/** Why there is no file, in words. */
export function noFileWords(c: Ctx, problem: NoFile = 'missing', most: number): string {
  const { t, locale } = c.var
  if (problem === 'too-large') return t.uploads.tooLarge(formatSize(locale, most))
  if (problem === 'too-much') return t.uploads.tooMuch(formatSize(locale, most))
  if (problem === 'too-many') return t.uploads.tooMany(filesAtOnce)
  if (problem === 'my-number') return t.packageFiles.problem.myNumberName
  return problem === 'missing' || problem === 'empty' || problem === 'lost' || problem === 'unfinished'
    ? t.uploads[problem]
    : fullWords(c, problem)
}
