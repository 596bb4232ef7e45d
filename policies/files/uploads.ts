/** Files on their way in pieces: what they are for, how large they may be, and how many at once. */

import type { Actor, Role } from '../identity/people.ts'
import type { Acts } from '../kernel/act.ts'
import type { Permit, Refusal, Subject, Why } from '../kernel/decision.ts'
import { rulesOf } from '../kernel/judge.ts'
import { cleanName, type FileKind, fileKinds, fileLimits, kindByName, kindsFor } from './files.ts'
import { findMyNumber } from './my-number.ts'

/**
 * `import`: the list of a draft. `delivery`: a worker's list. `material`: what a town adds to a package. `attachment`: what a worker
 * adds to a delivery.
 */
export const purposes = ['import', 'delivery', 'material', 'attachment'] as const
export type Purpose = (typeof purposes)[number]

const mebibyte = 1024 ** 2
/** Lists are read by their own readers, which say what is wrong in them; `most` in bytes. */
export const listMost = { import: 64 * mebibyte, delivery: 16 * mebibyte } as const
/** One form without script is one request, which has to come whole before it times out: all of its files together. Bytes. */
export const plainFormMost = 64 * mebibyte
/** Files that one form takes, where it takes several. */
export const filesAtOnce = 10

export const isListed = (purpose: Purpose): purpose is keyof typeof listMost => purpose in listMost
/** Which kinds a purpose takes; null where the reader of the list decides. */
export const kindsOf = (purpose: Purpose, viewOnly: boolean): readonly FileKind[] | null =>
  isListed(purpose)
    ? null
    : viewOnly
      ? kindsFor['material-view-only']
      : kindsFor[purpose === 'material' ? 'material' : 'delivery']
/** The largest file of a purpose. Bytes. */
export const mostFor = (purpose: Purpose): number =>
  isListed(purpose)
    ? listMost[purpose]
    : Math.min(fileLimits.fileBytes, Math.max(...Object.values(fileKinds).map(({ most }) => most)))

export const uploadActs = {
  'upload.begin': { on: 'person', by: ['coordinator', 'manager', 'worker'], untouched: 'slight' },
  'upload.send': { on: 'upload', by: ['sender'] },
  'upload.cancel': { on: 'upload', by: ['sender'] },
} as const satisfies Acts<Role | 'sender'>
export type Act = keyof typeof uploadActs
const { judge, anywhere } = rulesOf(uploadActs)

/** Who may send files at all; for what, the rule of the form says that will use them. */
export const decideUploading = (actor: Actor) => anywhere('upload.begin', actor)
const senderOf = (actor: Actor, { personId }: { readonly personId: string }) =>
  personId === actor.id ? (['sender'] as const) : []

/** INVARIANT: every part asks the rule of the form that will use the file, so that a right which ended takes in nothing more. */
export function decideUpload(
  actor: Actor,
  upload: Subject & { readonly personId: string },
  form: Permit<string> | Refusal<Why>,
): Permit<'upload.send'> | Refusal<Why> {
  const may = judge('upload.send', actor, senderOf(actor, upload), upload)
  return 'act' in may && 'refused' in form ? form : may
}

/** Taking back one's own upload is always right. */
export const decideCancel = (
  actor: Actor,
  upload: Subject & { readonly personId: string },
): Permit<'upload.cancel'> | Refusal<Why> => judge('upload.cancel', actor, senderOf(actor, upload), upload)

/** What is wrong with a file before a byte of it has come. */
export type OfferProblem =
  | { readonly kind: 'extension'; readonly allowed: readonly FileKind[] }
  | { readonly kind: 'my-number'; readonly where: 'name' }
  | { readonly kind: 'empty' }
  | { readonly kind: 'too-large'; readonly most: number }

/** The first thing that keeps a file out by its name or size; nothing where it may come. `allowed` null: any name. */
export function problemBefore(
  { name, size }: { readonly name: string; readonly size: number },
  allowed: readonly FileKind[] | null,
  most: number,
): OfferProblem | undefined {
  if (findMyNumber(name) || findMyNumber(cleanName(name))) return { kind: 'my-number', where: 'name' }
  const kind = kindByName(name)
  if (allowed && !(kind && allowed.includes(kind))) return { kind: 'extension', allowed }
  if (size === 0) return { kind: 'empty' }
  const largest = kind && allowed ? Math.min(most, fileKinds[kind].most) : most
  return size > largest ? { kind: 'too-large', most: largest } : undefined
}

/** Figures that include what is asked for. `free` and `total` null: the store does not tell. Bytes. */
export type Load = {
  readonly ownUploads: number
  readonly packageFiles: number
  readonly packageBytes: number
  /** What is on its way and not there yet, of everybody. */
  readonly coming: number
  readonly room: { readonly free: number; readonly total: number } | null
}
export type Full = 'uploads' | 'files' | 'bytes' | 'disk'

/** Whether everything that is on its way will fit: the first limit that it would break, or nothing. */
export function fullness(purpose: Purpose, { ownUploads, packageFiles, packageBytes, coming, room }: Load): Full | undefined {
  if (ownUploads > fileLimits.openUploadsPerPerson) return 'uploads'
  if (!isListed(purpose) && packageFiles > fileLimits.filesPerPackage) return 'files'
  if (!isListed(purpose) && packageBytes > fileLimits.bytesPerPackage) return 'bytes'
  return room && room.free - coming < room.total * fileLimits.freeShare ? 'disk' : undefined
}

/** Minutes without a part after which an upload holds no room for itself: whoever goes on with it asks for room again. */
export const holdsFor = 30
/** Minutes after which an upload that nobody continues is removed. */
export const abandonedAfter = 24 * 60
/** Minutes after which putting a part in its place counts as broken off: longer than any store takes. */
export const claimMinutes = 3
