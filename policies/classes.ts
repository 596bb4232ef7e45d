/** Data classes (自治体機密性) and how each must be handled. Codes are stored; people are shown the plain level. */

export const classes = ['1', '2', '3C', '3B', '3A'] as const
export type DataClass = (typeof classes)[number]
/** Three plain levels for people: towns find five classes hard to run (domain.md 4.1). */
export type Level = 'open' | 'careful' | 'strict'
export const places = ['home', 'centre', 'vdi'] as const
export type Place = (typeof places)[number]

type Handling = {
  readonly level: Level
  /** `never`: 3A and My Number stay out for good. `not-yet`: view-only pages and sealed files must exist first. */
  readonly intake: 'accepted' | 'not-yet' | 'never'
  readonly places: readonly Place[]
  readonly download: boolean
}

/** Defaults of domain.md 4.1 and security.md 3.1. */
export const handling: Record<DataClass, Handling> = {
  '1': { level: 'open', intake: 'accepted', places: ['home', 'centre', 'vdi'], download: true },
  '2': { level: 'careful', intake: 'accepted', places: ['home', 'centre', 'vdi'], download: true },
  '3C': { level: 'strict', intake: 'not-yet', places: ['centre', 'vdi'], download: false },
  '3B': { level: 'strict', intake: 'not-yet', places: ['centre', 'vdi'], download: false },
  '3A': { level: 'strict', intake: 'never', places: [], download: false },
}

/** The higher, the more care. */
export const rank = (code: DataClass) => classes.indexOf(code)
export const clears = (clearance: DataClass, needed: DataClass): boolean => rank(clearance) >= rank(needed)

/** What the coordinator says of the list, in plain words. */
export type Questions = {
  readonly published: boolean
  readonly namesPeople: boolean
  readonly graveHarm: boolean
  readonly fromState: boolean
}
/** The class that follows from plain answers; the coordinator sees it before anything is posted (domain.md 4.1). */
export function proposeClass(said: Questions): DataClass {
  if (said.fromState) return '3A'
  if (said.graveHarm) return '3B'
  if (said.namesPeople) return '3C'
  return said.published ? '1' : '2'
}
