/** Words of a posting that stands open: moving its day. */
const n = (value: number) => value.toLocaleString('ja-JP')

export const postings = {
  lots: (count: string) => `${count}件`,
  past: {
    chip: '納期超過',
    title: '募集の納期を過ぎました',
    free: (day: string, lots: number) =>
      `納期の${day}を過ぎたため、住民には募集として表示していません。空きの作業が${n(lots)}件あります。続けるには、納期を延ばしてください。`,
    rest: (day: string) => `納期の${day}を過ぎています。作業中のものがあれば、納期を延ばせます。`,
  },
  postpone: {
    title: '募集の納期を延ばす',
    lead: '後の日にだけ変えられます。打診中と作業中の作業も、これより早い納期のものは同じ日まで延びます。ほかの条件は変わりません。担当の住民、応募している住民、町の担当者にお知らせします。',
    now: '今の納期',
    going: '打診中・作業中',
    until: '新しい納期',
    button: '納期を延ばす',
  },
}
