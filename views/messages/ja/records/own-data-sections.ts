/** The sections of "my data": what each is called, and what it is for. */
import type { SectionKey } from '../../../../policies/records/kept/index.ts'

export const sections = {
  person: { title: '氏名と連絡先', note: 'サインインと連絡のために持っています。' },
  roles: { title: '役割', note: 'いつからいつまで、だれが、なぜ決めたかの記録です。' },
  profile: { title: 'テレワーカーとしての登録', note: '仕事の条件と合うかどうかを確かめるために使います。' },
  vettings: { title: '申し込みと審査', note: '申し込んだ内容と、その結果です。' },
  vettingSteps: { title: '審査で行ったこと', note: '住所の確認、誓約書、自己点検、面談の記録です。面談のメモも含みます。' },
  training: { title: '研修の結果', note: '研修を条件とする仕事を引き受けられるか、確かめるために使います。' },
  hands: { title: '応募', note: 'あなたが応募した仕事です。' },
  assignments: { title: '打診された作業と引き受けた作業', note: '報酬、納期、支払日を含みます。' },
  terms: { title: '取引条件の書面', note: '打診のときにお渡しした書面です。' },
  deliveries: { title: '納品', note: 'いつ、どのファイルを納品したかの記録です。中身は発注した町の情報です。' },
  reviews: { title: '検収の結果', note: '納品についてのコメントです。' },
  remuneration: { title: '報酬', note: 'お支払いする額と支払日です。' },
  custody: { title: '渡された情報とその処分状況', note: '町の情報管理台帳のうち、あなたの分です。' },
  incidents: { title: '情報漏えいのおそれの報告', note: 'あなたが町に報告したことです。' },
  passkeys: { title: 'パスキー', note: 'サインインの鍵です。秘密の部分は端末の中にあり、ここにはありません。' },
  codes: { title: '招待コード', note: 'いつ発行され、使われたかの記録です。コードそのものは残していません。' },
  recoveries: { title: 'パスキーの再発行', note: '端末をなくしたときなどの手続きの記録です。' },
  sessions: { title: 'サインイン中の端末', note: '終わったものは消えます。' },
  notifications: { title: 'お知らせ', note: 'あなたにお知らせしたことです。' },
  corrections: { title: '訂正の依頼', note: '依頼した内容と回答です。' },
} satisfies Record<SectionKey, { title: string; note: string }>
