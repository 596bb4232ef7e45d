/** Acts about towns, their rules and machines, and the records of the alliance. */
import type { ActWords } from '../../acts.ts'

export const towns: ActWords<
  | 'town'
  | 'town-rules'
  | 'town-name'
  | 'payment-terms'
  | 'wage'
  | 'fact'
  | 'operating-body'
  | 'pledge'
  | 'network'
  | 'shared-pc'
  | 'audit'
> = {
  'town.list': { done: '自治体の一覧を見ました' },
  'town.add': { done: '自治体を追加しました' },
  'town.read': { done: '自治体の設定を見ました' },
  'town.edit': { done: '自治体の担当窓口を変更しました' },
  'town.leave': { done: '自治体が連携体を脱退しました' },
  'town-rules.publish': { done: '情報の取り扱いの決まりを改めました' },
  'operating-body.edit': { done: '運営団体を登録・変更しました' },
  'wage.list': { done: '最低賃金の一覧を見ました' },
  'wage.record': { done: '最低賃金を記録しました' },
  'town-name.record': { done: '自治体の名前の変更を記録しました' },
  'payment-terms.record': {
    done: '運営団体の支払日の決まりを記録しました',
    news: '町の運営団体の支払日の決まりが変わります',
    advice: '新しい打診から変わります。引き受けられた作業の支払日は変わりません。',
  },
  'fact.withdraw': { done: '日付のある記録を取り消しました' },
  'pledge.publish': {
    done: '誓約書の新しい版を公開しました',
    news: '町の誓約書が新しくなりました',
    advice: '読んで署名してください。',
  },
  'network.add': { done: '仮想デスクトップの接続元を登録しました' },
  'network.end': { done: '仮想デスクトップの接続元の登録を外しました' },
  'shared-pc.list': { done: '共用パソコンの一覧を見ました' },
  'shared-pc.register': { done: '共用パソコンを登録しました' },
  'shared-pc.end': { done: '共用パソコンの登録を外しました' },
  'audit.read': { done: '監査記録を見ました' },
}
