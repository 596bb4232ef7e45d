/** Acts about copies of data, until the last one is destroyed. */
import type { ActWords } from '../../acts.ts'

export const custody: ActWords<'custody' | 'destruction'> = {
  'custody.read': { done: '情報管理台帳を見ました' },
  'custody.declare': { done: 'ダウンロードしたファイルの消去を報告しました' },
  'custody.account': {
    done: '写しの処分状況を町が確認しました',
    news: (of) => `${of}でダウンロードしたファイルの消去を、町が確認しました`,
  },
  'custody.remind': {
    done: 'ファイルの消去と報告をお願いしました',
    news: (of) => `${of}でダウンロードしたファイルを消去し、報告してください`,
  },
  'custody.urge': {
    done: 'ファイルの消去と報告を、もう一度お願いしました',
    news: (of) => `${of}でダウンロードしたファイルの消去を、まだ確認できていません`,
  },
  'destruction.read': { done: '廃棄のページを見ました' },
  'destruction.ask': {
    done: '業務案件の廃棄を申請しました',
    news: (of) => `${of}の廃棄に、2人目の確認が必要です`,
  },
  'destruction.witness': { done: '業務案件の廃棄を2人目として確認しました' },
  'destruction.cancel': { done: '業務案件の廃棄を取りやめました', news: (of) => `${of}の廃棄が取りやめになりました` },
  'destruction.postpone': { done: '業務案件の保存期限を延ばしました', news: (of) => `${of}の保存期限が延びました` },
  'destruction.remind': {
    done: '業務案件の保存期限をお知らせしました',
    news: (of) => `${of}の保存期限が近いか、過ぎています`,
    advice: '廃棄に必要なことを確認してください。',
  },
  'destruction.begin': { done: '保存期限が過ぎたため、業務案件の廃棄を始めました' },
  'destruction.certify': { done: '廃棄証明書を発行しました' },
  'destruction.reconcile': {
    done: '廃棄ずみの業務案件を、古いバックアップからも消しました',
    news: (of) => `${of}は廃棄ずみのため、もう一度閉じました`,
    advice: '古いバックアップのデータベースが戻されています。',
  },
}
