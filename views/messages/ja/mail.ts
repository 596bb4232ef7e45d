/** Letters: what happened in general words, and where to look. Never names, never titles. */
import type { NoticedAct } from '../../../policies/notices.ts'

export const mail = {
  subject: (n: number) => `【結】お知らせが${n}件あります`,
  greeting: 'テレワークの結（ゆい）からのお知らせです。',
  line: (words: string, n: number) => (n > 1 ? `・${words}（${n}件）` : `・${words}`),
  open: 'くわしくは、サインインしてご覧ください。',
  foot: 'このメールには返信できません。心あたりのないときは、お住まいの町の担当窓口へお知らせください。',
  acts: {
    'package.hand-over': '業務案件の準備を頼まれました',
    'package.send-back': '業務案件が差し戻されました',
    'package.publish': '新しい業務案件の募集が始まりました',
    'package.complete': '業務案件が完了しました',
    'package.withdraw': '業務案件が取り下げられました',
    'application.raise': '仕事に手があがりました',
    'application.withdraw': 'あがっていた手が下ろされました',
    'assignment.offer': '仕事の打診が届きました',
    'assignment.accept': '打診した作業が引き受けられました',
    'assignment.decline': '打診が見送られました',
    'assignment.expire': '打診が期限切れになりました',
    'assignment.cancel': '打診が取り消されました',
    'assignment.hand-back': '作業が返されました',
    'assignment.submit': '納品が届きました',
    'assignment.return': '納品に手直しのお願いがあります',
    'assignment.approve': '納品が検収に通りました',
    'completion.record': '研修の結果が記録されました',
    'enrolment.issue': '新しい招待コードが発行されました',
    'enrolment.use': '招待コードでパスキーが作られました',
    'passkey.add': 'パスキーが追加されました',
    'passkey.remove': 'パスキーが削除されました',
  } satisfies Record<NoticedAct, string>,
}
