/** Words of succession (引き継ぎ) and of deputies (代理). */
export const succession = {
  link: '担当の引き継ぎと代理',
  title: (name: string) => `${name}さんの担当を引き継ぐ`,
  lead: '選んだ業務案件の担当が、今すぐ入れ替わります。検収待ちの納品や質問も、新しい担当に届くようになります。前の担当、新しい担当、町のコーディネーターにお知らせします。',
  to: '新しい担当',
  toHint: 'この町のディレクターから選びます。ほかの人に頼むときは、先に事務局がディレクターの役割を追加します。',
  nobody: 'この町には、ほかにディレクターがいません。',
  none: '引き継ぐ業務案件はありません。',
  packages: '引き継ぐ業務案件',
  button: '引き継ぐ',
  back: 'やめて戻る',
  toDeputy: '不在の間だけ、代理を立てる',
  deputy: {
    title: (name: string) => `${name}さんの代理を立てる`,
    lead: '期間の間、担当の業務案件のお知らせが代理の人にも届きます。担当は変わりません。最後の日が過ぎると、自動で終わります。',
    now: '決まっている代理',
    one: (name: string, from: string, until: string) => `${name}さん（${from}から${until}まで）`,
    to: '代理の人',
    from: '始まりの日',
    until: '最後の日',
    button: '代理を立てる',
  },
  flaws: {
    'from-past': '今日か、今日より後の日付を入力してください',
    'until-early': '始まりの日か、その後の日付を入力してください',
    'until-long': '今日から92日以内の日付を入力してください。それより長いときは引き継いでください',
  },
}
