/** Words of a posting once it is published: moving its day, ending it, opening it again. */
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
    what: '打診中と作業中の作業の納期も延びます。',
  },
  end: {
    title: '募集を終える',
    lead: '新しい応募と打診はできなくなり、住民の「仕事をさがす」から消えます。作業中の作業は、そのまま続きます。あとで募集を再開できます。',
    what: '新しい応募と打診を止めます。作業中の作業は続きます。',
    offers: '取り消される打診',
    hands: '終わりになる応募',
    going: '続く作業',
    words: '応募者と、募集を見た人への説明',
    wordsHint: '募集のページに表示します。例：必要な人数がそろったため、募集を終えました。ご応募ありがとうございました。',
    button: '募集を終える',
    ended: '募集を終えています',
    endedBody: (lots: number) => `新しい応募と打診はできません。空きの作業が${n(lots)}件あります。`,
    endedWork: '募集は終わりました',
  },
  reopen: {
    title: '募集を再開する',
    lead: '町の住民の「仕事をさがす」にまた表示され、住民にお知らせが届きます。前の応募は終わっているので、希望する人はもう一度応募します。',
    what: '「仕事をさがす」にまた表示します。',
    towns: '募集する町',
    left: '同意がそろっていない町や、連携体を離れた町には表示しません。',
    button: '募集を再開する',
    past: '納期を過ぎているため、再開する前に納期を延ばしてください。',
  },
  can: '今できること',
}
