/** Words about content that is guarded: why it is closed and what opens it, and the touch of the passkey that opens it. */
import type { Reason, TakingReason } from '../../../../policies/safety/access.ts'

export const access = {
  reasons: {
    class: {
      title: '情報の区分',
      advice: 'この区分の情報は、ここでは扱いません。区分がまだ決まっていないときは、町の担当者が決めると見られます。',
    },
    role: { title: '役割', advice: 'この仕事の担当者だけが使えます。' },
    stage: { title: '仕事の段階', advice: '内容は、条件に同意して引き受けてから、検収が終わるまでのあいだだけ見られます。' },
    standing: { title: '登録', advice: '今は活動が停止されているか、退会しています。町の担当窓口にご相談ください。' },
    clearance: { title: '扱える区分', advice: 'この区分を扱うには、町の審査が必要です。町の担当者にご相談ください。' },
    certificate: {
      title: '研修の修了',
      advice: '必要な研修をまだ修了していないか、有効期限が切れています。「研修の記録」で次の日程を確かめてください。',
    },
    consent: {
      title: '町の同意',
      advice: '情報の持ち主である町が同意していないか、同意を取り消しました。内容は、同意があるあいだだけ見られます。',
    },
    place: {
      title: '場所',
      advice:
        'この情報は、決められた場所でだけ見られます。テレワークセンターの登録されたパソコンか、町の仮想デスクトップからサインインしてください。',
    },
    device: {
      title: 'パスキーの種類',
      advice:
        'ほかの端末に写せないパスキー（セキュリティキーなど）でサインインすると見られます。クラウドで同期されるパスキーでは見られません。',
    },
    deadline: {
      title: '期限',
      advice: '納期を過ぎたので、一覧表は見られなくなりました。続けるときは、ディレクターに納期を延ばしてもらってください。',
    },
    file: { title: 'ダウンロード', advice: 'この情報は、画面で見るだけです。ダウンロードはできません。' },
    held: {
      title: 'パスキーの再発行のあと',
      advice: 'パスキーの再発行のあと72時間は待機期間です。取扱い注意と厳重管理の情報は、待機期間が終わると見られます。',
    },
    frozen: {
      title: '凍結',
      advice:
        '情報漏えいのおそれの報告があり、町が確かめています。手元のファイルや紙は、消さずにそのままにしておいてください。町が凍結（一時停止）を解除すると、また見られます。',
    },
    destroyed: { title: '廃棄済み', advice: 'この案件の情報は廃棄しました。もう見られません。' },
  } satisfies Record<Reason, { title: string; advice: string }>,
  /** In the place of a review's words or a delivery's note, which may repeat the content. */
  words: 'コメントは、センターなど決められた場所で内容を開くと読めます。',
  opening: {
    title: '内容を開きます',
    lead: '厳重管理の情報です。開く前に、パスキーで本人確認をします。',
    package: '業務案件',
    level: '情報の区分',
    how: '見え方',
    viewOnly: 'ページの画像で見ます。どのページにも、あなたの名前、町の名前、時刻が入ります。ダウンロードはできません。',
    asFile: 'ダウンロードします。町のほかの担当者とディレクターにお知らせします。',
    fileTitle: '成果をダウンロードする',
    fileLead: '厳重管理の情報が、このシステムの外へ出ます。パスキーで本人確認をします。',
    reasonLead:
      'この案件の内容は、ふだんは画面で見るだけです。町の担当者だけが、理由を選んで成果をダウンロードできます。ダウンロードしたことは、町のほかの担当者とディレクターにお知らせします。',
    time: '見られる時間',
    minutes: (idle: string, most: string) => `${idle}分操作しないか、開いてから${most}分たつと閉じます。`,
    reason: 'ダウンロードする理由',
    reasonHint: '選んだ理由は、監査記録に残ります。',
    submit: '次へ（パスキーで本人確認）',
    ready: {
      title: 'ダウンロードできます',
      lead: '5分以内にダウンロードしてください。ファイルは町の決まりに従って保管し、必要がなくなったら消去してください。',
      take: 'ファイルをダウンロードする',
      back: '業務案件へ戻る',
    },
    reasons: {
      handover: '担当課へ納めるため',
      inspection: '検査のため',
      correction: '訂正や開示の依頼に回答するため',
      incident: '情報漏えいのおそれを確かめるため',
      other: 'そのほか',
    } satisfies Record<TakingReason, string>,
  },
}
