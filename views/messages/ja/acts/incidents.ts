/** Acts about suspected leaks. */
import type { ActWords } from '../../acts.ts'

export const incidents: ActWords<'incident'> = {
  'incident.report': {
    done: '情報漏えいのおそれを報告しました',
    news: '情報漏えいのおそれの報告がありました',
    advice: '業務案件は凍結（一時停止）されています。',
  },
  'incident.read-own': { done: '自分の報告を見ました' },
  'incident.list': { done: '情報漏えいへの対応の一覧を見ました' },
  'incident.read': { done: '情報漏えいへの対応を見ました' },
  'incident.assess': { done: '報告義務の有無を確認しました' },
  'incident.write': { done: '情報漏えいの報告書を書きました' },
  'incident.file': { done: '情報漏えいの報告書を確定しました', news: '情報漏えいの報告書が確定しました' },
  'incident.export': { done: '閲覧とダウンロードの記録をダウンロードしました' },
  'incident.propose-lift': {
    done: '凍結の解除を申請しました',
    news: '情報漏えいのおそれで凍結した業務案件の解除に、2人目の確認が必要です',
  },
  'incident.keep-frozen': {
    done: '凍結を続けることにしました',
    news: '情報漏えいのおそれで凍結した業務案件は、凍結を続けます',
  },
  'incident.lift': { done: '凍結を解除しました', news: '情報漏えいのおそれで凍結した業務案件が、解除されました' },
  'incident.close': { done: '情報漏えいへの対応を完了にしました', news: '情報漏えいへの対応が完了しました' },
  'incident.warn': {
    done: '情報漏えいへの対応の期限が近いことをお知らせしました',
    news: '情報漏えいへの対応の期限が近づいています',
  },
  'incident.overdue': {
    done: '情報漏えいへの対応の期限が過ぎたことをお知らせしました',
    news: '情報漏えいへの対応の期限が過ぎました',
  },
}
