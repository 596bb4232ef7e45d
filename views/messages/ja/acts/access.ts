/** Acts about who may see content: consent, a touch of the passkey, emergency access. */
import type { ActWords } from '../../acts.ts'

export const access: ActWords<'content' | 'consent' | 'glass'> = {
  'content.open': { done: 'パスキーで本人確認をして、内容を開きました' },
  'consent.read': { done: '再委託の同意の状況を見ました' },
  'consent.ask': {
    done: '再委託の同意を町に頼みました',
    news: (of) => `${of}の募集の前に、再委託（ほかの町へ仕事を任せること）の同意が必要です`,
    advice: 'どの町に何が見えるかを確認してください。',
  },
  'consent.give': { done: '再委託に同意しました', news: (of) => `${of}の再委託に、町の担当者が同意しました` },
  'consent.second': { done: '2人目として再委託に同意しました', news: (of) => `${of}の再委託に、2人目が同意しました` },
  'consent.withdraw': {
    done: '再委託の同意を取り消しました',
    news: (of) => `${of}の再委託の同意が取り消されました`,
    advice: 'その町の人は、内容を見られなくなりました。',
  },
  'glass.list': { done: '緊急閲覧の一覧を見ました' },
  'glass.read': { done: '緊急閲覧の記録を見ました' },
  'glass.break': {
    done: '緊急閲覧を始めました',
    news: (of) => `${of}の内容を、事務局が緊急閲覧しています`,
    advice: '町の担当者は、すぐに終わらせることができます。',
  },
  'glass.look': { done: '緊急閲覧で内容を見ました' },
  'glass.end': { done: '緊急閲覧を終わらせました', news: (of) => `${of}の緊急閲覧が終わりました` },
  'glass.review': { done: '緊急閲覧の内容を確認しました', news: (of) => `${of}の緊急閲覧の確認が終わりました` },
}
