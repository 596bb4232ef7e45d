/** What a person is told: one sentence for each act that anybody hears of. */
import type { NoticedAct } from '../../../policies/notices.ts'

/** `of` is the number and title of a package, or empty. */
export const notifications = {
  title: 'お知らせ',
  lead: 'あなたに関わる出来事です。新しいものから並んでいます。',
  unread: '未読',
  markRead: 'すべて既読にする',
  empty: { title: 'お知らせはまだありません', words: '打診や検収の結果など、あなたに関わることが起きると、ここに届きます。' },
  end: { title: 'これより前のお知らせはありません', back: '最新のお知らせへ' },
  of: (number: string, title: string) => `${number}「${title || '名前のない業務案件'}」`,
  acts: {
    'package.hand-over': (of) => `業務案件${of}の準備を頼まれました。分け方と報酬、納期を決めてください。`,
    'package.send-back': (of) => `業務案件${of}が差し戻されました。内容を直してください。`,
    'package.publish': (of) => `業務案件${of}の募集が始まりました。`,
    'package.complete': (of) => `業務案件${of}が完了しました。`,
    'package.withdraw': (of) => `業務案件${of}が取り下げられました。`,
    'application.raise': (of) => `業務案件${of}に手があがりました。`,
    'application.withdraw': (of) => `業務案件${of}に手をあげていた人が、手を下ろしました。`,
    'assignment.offer': (of) => `業務案件${of}の作業を打診されました。取引条件を読んで、引き受けるかどうか決めてください。`,
    'assignment.accept': (of) => `業務案件${of}の打診が引き受けられ、作業が始まりました。`,
    'assignment.decline': (of) => `業務案件${of}の打診が見送られました。ほかの人に打診できます。`,
    'assignment.expire': (of) => `業務案件${of}の打診が、返事のないまま期限切れになりました。`,
    'assignment.cancel': (of) => `業務案件${of}の打診が取り消されました。`,
    'assignment.hand-back': (of) => `業務案件${of}の作業が返されました。ほかの人に打診できます。`,
    'assignment.submit': (of) => `業務案件${of}の納品が届きました。検収してください。`,
    'assignment.return': (of) => `業務案件${of}の納品に手直しのお願いがあります。内容を確かめてください。`,
    'assignment.approve': (of) => `業務案件${of}の納品が検収に通りました。お疲れさまでした。`,
    'completion.record': () => '研修の結果が記録されました。',
    'enrolment.issue': () => '新しい招待コードが発行されました。心あたりがなければ、窓口へお知らせください。',
    'enrolment.use': () => '招待コードでパスキーが作られました。心あたりがなければ、窓口へお知らせください。',
    'passkey.add': () => 'パスキーが追加されました。心あたりがなければ、削除して窓口へお知らせください。',
    'passkey.remove': () => 'パスキーが削除されました。心あたりがなければ、窓口へお知らせください。',
  } satisfies Record<NoticedAct, (of: string) => string>,
}
