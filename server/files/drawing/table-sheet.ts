/** A table as it is drawn: what a page of rows is made into first. */

/** `before`: the value that this one replaced; it is shown struck through above it. */
export type Cell = { readonly text: string; readonly before?: string }
export type TableSheet = {
  readonly title: string
  readonly columns: readonly string[]
  readonly rows: readonly { readonly number: number; readonly cells: readonly Cell[] }[]
}
