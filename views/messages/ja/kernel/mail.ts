/** Letters: what happened in general words, and where to look. Never names, never titles. */

export const mail = {
  subject: (n: number) => `【結】お知らせが${n}件あります`,
  greeting: 'テレワークの結（ゆい）からのお知らせです。',
  line: (words: string, n: number) => (n > 1 ? `・${words}（${n}件）` : `・${words}`),
  open: 'くわしくは、サインインしてご覧ください。',
  foot: 'このメールには返信できません。心当たりがない場合は、お住まいの町の担当窓口へご連絡ください。',
}
