/** What the page of one assignment is given; parts that the rules keep closed to the reader are not in it at all. */
import type { Status } from '../../policies/assignments.ts'
import type { Content } from '../entries/way.tsx'
import type { Problem } from '../forms.tsx'
import type { Locale, Messages } from '../messages/index.ts'
import type { LotFiles } from '../package-files/lot.tsx'
import type { Condition } from '../parts/work.tsx'

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
/** What a refused form said, and what was wrong with it. */
export type Said = {
  typed: Readonly<Record<string, string | readonly string[]>>
  problems: readonly Problem[]
  fileProblems: readonly string[]
}
export type AssignmentProps = {
  t: Messages
  locale: Locale
  today: string
  relation: 'worker' | 'staff'
  assignment: Outline
  brief: string | undefined
  /** How the rows and deliveries may be seen; nothing where they have no business with them. */
  content: Content | undefined
  /** Corrections entered so far, where the rows are only shown. */
  corrected: number
  may: { accept: boolean; download: boolean; readDelivery: boolean; submit: boolean; handBack: boolean; review: boolean }
  /** Conditions that stand between her and accepting. */
  lacking: readonly Condition[]
  terms: Terms | undefined
  submissions: readonly Version[]
  /** Material to read, and what goes or went out with deliveries. */
  files: LotFiles
  said: Said
  token: () => string
}
export const rowsOf = ({ firstRow, lastRow }: Outline): number => lastRow - firstRow + 1
export const typedText = ({ typed }: Said, field: string): string => {
  const value = typed[field]
  return typeof value === 'string' ? value : ''
}
