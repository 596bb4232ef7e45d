/** The table of a preview: who, how many lots, which ones, how many rows, how much. */

import { formatNumber, formatYen } from '../format.ts'
import { type Problem, problemOf, TextField } from '../forms.tsx'
import type { Locale, Messages } from '../messages/index.ts'
import { Person } from '../parts/facts.tsx'
import { Table } from '../parts/table.tsx'

export type Someone = { personId: string; name: string; kana: string; romaji: string }
export type Lot = { number: number; firstRow: number; lastRow: number; price: number }
type OfferTableProps = {
  t: Messages
  locale: Locale
  shares: readonly { candidate: Someone; lots: readonly Lot[] }[]
  asked: readonly Someone[]
  typed: Readonly<Record<string, string | readonly string[]>>
  problems: readonly Problem[]
}

export const OfferTable = ({ t, locale, shares, asked, typed, problems }: OfferTableProps) => {
  const words = t.candidates
  const given = (id: string) => shares.find(({ candidate }) => candidate.personId === id)?.lots ?? []
  return (
    <Table
      caption={words.offers.caption}
      columns={[
        { label: words.person, kind: 'head' },
        { label: words.count },
        { label: words.offers.which },
        { label: words.offers.rows, kind: 'number' },
        { label: words.price, kind: 'number' },
      ]}
      rows={asked.map((one) => {
        const lots = given(one.personId)
        const field = `lots-${one.personId}`
        const name = locale === 'ja' ? one.name : one.romaji
        const rows = lots.reduce((sum, { firstRow, lastRow }) => sum + lastRow - firstRow + 1, 0)
        return {
          cells: [
            <Person name={name} kana={locale === 'ja' ? one.kana : undefined} />,
            <TextField
              name={field}
              label={words.countFor(name)}
              labelHidden
              inputmode="numeric"
              autocomplete="off"
              width="xs"
              maxlength={4}
              value={String(typed[field] ?? '')}
              problem={problemOf(problems, field)}
            />,
            lots.length > 0 ? words.offers.range(ranges(lots, words.offers.separator)) : '',
            lots.length > 0 ? words.offers.rowsOf(formatNumber(locale, rows)) : '',
            lots.length > 0
              ? formatYen(
                  locale,
                  lots.reduce((sum, { price }) => sum + price, 0),
                )
              : '',
          ],
        }
      })}
    />
  )
}

/** `3–8、11`: runs of numbers, so that forty lots fit a line. */
function ranges(lots: readonly Lot[], separator: string): string {
  const runs: [number, number][] = []
  for (const { number } of lots) {
    const last = runs.at(-1)
    if (last && last[1] + 1 === number) last[1] = number
    else runs.push([number, number])
  }
  return runs.map(([from, to]) => (from === to ? `${from}` : `${from}–${to}`)).join(separator)
}
