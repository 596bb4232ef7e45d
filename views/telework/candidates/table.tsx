/** The table of a preview: who, how many lots, which ones, how many rows, how much. */
import { problemOf, TextField } from '../../kernel/forms.tsx'
import type { Say } from '../../kernel/say.tsx'
import { type Filled, typedIn } from '../../parts/form-page.tsx'
import { List, type ListColumn } from '../../parts/list.tsx'

export type Someone = { personId: string; name: string; kana: string; romaji: string }
export type Lot = { number: number; firstRow: number; lastRow: number; price: number }
type Share = { candidate: Someone; lots: readonly Lot[] }

/** How many lots somebody gets, in a cell: the table says what it is, its own label is for who hears it. */
export const countField = (say: Say, one: Someone, value: string, problem?: string) => (
  <TextField
    name={`lots-${one.personId}`}
    label={say.t.candidates.countFor(say.name(one))}
    labelHidden
    inputmode="numeric"
    autocomplete="off"
    width="xs"
    value={value}
    problem={problem}
  />
)

type OfferTableProps = { say: Say; shares: readonly Share[]; asked: readonly Someone[]; form: Filled }
export const OfferTable = ({ say, shares, asked, form }: OfferTableProps) => {
  const { offers: words, ...t } = say.t.candidates
  const rows = asked.map((one) => {
    const lots = shares.find(({ candidate }) => candidate.personId === one.personId)?.lots ?? []
    const rows = lots.reduce((sum, { firstRow, lastRow }) => sum + lastRow - firstRow + 1, 0)
    return { one, lots, rows, price: lots.reduce((sum, { price }) => sum + price, 0) }
  })
  const columns: ListColumn<(typeof rows)[number]>[] = [
    { label: t.person, kind: 'head', cell: ({ one }) => say.person(one) },
    {
      label: t.count,
      cell: ({ one }) => {
        const name = `lots-${one.personId}`
        return countField(say, one, typedIn(form, name), problemOf(form.problems, name))
      },
    },
    { label: words.which, cell: ({ lots }) => (lots.length > 0 ? words.range(ranges(lots, words.separator)) : '') },
    { label: words.rows, kind: 'number', cell: ({ lots, rows }) => (lots.length > 0 ? words.rowsOf(say.number(rows)) : '') },
    { label: t.price, kind: 'number', cell: ({ lots, price }) => (lots.length > 0 ? say.yen(price) : '') },
  ]
  return <List caption={words.caption} captionShown rows={rows} columns={columns} />
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
