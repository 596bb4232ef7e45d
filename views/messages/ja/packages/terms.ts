/** Words of the terms of an order, one clause for each legal item. The Japanese text binds. */
import { type Item, lastDay, type PaymentTerms } from '../../../../policies/packages/terms.ts'

export type TermsFacts = {
  orderer: { name: string; address: string; contact: string } | undefined
  worker: { name: string; romaji: string }
  orderedOn: string
  number: string
  title: string
  purpose: string
  lotNumber: number
  firstRow: number
  lastRow: number
  criteria: readonly string[]
  unitPrice: number | null
  total: number
  expenses: string
  dueOn: string
  payment: PaymentTerms | undefined
  paymentOn: string
  inspectionDays: number
  inspectionOn: string
}
/** How days and sums are written in a language; a clause is '' while something that it must say is missing. */
type TermsFormat = { day: (day: string) => string; yen: (yen: number) => string; number: (n: number) => string }
export type Clauses = Record<Item, (facts: TermsFacts, write: TermsFormat) => string>

const rule = ({ closing, months, pay }: PaymentTerms): string =>
  `${closing === lastDay ? '月末' : `毎月${closing}日`}締め、${['当月', '翌月', '翌々月'][months]}${pay === lastDay ? '末日' : `${pay}日`}に支払います（銀行の休業日に当たるときは、その前の営業日）`

const clauses: Clauses = {
  orderer: ({ orderer }) =>
    orderer?.name && orderer.address && orderer.contact
      ? `${orderer.name}\n住所: ${orderer.address}\n連絡先: ${orderer.contact}`
      : '',
  worker: ({ worker }) => (worker.name ? `${worker.name}さん` : ''),
  orderedOn: ({ orderedOn }, { day }) => `${day(orderedOn)}に打診しました。受託者が承諾した日から契約になります。`,
  content: ({ number: code, title, purpose, lotNumber, firstRow, lastRow, criteria }, { number }) =>
    title && purpose && criteria.length > 0
      ? `業務: ${title}（${code}）作業${lotNumber}\n目的: ${purpose}\n分量: 一覧表の${number(firstRow)}行目から${number(lastRow)}行目まで、${number(lastRow - firstRow + 1)}行\n検収の基準:\n${criteria.map((words, i) => `${i + 1}. ${words}`).join('\n')}`
      : '',
  remuneration: ({ unitPrice, firstRow, lastRow, total }, { yen, number }) =>
    unitPrice
      ? `1行${yen(unitPrice)} × ${number(lastRow - firstRow + 1)}行 = ${yen(total)}（消費税込み）。あとから減らすことはありません。`
      : '',
  payment: ({ dueOn, payment, paymentOn }, { day }) =>
    payment
      ? `${rule(payment)}。納期（${day(dueOn)}）に納めた場合は${day(paymentOn)}です。納品を受け取った日から数え、検収の完了や請求書を待ちません。\n方法: 受託者の口座への銀行振込。振込手数料は発注者が負担します。`
      : '',
  expenses: ({ expenses }) =>
    expenses || 'パソコンと通信にかかる費用は報酬に含みます。そのほかに受託者が負担する費用はありません。',
  dueOn: ({ dueOn }, { day }) => `${day(dueOn)}まで`,
  delivery: () => '場所: この「結」の、この作業のページ\n方法: 直した一覧表（CSVファイル）を送る',
  inspection: ({ inspectionDays, inspectionOn }, { day }) =>
    `納品を受け取った日から${inspectionDays}日以内に終えます。納期に納めた場合は${day(inspectionOn)}までです。`,
  changes: () =>
    '条件を変えるときは、前もって話し合い、双方が合意した内容を書面（この画面を含む）で示します。断っても不利な扱いはせず、そのときは元の条件のままとします。',
  rework: () =>
    '検収の基準に合わない箇所に限り、基準の番号を示して手直しをお願いします。手直しをしても報酬は減りません。納期に遅れそうなときは早めに知らせてください。事情を聞いて話し合います。',
  rights: () =>
    '納めたデータの権利（著作権法第27条と第28条の権利を含む）は、報酬の支払いと同時に発注者へ移ります。その対価は報酬に含みます。',
  secrecy: () =>
    '作業で知った情報と個人情報は、この作業のためだけに使い、ほかの人に見せたり話したりしません。作業が終わったら、手元のファイルを消します。この約束は契約が終わった後も続きます。',
}

export const terms = {
  items: {
    orderer: '発注者',
    worker: '受託者',
    orderedOn: '発注日',
    content: '仕事の内容',
    remuneration: '報酬',
    payment: '支払日と方法',
    expenses: '経費',
    dueOn: '納期',
    delivery: '納める場所と方法',
    inspection: '検収',
    changes: '条件の変更',
    rework: '手直しと遅れ',
    rights: '権利',
    secrecy: '秘密と個人情報',
  } satisfies Record<Item, string>,
  clauses,
  /** When an operating body pays, in one sentence without its end. */
  rule,
}
