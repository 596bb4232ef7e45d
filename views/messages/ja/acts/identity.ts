/** Acts about who somebody is: keys, sessions, their account, and the records held about them. */
import type { ActWords } from '../../acts.ts'

const unknown = '心当たりがない場合は、町の担当窓口へご連絡ください。'
const unknownRecovery = '心当たりがない場合は、今までのパスキーで止められます。'

export const identity: ActWords<'enrolment' | 'passkey' | 'session' | 'account' | 'recovery' | 'correction'> = {
  'enrolment.issue': {
    done: '招待コードを発行しました',
    news: '新しい招待コードが発行されました',
    advice: unknown,
  },
  'enrolment.use': {
    done: '招待コードでパスキーを作りました',
    news: '招待コードでパスキーが作られました',
    advice: unknown,
  },
  'passkey.add': {
    done: 'パスキーを追加しました',
    news: 'パスキーが追加されました',
    advice: `心当たりがない場合は削除して、町の担当窓口へご連絡ください。`,
  },
  'passkey.remove': { done: 'パスキーを削除しました', news: 'パスキーが削除されました', advice: unknown },
  'passkey.counter-fell': {
    done: 'パスキーの使用回数が合いませんでした',
    news: 'パスキーの使用回数が合いませんでした',
    advice: 'パスキーが複製されたおそれがあります。心当たりがない場合は削除して、町の担当窓口へご連絡ください。',
  },
  'session.start': { done: 'サインインしました' },
  'session.end': { done: 'ある端末のサインインを終わらせました' },
  'session.end-all': { done: 'すべての端末でサインアウトしました' },
  'account.resend': { done: '届かなかったメールを送り直しました' },
  'account.read': { done: 'アカウントを見ました' },
  'account.edit': { done: 'アカウントの設定を変えました' },
  'account.read-data': { done: '自分の記録を見ました' },
  'account.export': {
    done: '自分の記録をダウンロードしました',
    news: 'あなたの記録がダウンロードされました',
    advice: unknown,
  },
  'recovery.read': { done: 'パスキーの再発行を見ました' },
  'recovery.list': { done: 'パスキーの再発行の一覧を見ました' },
  'recovery.start': {
    done: 'パスキーの再発行を始めました',
    news: 'パスキーの再発行が始まりました',
    advice: '心当たりがない場合は、すぐに町の担当窓口へご連絡ください。',
  },
  'recovery.approve': {
    done: 'パスキーの再発行を承認しました',
    news: 'パスキーの再発行が承認されました',
    advice: unknownRecovery,
  },
  'recovery.cancel': { done: 'パスキーの再発行を取りやめました', news: 'パスキーの再発行が取りやめになりました' },
  'recovery.use': {
    done: '再発行で新しいパスキーを作りました',
    news: '再発行で新しいパスキーが作られました',
    advice: unknownRecovery,
  },
  'recovery.stop': {
    done: '今までのパスキーで再発行を止めました',
    news: 'パスキーの再発行が、今までのパスキーを持つ人によって止められました',
  },
  'recovery.console': {
    done: 'サーバーの管理者が事務局のパスキーを再発行しました',
    news: '事務局のパスキーが、サーバーの管理者によって再発行されました',
    advice: '心当たりがない場合は、連携体の事務局に確認してください。',
  },
  'recovery.settle': {
    done: 'パスキーの再発行が完了しました',
    news: 'パスキーの再発行が完了し、今までのパスキーは使えなくなりました',
  },
  'correction.ask': {
    done: '記録の訂正を依頼しました',
    news: '記録の訂正の依頼が届きました',
    advice: '30日以内に回答してください。',
  },
  'correction.answer': { done: '記録の訂正の依頼に回答しました', news: '記録の訂正の依頼に回答がありました' },
  'correction.list': { done: '訂正の依頼の一覧を見ました' },
}
