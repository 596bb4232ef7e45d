/** The page of what a person is told; what happened stands in acts/. */

export const notifications = {
  title: 'お知らせ',
  lead: 'あなたに関わるお知らせです。新しいものから並んでいます。',
  unread: '未読',
  markRead: 'すべて既読にする',
  empty: { title: 'お知らせはまだありません', words: '打診や検収の結果など、あなたに関わることが起きると、ここに届きます。' },
  end: { title: 'これより前のお知らせはありません', back: '最新のお知らせへ' },
  of: (number: string, title: string) => `業務案件${number}「${title || '名前なし'}」`,
  ofAny: '業務案件',
  told: (news: string, advice = '') => `${news}。${advice}`,
}
