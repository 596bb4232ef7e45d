/** Acts about lots: offered, worked on, delivered and reviewed. */
import type { ActWords } from '../../acts.ts'

export const work: ActWords<'assignment' | 'entry' | 'review'> = {
  'assignment.offer': {
    done: '作業を打診しました',
    news: (of) => `${of}の作業の打診（仕事をお願いできるかの確認）が届きました`,
    advice: '取引条件を読んで、引き受けるかどうか決めてください。',
  },
  'assignment.accept': { done: '作業を引き受けました', news: (of) => `${of}の打診が引き受けられ、作業が始まりました` },
  'assignment.decline': {
    done: '打診を辞退しました',
    news: (of) => `${of}の打診が辞退されました`,
    advice: 'ほかの人に打診できます。',
  },
  'assignment.expire': { done: '打診が期限切れになりました', news: (of) => `${of}の打診が、返事のないまま期限切れになりました` },
  'assignment.cancel': { done: '打診を取り消しました', news: (of) => `${of}の打診が取り消されました` },
  'assignment.hand-back': {
    done: '作業を返しました',
    news: (of) => `${of}の作業が返されました`,
    advice: '済んだ分があれば、何行済んだかを確かめてください。作業はほかの人に打診できます。',
  },
  'assignment.take-back': {
    done: '作業を引き取りました',
    news: (of) => `${of}の作業を、町が引き取りました`,
    advice: '理由と、お支払いする報酬を確認してください。',
  },
  'assignment.settle': {
    done: '返された作業の、済んだ分を決めました',
    news: (of) => `${of}の返された作業について、済んだ分の報酬が決まりました`,
    advice: 'お支払いする報酬を確認してください。',
  },
  'assignment.extend': { done: '納期を延ばしました', news: (of) => `${of}の作業の納期が延びました` },
  'assignment.submit': { done: '納品しました', news: (of) => `${of}の納品が届きました`, advice: '検収してください。' },
  'assignment.return': {
    done: '納品の手直しを頼みました',
    news: (of) => `${of}の納品に、手直しのお願いがあります`,
    advice: '内容を確認してください。',
  },
  'assignment.approve': {
    done: '納品を検収で合格にしました',
    news: (of) => `${of}の納品が検収（内容の確認）に合格しました`,
    advice: 'お疲れさまでした。',
  },
  'assignment.read': { done: '作業を見ました' },
  'assignment.read-brief': { done: '作業の手順を読みました' },
  'assignment.open': { done: '作業の内容を画面で見ました' },
  'assignment.download': { done: '作業する一覧表をダウンロードしました' },
  'assignment.read-delivery': { done: '納品を見ました' },
  'assignment.list': { done: '作業の一覧を見ました' },
  'entry.put': { done: '画面で内容を直しました' },
  'entry.remove': { done: '画面での直しを取り消しました' },
  'review.list': { done: '検収の一覧を見ました' },
}
