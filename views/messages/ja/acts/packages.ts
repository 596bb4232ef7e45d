/** Acts about packages, and who would like to do them. */
import type { ActWords } from '../../acts.ts'

export const packages: ActWords<'package' | 'manager' | 'application' | 'offer' | 'work'> = {
  'package.create': { done: '業務案件の下書きを作りました' },
  'package.edit': { done: '業務案件の下書きを直しました' },
  'package.import': { done: '一覧表を読み込みました' },
  'package.succeed': { done: '業務案件の担当が入れ替わりました' },
  'manager.succeed': {
    done: '業務案件の担当を引き継ぎました',
    news: '業務案件の担当が引き継がれました',
    advice: '業務案件の一覧で、担当を確認してください。',
  },
  'manager.deputise': {
    done: 'ディレクターの代理を立てました',
    news: 'ディレクターの代理が決まりました',
    advice: '期間の間、業務案件のお知らせは代理の人にも届きます。',
  },
  'manager.resume': {
    done: 'ディレクターの代理を終えました',
    news: 'ディレクターの代理が終わりました',
    advice: '業務案件のお知らせは、担当のディレクターだけに届きます。',
  },
  'package.hand-over': {
    done: '業務案件をディレクターに引き渡しました',
    news: (of) => `${of}の準備を頼まれました`,
    advice: '分け方と報酬、納期を決めてください。',
  },
  'package.send-back': {
    done: '業務案件を担当者に差し戻しました',
    news: (of) => `${of}が差し戻されました`,
    advice: '内容を直してください。',
  },
  'package.split': { done: '業務案件を作業に分けました' },
  'package.plan': { done: '業務案件の報酬や納期を決めました' },
  'package.publish': { done: '業務案件の募集を始めました', news: (of) => `${of}の募集が始まりました` },
  'package.follow': { done: '業務案件の進捗を見ました' },
  'package.result': { done: '業務案件の成果をダウンロードしました' },
  'package.export': {
    done: '閲覧のみの成果をダウンロードしました',
    news: (of) => `${of}の成果（閲覧のみの情報）がダウンロードされました`,
  },
  'package.postpone': { done: '募集の納期を延ばしました', news: (of) => `${of}の納期が延びました` },
  'package.correct-price': {
    done: '業務案件の報酬を直しました',
    news: (of) => `${of}の報酬が変わりました`,
    advice: '新しい報酬を確かめてください。',
  },
  'package.end-posting': { done: '業務案件の募集を終えました', news: (of) => `${of}の募集が終わりました` },
  'package.reopen': { done: '業務案件の募集を再開しました', news: (of) => `${of}の募集が再開されました` },
  'package.conclude': {
    done: '業務案件を、一部未完了のまま終えました',
    news: (of) => `${of}が、一部未完了のまま終わりました`,
    advice: '理由と、一部の成果をご覧ください。',
  },
  'package.complete': { done: '業務案件を完了にしました', news: (of) => `${of}が完了しました` },
  'package.withdraw': { done: '業務案件を取り下げました', news: (of) => `${of}が取り下げられました` },
  'package.close': {
    done: '業務案件を廃棄し、閉じました',
    news: (of) => `${of}が廃棄され、閉じられました`,
    advice: '廃棄証明書をご覧いただけます。',
  },
  'package.read': { done: '業務案件を見ました' },
  'package.list': { done: '業務案件の一覧を見ました' },
  'application.raise': { done: '仕事に応募しました', news: (of) => `${of}に応募がありました` },
  'application.withdraw': { done: '応募を取り消しました', news: (of) => `${of}への応募が取り消されました` },
  'application.lapse': {
    done: '応募を終わらせました',
    news: (of) => `${of}への応募は、募集が終わったか条件が変わったため、終わりました`,
    advice: 'くわしくは募集のページをご覧ください。募集中であれば、また応募できます。',
  },
  'offer.plan': { done: '打診の案を作りました' },
  'work.find': { done: '仕事を探しました' },
}
