/** What a section of one's own data is made of: things of one kind, each a list of named values. */
import type { Reader } from '../reader.ts'

/** Something that has a name in either language. */
export type Two = { readonly ja: string; readonly en: string }
export type Value = string | number | boolean | null | Two | readonly string[] | readonly Two[] | Readonly<Record<string, string>>
export type Item = Readonly<Record<string, Value>>
/** Everything of one kind that is held about a person, newest first, at most `most`. */
export type Read = (db: Reader, personId: string, most: number) => Promise<readonly Item[]>

/** A person or place by name; null where there is none. */
export const two = (ja: string | null, en: string | null): Two | null => (ja === null ? null : { ja, en: en ?? ja })
/** A lot of a package, as people call it. */
export const workOf = ({ number, title, lot }: { number: string; title: string; lot: number }) => ({
  package: number,
  title,
  lot,
})
