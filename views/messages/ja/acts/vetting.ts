/** Acts about becoming a teleworker, and about being one. */
import type { ActWords } from '../../acts.ts'

export const vetting: ActWords<'vetting' | 'worker'> = {
  'vetting.apply': { done: 'テレワーカーに申し込みました', news: 'テレワーカーの申し込みが届きました' },
  'vetting.read': { done: '審査の内容を見ました' },
  'vetting.list': { done: '審査の一覧を見ました' },
  'vetting.residency': { done: '住所を確認しました', news: '住所の確認が終わりました' },
  'vetting.pledge': { done: '誓約書に署名しました', news: '申込者が誓約書に署名しました' },
  'vetting.environment': { done: '作業環境を点検しました', news: '申込者が作業環境を点検しました' },
  'vetting.interview': { done: '面談を記録しました', news: '面談が記録されました' },
  'vetting.propose': {
    done: '扱える情報の区分を提案しました',
    news: '扱える情報の区分の提案に、2人目の確認が必要です',
  },
  'vetting.decide': { done: '審査で合格にしました', news: '審査に合格しました' },
  'vetting.decline': { done: '審査で見送りとしました', news: '審査の結果が出ました' },
  'vetting.withdraw': { done: '申し込みを取り下げました', news: '申し込みが取り下げられました' },
  'vetting.renew': { done: '審査の更新を始めました', news: '審査の更新が始まりました' },
  'vetting.remind': {
    done: '審査の更新の時期をお知らせしました',
    news: '審査の有効期限が近づいています',
    advice: '更新してください。',
  },
  'vetting.lapse': { done: '申し込みが期限切れになりました' },
  'worker.suspend': { done: '活動を停止しました', news: 'テレワーカーの活動が停止されました' },
  'worker.resume': { done: '活動の停止を解除しました', news: 'テレワーカーの活動の停止が解除されました' },
  'worker.leave': { done: '退会しました', news: 'テレワーカーが退会しました' },
  'worker.forget': { done: '退会した人の記録を期限どおりに消しました' },
}
