/** Data classes (自治体機密性) and how each must be handled: data, never an `if` elsewhere. Codes are stored, people see a plain level. */

export const classes = ['1', '2', '3C', '3B', '3A'] as const
export type DataClass = (typeof classes)[number]
/** Three plain levels for people: towns find five classes hard to work with. */
export type Level = 'open' | 'careful' | 'strict'
export const places = ['home', 'centre', 'vdi'] as const
export type Place = (typeof places)[number]

export type Handling = {
  readonly level: Level
  /** `asked`: only where the town's own rules say that it may. `never`: 3A and My Number stay out for good. */
  readonly intake: 'accepted' | 'asked' | 'never'
  /** Where it may be worked on. */
  readonly places: readonly Place[]
  /** Where its manager may look at it; everywhere where it is not said. */
  readonly managerPlaces: readonly Place[] | null
  /** Whether it may leave as a file; else it is only shown, page by page, with the reader's name on every page. */
  readonly download: boolean
  /** Every reading is recorded, not only what leaves as a file. */
  readonly recorded: boolean
  /** What somebody without an assignment is told: all but the brief, title and skills, or not even that it exists. */
  readonly outline: 'full' | 'title' | 'hidden'
  /** Minutes since the last touch of the passkey within which content opens. */
  readonly freshMinutes: number
  /** The touch must have been for this very package, and content closes again when nobody looks at it. */
  readonly perPackage: boolean
  /** The passkey must be one that cannot leave its device. */
  readonly deviceBound: boolean
  /** The package must demand a course, and the worker's completion must still be valid when content opens. */
  readonly certificate: boolean
  /** Persons of the town who must have consented before anybody of another body sees anything; they approve the posting by it. */
  readonly consents: 0 | 1 | 2
  /** Where it may be worked on only once its fields are split between people. */
  readonly splitAt: readonly Place[]
  /** Days after completion on which it is destroyed. */
  readonly keepDays: number
}

const open: Handling = {
  level: 'open',
  intake: 'accepted',
  places: ['home', 'centre', 'vdi'],
  managerPlaces: null,
  download: true,
  recorded: false,
  outline: 'full',
  freshMinutes: 24 * 60,
  perPackage: false,
  deviceBound: false,
  certificate: false,
  consents: 0,
  splitAt: [],
  keepDays: 3 * 365,
}
const careful: Handling = { ...open, level: 'careful', recorded: true, freshMinutes: 8 * 60, keepDays: 365 }
const strict: Handling = {
  ...careful,
  level: 'strict',
  intake: 'asked',
  places: ['centre', 'vdi'],
  download: false,
  outline: 'title',
  freshMinutes: 5,
  perPackage: true,
  certificate: true,
  consents: 1,
  splitAt: ['home'],
  keepDays: 30,
}
const grave: Handling = {
  ...strict,
  places: ['centre'],
  managerPlaces: ['centre', 'vdi'],
  outline: 'hidden',
  deviceBound: true,
  consents: 2,
  keepDays: 7,
}

/**
 * The alliance's defaults for the classes (自治体機密性) of 総務省「地方公共団体における情報セキュリティポリシーに関するガイドライン」
 * (令和6年10月版); a town may be stricter (policies/membership/towns.ts), never looser.
 */
export const handling: Readonly<Record<DataClass, Handling>> = {
  '1': open,
  '2': careful,
  '3C': strict,
  '3B': grave,
  '3A': { ...grave, intake: 'never', places: [], managerPlaces: [], keepDays: 0 },
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
/** The class that follows from plain answers; the coordinator sees it before anything is posted. */
export function proposeClass(said: Questions): DataClass {
  if (said.fromState) return '3A'
  if (said.graveHarm) return '3B'
  if (said.namesPeople) return '3C'
  return said.published ? '1' : '2'
}
