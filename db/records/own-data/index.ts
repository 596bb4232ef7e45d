/** Everything that the platform holds about a person, by section. The page and the export both read here, so they cannot disagree. */
import { about, type SectionKey } from '../../../policies/records/kept/index.ts'
import type { Reader } from '../../kernel/reader.ts'
import { readSection } from './read.ts'
import type { Item } from './section.ts'

export type Section = { readonly key: SectionKey; readonly items: readonly Item[] }

/** All sections of one person in their order, the newest `most` things of each. */
export async function readOwnData(db: Reader, personId: string, most: number): Promise<Section[]> {
  const found: Section[] = []
  for (const { section: key } of Object.values(about)) found.push({ key, items: await readSection(db, key, personId, most) })
  return found
}
