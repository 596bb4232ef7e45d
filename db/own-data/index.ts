/** Everything that the platform holds about a person, by section. The page and the export both read here, so they cannot disagree. */
import type { Reader } from '../reader.ts'
import { codes, passkeys, recoveries, sessions } from './access.ts'
import { custody } from './custody.ts'
import { incidents } from './incidents.ts'
import { person } from './person.ts'
import { profile } from './profile.ts'
import { roles } from './roles.ts'
import type { Item, Read } from './section.ts'
import { corrections, notifications } from './told.ts'
import { training } from './training.ts'
import { vettingSteps, vettings } from './vettings.ts'
import { assignments, deliveries, hands, reviews, terms } from './work.ts'

export const sections = {
  person,
  roles,
  profile,
  vettings,
  vettingSteps,
  training,
  hands,
  assignments,
  terms,
  deliveries,
  reviews,
  custody,
  incidents,
  passkeys,
  codes,
  recoveries,
  sessions,
  notifications,
  corrections,
} as const satisfies Record<string, Read>
export type SectionKey = keyof typeof sections
export type Section = { readonly key: SectionKey; readonly items: readonly Item[] }

/** All sections of one person in their order, the newest `most` things of each. */
export async function readOwnData(db: Reader, personId: string, most: number): Promise<Section[]> {
  const found: Section[] = []
  for (const [key, read] of Object.entries(sections) as [SectionKey, Read][])
    found.push({ key, items: await read(db, personId, most) })
  return found
}
