/** The report of a leak to the 個人情報保護委員会 (個人情報の保護に関する法律): its nine items, and what may be filed. */

/** In the order in which the form of the law asks for them. */
export const reportItems = [
  'outline',
  'data',
  'persons',
  'cause',
  'damage',
  'response',
  'publication',
  'prevention',
  'other',
] as const
export type ReportItem = (typeof reportItems)[number]
export type Items = Readonly<Record<ReportItem, string>>
export const mostItemWords = 4000

/** 速報 and 確報. */
export const filedKinds = ['preliminary', 'final'] as const
export type FiledKind = (typeof filedKinds)[number]

/** What must not be empty: the first report says what is known by then, the final one leaves nothing open. */
const needed: Readonly<Record<FiledKind, readonly ReportItem[]>> = {
  preliminary: ['outline', 'data', 'persons'],
  final: reportItems,
}
export const gapsBeforeFiling = (kind: FiledKind, items: Items): readonly ReportItem[] =>
  needed[kind].filter((item) => items[item].trim() === '')

/** The text that is hashed: a fixed order of fields, each length-prefixed, so that no two reports share a text. */
export const sealedReport = (report: {
  readonly incidentId: string
  readonly kind: 'draft' | FiledKind
  readonly version: number
  readonly items: Items
}): string =>
  [
    'yui-incident-report-1',
    report.incidentId,
    report.kind,
    String(report.version),
    ...reportItems.map((item) => report.items[item]),
  ]
    .map((field) => `${field.length}:${field}`)
    .join(',')
