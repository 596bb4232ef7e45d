/** One's own data as a file: JSON for other systems, or a table that a spreadsheet opens rightly. */

import type { Instant } from '../../../db/kernel/time.ts'
import type { Section } from '../../../db/records/own-data/index.ts'
import { say } from '../../../views/identity/account/plain.ts'
import type { Locale, Messages } from '../../../views/messages/index.ts'
import { encodeRow, withBom, withoutFormula } from '../../packages/csv/encode.ts'

/** What is stored, as it is stored, under the names of the columns. */
export async function* asJson(sections: readonly Section[], at: Instant): AsyncGenerator<Uint8Array> {
  const encoder = new TextEncoder()
  yield encoder.encode(`{"exportedAt":${JSON.stringify(at)}`)
  for (const { key, items } of sections) yield encoder.encode(`,\n${JSON.stringify(key)}:${JSON.stringify(items, null, 1)}`)
  yield encoder.encode('\n}\n')
}

/** One row for each field, in the words of the page; UTF-8 with a BOM. */
export const asCsv = (t: Messages, locale: Locale, sections: readonly Section[]): AsyncGenerator<Uint8Array> =>
  withBom(rows(t, locale, sections))

async function* rows(t: Messages, locale: Locale, sections: readonly Section[]): AsyncGenerator<Uint8Array> {
  const encoder = new TextEncoder()
  const row = (cells: readonly string[]) => encoder.encode(encodeRow(cells.map(withoutFormula)))
  yield row(t.ownData.export.header)
  for (const { key, items } of sections)
    for (const [i, item] of items.entries())
      for (const { term, words } of say(t, locale, key, item))
        yield row([t.ownData.sections[key].title, String(i + 1), term, words])
}
