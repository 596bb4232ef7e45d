/** What the page of one assignment is given; parts that the rules keep closed to the reader are not in it at all. */
import type { Status } from '../../../policies/telework/assignments.ts'
import type { Cause } from '../../../policies/telework/remuneration.ts'
import type { LotFiles } from '../../files/package-files/lot.tsx'
import type { Say } from '../../kernel/say.tsx'
import type { Filled } from '../../parts/form-page.tsx'
import type { Condition } from '../../parts/work.tsx'
import type { Content } from '../entries/way.tsx'

export type Outline = {
  id: string
  packageId: string
  packageNumber: string
  title: string
  purpose: string
  client: string
  town: string
  townRomaji: string
  criteria: readonly string[]
  status: Status
  reason: string
  endReason: string | null
  /** Rows that the worker said were done. */
  rowsSaid: number | null
  lotNumber: number
  lotCount: number
  firstRow: number
  lastRow: number
  price: number
  unitPrice: number | null
  minutesPerRow: number | null
  dueOn: string
  offerEndsOn: string
  paymentOn: string | null
  submittedAt: string | null
  keyColumn: string | null
  worker: string
  workerKana: string
  workerRomaji: string
  manager: string | null
  managerRomaji: string | null
}
/** Words are null where they may not be read from here and now. */
type Point = { criterion: number; row: number | null; words: string | null }
export type Version = {
  id: string
  version: number
  note: string | null
  changeCount: number
  changes: readonly { row: number; column: string; before: string; after: string }[]
  submittedAt: string
  fileName: string
  size: number
  sha256: string
  verdict: 'return' | 'approve' | null
  words: string | null
  reviewedAt: string | null
  points: readonly Point[]
}
type Terms = {
  clauses: readonly { item: string; ja: string; en: string }[]
  sha256: string
  issuedAt: string
  acceptedAt: string | null
}
type Due = { cause: Cause; quantity: number; yen: number; words: string; dueOn: string }
export type AssignmentProps = {
  say: Say
  relation: 'worker' | 'staff'
  assignment: Outline
  brief: string | undefined
  /** How the rows and deliveries may be seen; nothing where they have no business with them. */
  content: Content | undefined
  /** Corrections entered so far, where the rows are only shown. */
  corrected: number
  may: {
    accept: boolean
    download: boolean
    readDelivery: boolean
    submit: boolean
    handBack: boolean
    review: boolean
    takeBack: boolean
    settle: boolean
  }
  /** Conditions that stand between her and accepting. */
  lacking: readonly Condition[]
  terms: Terms | undefined
  /** What became due for it. */
  due: Due | undefined
  submissions: readonly Version[]
  /** Material to read, and what goes or went out with deliveries. */
  files: LotFiles
  /** Every form of the page, each under a token of its own: what was typed stands in the one that was sent. */
  formOf: () => Filled
  /** What is wrong with a delivered file, line by line. */
  fileProblems: readonly string[]
}
export const rowsOf = ({ firstRow, lastRow }: Pick<Outline, 'firstRow' | 'lastRow'>): number => lastRow - firstRow + 1
