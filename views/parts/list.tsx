/** A list as a table: each column says its label and what stands in it, in one place. */
import type { Child } from 'hono/jsx'
import { type Column, Table } from './table.tsx'

export type ListColumn<Row> = Column & { readonly cell: (row: Row, index: number) => Child }

type Props<Row> = {
  readonly caption: string
  /** The caption is shown, because no heading above says the same. */
  readonly captionShown?: boolean | undefined
  readonly rows: readonly Row[]
  /** A column that this reader does not get is `false`. */
  readonly columns: readonly (ListColumn<Row> | false | undefined)[]
  readonly dense?: boolean | undefined
  readonly id?: string | undefined
  /** An id for a row that a link or htmx wants to find. */
  readonly rowId?: ((row: Row) => string) | undefined
}

export function List<Row>({ caption, captionShown, rows, columns, dense, id, rowId }: Props<Row>) {
  const shown = columns.filter((column) => column !== false && column !== undefined)
  return (
    <Table
      caption={caption}
      captionHidden={!captionShown}
      columns={shown}
      dense={dense}
      id={id}
      rows={rows.map((row, i) => ({ id: rowId?.(row), cells: shown.map(({ cell }) => cell(row, i)) }))}
    />
  )
}
