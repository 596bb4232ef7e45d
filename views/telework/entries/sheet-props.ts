/** What the page of a sheet and its forms are told. */

import type { Say } from '../../kernel/say.tsx'
import type { Filled } from '../../parts/form-page.tsx'

export type SheetProps = {
  say: Say
  assignment: {
    id: string
    title: string
    packageNumber: string
    lotNumber: number
    firstRow: number
    lastRow: number
    header: readonly string[]
    keyColumn: string | null
  }
  sheet: { number: number; first: number; last: number }
  pages: number
  /** Where the passkey is touched again, when the content has closed meanwhile. */
  touch: string | undefined
  own: boolean
  mayEnter: boolean
  /** The row that a new correction begins with. */
  row: number
  corrections: readonly { row: number; columnIndex: number; column: string }[]
  /** Corrections in the whole lot. */
  corrected: number
  mend: readonly { row: number | null; words: string; page: number | undefined }[]
  lines: number
  long: boolean
  form: Filled
  /** For the removal of each correction. */
  token: () => string
}
