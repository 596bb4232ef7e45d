/** What is kept about people: the one table that one's own data, their export, forgetting and the words about both are made from. */
// A table or column that is not in it does not compile (db/records/kept/tie.ts), and one that a migration adds fails a test.
import { apart } from './apart.ts'
import type { About, FieldOf, Until, Words } from './entry.ts'
import { access, me, vetting } from './people.ts'
import { work } from './work.ts'

export { type About, type Apart, type FieldOf, fieldOf, type Goes, type Until, type Why, type Words, wordsIn } from './entry.ts'

/** The headings of "my data", and the tables under each. */
export const groups = { me, vetting, work, access }
export const about = { ...me, ...vetting, ...work, ...access }
/** Letters before the notifications that they are about: rows go in this order. */
export const kept = { ...apart, ...about }

type Of<T extends keyof typeof about> = (typeof about)[T]
export type SectionKey = Of<keyof typeof about>['section']
type Made<Entry> = Entry extends { readonly made: infer Text } ? Words<Text> : never
/** The fields of each section. */
export type Fields = { [T in keyof typeof about as Of<T>['section']]: FieldOf<Words<Of<T>['shown']>> | Made<Of<T>> }

/** On which footing somebody is here: forgotten after leaving, after applying in vain, or, where they had an office only, by nothing of itself. */
export type Footing = 'member' | 'applicant' | 'office'
export const footingOf = (held: { readonly profile: boolean; readonly roles: boolean }): Footing =>
  held.profile ? 'member' : held.roles ? 'office' : 'applicant'

/** What becomes of a section in the end, in one word: when it goes, where that is not by forgetting, or else what is forgotten of it. */
export type End = Exclude<Until, 'forgetting'> | 'row' | 'words' | 'name' | 'never'
export function endOf({ ends: { until, goes } }: About, footing: Footing): End {
  if (footing === 'office') return 'never'
  if (until === 'destruction' || (until === 'leaving' && footing === 'member')) return until
  // Of a person there is little else than the name.
  return typeof goes === 'string' ? goes : 'name' in goes ? 'row' : 'words'
}
