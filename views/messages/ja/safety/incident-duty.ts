/** Words of the questions by which a town finds out whether a leak must be reported. */
import type { Question } from '../../../../policies/safety/incident-duty.ts'

export const duty = {
  title: '個人情報保護委員会への報告',
  yes: '報告が必要です',
  no: '報告は不要です',
  find: '報告義務の有無を確認する',
  unknown: '報告義務の有無は、まだ決まっていません',
  unknownWords: '次のことを確かめてください。決まるまでのあいだも、期限は進みます。',
  because: '理由',
  change: '質問に答える・見直す',
  save: '保存する',
  saved: '答えを保存しました。',
  shown: (rows: string) => `この一覧表は${rows}行です。`,
  answers: { yes: 'はい', no: 'いいえ', unknown: 'まだわからない' },
  questions: {
    personal: { ask: '人を特定できる情報が入っていましたか', note: '氏名、住所、電話番号などです。' },
    many: { ask: '100人より多い人の情報ですか', note: '市町村では、100人を超えると報告が必要です。' },
    sensitive: {
      ask: '病歴、障害、犯罪の経歴など、特に配慮が必要な情報がありましたか',
      note: '1人分でも報告が必要です。',
    },
    damage: {
      ask: '使われるとお金の被害につながる情報がありましたか',
      note: 'カード番号や口座の暗証番号などです。1人分でも報告が必要です。',
    },
    purpose: {
      ask: '盗み、持ち出し、不正アクセスなど、悪い目的が疑われますか',
      note: '1人分でも報告が必要です。確報の期限は60日目になります。',
    },
    unread: { ask: 'すべて回収でき、だれにも見られていないと確かめましたか', note: 'そのときは、漏えいにあたりません。' },
    sealed: {
      ask: '高度な暗号で守られ、暗号の鍵も漏れていませんか',
      note: 'そのときは、報告は不要です。ダウンロードしたCSVファイルは暗号化されていません。',
    },
  } satisfies Record<Question, { ask: string; note: string }>,
  reasons: {
    personal: '人を特定できる情報が入っていません。',
    many: '100人より多い人の情報です。',
    sensitive: '特に配慮が必要な情報が入っています。',
    damage: 'お金の被害につながるおそれがあります。',
    purpose: '悪い目的が疑われます。',
    unread: 'すべて回収でき、だれにも見られていません。',
    sealed: '高度な暗号で守られています。',
  } satisfies Record<Question, string>,
  noneApplies: '報告が必要な4つの場合の、どれにもあたりません。',
  foundUnread: '漏えいではなかったと、町が確かめました。',
}
