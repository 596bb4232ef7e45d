/** Words about content that is guarded: why it is closed and what opens it, and the touch of the passkey that opens it. */
import type { Reason, TakingReason } from '../../../policies/access.ts'

export const access = {
  reasons: {
    class: {
      title: '情報の区分',
      advice: 'この区分の情報は、この仕組みでは扱いません。区分がまだ決まっていないときは、町の担当者が決めると開きます。',
    },
    role: { title: '役割', advice: 'この仕事の担当者だけが使えます。' },
    stage: { title: '仕事の段階', advice: '内容は、条件に同意して引き受けてから、検収が済むまでのあいだだけ開きます。' },
    standing: { title: '登録の状況', advice: '今は登録が止まっているか、終わっています。町の窓口にご相談ください。' },
    clearance: { title: '扱える区分', advice: 'この区分を扱うには、町の審査が要ります。町の担当者にご相談ください。' },
    certificate: {
      title: '研修の修了',
      advice: '求められている研修の修了が、まだ無いか、期限が切れています。「研修の記録」で次の日程を確かめてください。',
    },
    consent: {
      title: '町の同意',
      advice: '情報の持ち主である町が同意していないか、同意を取り消しました。内容は、同意があるあいだだけ開きます。',
    },
    place: {
      title: '場所',
      advice:
        'この情報は、決められた場所でだけ開きます。テレワークセンターの登録されたパソコンか、町の仮想デスクトップからサインインしてください。',
    },
    device: {
      title: 'パスキーの種類',
      advice:
        '端末やセキュリティキーから取り出せないパスキーでサインインすると開きます。クラウドで同期されるパスキーでは開きません。',
    },
    deadline: {
      title: '期限',
      advice: '納期を過ぎたので、一覧表は閉じました。まだ続けるときは、ディレクターに期限を延ばしてもらってください。',
    },
    file: { title: '持ち出し', advice: 'この情報は、画面で見るだけです。ファイルでは受け取れません。' },
    held: {
      title: '鍵の再発行のあと',
      advice: '鍵の再発行のあと72時間は、取扱い注意より上の情報を閉じています。時間がたつと、自動で開きます。',
    },
    frozen: { title: '凍結', advice: '漏えいのおそれの知らせがあり、町が確かめています。町が凍結を解くと、また開きます。' },
    destroyed: { title: '廃棄済み', advice: 'この案件の情報は廃棄しました。もう開けません。' },
  } satisfies Record<Reason, { title: string; advice: string }>,
  /** In the place of a review's words or a delivery's note, which may repeat the content. */
  words: '書かれた言葉は、内容を開けるときに、開ける場所で読めます。',
  opening: {
    title: '内容を開きます',
    lead: '厳重に管理する情報です。開く前に、パスキーで本人であることを確かめます。',
    package: '業務案件',
    level: '情報の区分',
    how: '見え方',
    viewOnly: 'ページの画像で見ます。どのページにも、あなたの名前、町の名前、時刻が入ります。ファイルでは受け取れません。',
    asFile: 'ファイルで受け取ります。町のほかの担当者とディレクターに知らせます。',
    fileTitle: '成果をファイルで受け取る',
    fileLead: '厳重に管理する情報が、この仕組みの外へ出ます。パスキーで本人であることを確かめます。',
    reasonLead:
      'この案件の内容は、ふだんは画面で見るだけです。町が成果を受け取るときだけ、理由を残してファイルにできます。受け取ったことは、町のほかの担当者とディレクターに知らせます。',
    time: '開いている時間',
    minutes: (idle: string, most: string) => `見ているあいだ開いています。${idle}分見ないか、${most}分たつと閉じます。`,
    reason: '受け取る理由',
    reasonHint: '選んだ理由は、監査記録に残ります。',
    submit: '次へ（パスキーで確かめる）',
    ready: {
      title: '受け取れます',
      lead: '5分のあいだに受け取ってください。受け取ったファイルは、町の決まりに従って保管し、要らなくなったら消してください。',
      take: 'ファイルを受け取る',
      back: '業務案件へ戻る',
    },
    reasons: {
      handover: '担当課へ納めるため',
      inspection: '検査のため',
      correction: '訂正や開示の求めに答えるため',
      incident: '漏えいの疑いを確かめるため',
      other: 'そのほか',
    } satisfies Record<TakingReason, string>,
  },
}
