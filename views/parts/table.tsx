// Tables whose rows are two lines on a phone, and the diff table of reviews; rows are html templates for speed.
import { html } from 'hono/html'
import type { Child } from 'hono/jsx'

/**
 * `kind: 'head'` names the row and is its first line on a phone; `'number'` aligns figures; `'named'` says nothing without its label (a
 * day, a person), so that it keeps it on a phone as figures do; `'quiet'` is the act at the end, whose label is only read aloud.
 */
export type Column = { label: string; kind?: 'text' | 'head' | 'number' | 'named' | 'quiet' | undefined }
export type Row = { cells: readonly Child[]; id?: string | undefined }
type TableProps = {
  caption: string
  captionHidden?: boolean | undefined
  columns: readonly Column[]
  rows: readonly Row[]
  dense?: boolean | undefined
  id?: string | undefined
}

export const Table = ({ caption, captionHidden, columns, rows, dense, id }: TableProps) => (
  <table class="dads-table" data-density={dense ? 'dense' : undefined} id={id}>
    <caption class={captionHidden ? 'yui-unseen' : undefined}>{caption}</caption>
    <thead>
      <tr>
        {columns.map((column) => (
          <th scope="col" data-kind={column.kind}>
            {column.kind === 'quiet' ? <span class="yui-unseen">{column.label}</span> : column.label}
          </th>
        ))}
      </tr>
    </thead>
    <tbody>{rows.map((row) => tableRow(columns, row))}</tbody>
  </table>
)

/** One row alone, for a handler that replaces just that row. */
const tableRow = (columns: readonly Column[], row: Row) =>
  html`<tr${row.id ? html` id="${row.id}"` : ''}>${row.cells.map((value, index) => cell(columns[index]!, value))}</tr>`

/** A small outline button for the action cell of a row; `label` names it where its words alone do not say of which row. */
export const rowAction = (href: string, words: string, label?: string) =>
  html`<a class="dads-button" data-type="outline" data-size="sm" href="${href}"${label ? html` aria-label="${label}"` : ''}>${words}</a>`

const cell = ({ kind = 'text', label }: Column, value: Child) =>
  kind === 'head'
    ? html`<th scope="row" data-kind="head">${value}</th>`
    : html`<td data-kind="${kind}" data-label="${label}"><div class="dads-table__value">${value}</div></td>`

export type Change = { row: number | string; column: string; before: string | null; after: string | null }
type DiffTableProps = {
  caption: string
  columns: { row: string; column: string; before: string; after: string }
  changes: readonly Change[]
}

export const DiffTable = ({ caption, columns, changes }: DiffTableProps) => (
  <table class="dads-table yui-diff" data-density="dense">
    <caption>{caption}</caption>
    <thead>
      <tr>
        <th scope="col" data-kind="number">
          {columns.row}
        </th>
        <th scope="col">{columns.column}</th>
        <th scope="col">{columns.before}</th>
        <th scope="col">{columns.after}</th>
      </tr>
    </thead>
    <tbody>{changes.map((change) => diffRow(columns, change))}</tbody>
  </table>
)

const diffRow = (columns: DiffTableProps['columns'], change: Change) => html`<tr>
<td data-kind="number" data-label="${columns.row}"><span class="dads-table__value">${change.row}</span></td>
<th scope="row" data-label="${columns.column}">${change.column}</th>
<td data-label="${columns.before}"><span class="dads-table__value">${change.before === null ? '' : html`<del>${change.before}</del>`}</span></td>
<td data-label="${columns.after}"><span class="dads-table__value">${change.after === null ? '' : html`<ins>${change.after}</ins>`}</span></td>
</tr>`
