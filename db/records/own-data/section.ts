/** What a section of one's own data is made of: things of one kind, each a list of named values. */

/** Something that has a name in either language. */
export type Two = { readonly ja: string; readonly en: string }
export type Value = string | number | boolean | null | Two | readonly string[] | readonly Two[] | Readonly<Record<string, string>>
export type Item = Readonly<Record<string, Value>>
