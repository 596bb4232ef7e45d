/** What can be wrong with a CSV file that somebody sent: a list, or a delivery. */

const n = (value: number) => value.toLocaleString('ja-JP')

export const csv = {
  empty: 'ファイルに何も書かれていません。',
  spreadsheet: (kind: string) =>
    `これは .${kind} ファイルで、一覧表として読めません。${kind === 'ods' ? 'LibreOffice' : 'Excel'}で開き、「ファイル」→「名前を付けて保存」→ファイルの種類「${kind === 'ods' ? 'テキスト CSV（.csv）' : 'CSV UTF-8（コンマ区切り）（*.csv）'}」を選んで保存し、そのCSVファイルをお送りください。シートが2枚以上あるときは、作業に使うシートを開いてから保存してください。`,
  'not-text': {
    pdf: 'これはPDFファイルで、一覧表として読めません。元の表計算ファイルをCSVで保存してお送りください。',
    zip: 'これはZIPなどの圧縮ファイルです。中のCSVファイルを取り出してお送りください。',
    web: 'これはウェブページ（HTML）として保存された表です。Excelで開き、「名前を付けて保存」で「CSV UTF-8（コンマ区切り）（*.csv）」を選んで保存し、お送りください。',
  } as Record<string, string>,
  'no-rows': '列の名前だけで、行がありません。',
  encoding: (line: number) =>
    `${n(line)}行目に、読めない文字があります。文字コードが合っているか確かめるか、UTF-8で保存し直してください。`,
  nul: (line: number) => `${n(line)}行目に、文字ではないデータがあります。ExcelファイルではなくCSVで保存し直してください。`,
  quote: (line: number) => `${n(line)}行目の引用符（"）が閉じていないか、位置が正しくありません。`,
  'record-too-long': (line: number) => `${n(line)}行目が長すぎます。引用符（"）が閉じているか確かめてください。`,
  columns: (line: number, expected: number, found: number) =>
    `${n(line)}行目は列が${found}個です。列の名前の行と同じ${expected}個にしてください。`,
  'header-empty': (column: number) => `${column}番目の列に名前がありません。列の名前の行に入れてください。`,
  'header-twice': (name: string) => `列の名前の行に「${name}」という列が2つ以上あります。名前を変えてください。`,
  'too-many-columns': (limit: number) => `列が多すぎます。${limit}列までにしてください。`,
  'too-many-rows': (limit: number) => `行が多すぎます。${n(limit)}行までにし、残りは別の一覧表に分けてください。`,
  'cell-too-long': (line: number, column: string, limit: number) =>
    `${n(line)}行目の「${column}」が長すぎます。${n(limit)}文字までにしてください。`,
  'my-number': (line: number, column: string) =>
    `${n(line)}行目の「${column}」に、マイナンバー（個人番号）と思われる12桁の数字があります。マイナンバーは受け付けられません。列ごと取り除いてください。`,
  'my-number-unsure': (line: number, column: string) =>
    `${n(line)}行目の「${column}」に、マイナンバー（個人番号）かもしれない12桁の数字があります。マイナンバーなら列ごと取り除いてください。ほかの番号なら、何の番号かを選んで、もう一度お送りください。`,
  'header-differs': (expected: string, found: string) => `1行目が違います。元は「${expected}」、このファイルは「${found}」です。`,
  'row-count': (expected: number, found: number) => `行の数が${n(expected)}のはずですが、${n(found)}あります。`,
  'key-changed': (line: number, column: string, from: string, to: string) =>
    `${n(line)}行目の「${column}」が「${from}」から「${to}」に変わっています。行の順番や、行を見分ける列が変わっていないか確かめてください。`,
  formula: (line: number, column: string) => `${n(line)}行目の「${column}」が「=」や「@」で始まっています。計算式は使えません。`,
  'letter-lost': (line: number, column: string) =>
    `${n(line)}行目の「${column}」の文字が「?」に変わっています。UTF-8で保存すると失われません。`,
  further: (count: number) => `ほかに${n(count)}か所あります。同じように確かめてください。`,
  stale: '読み込んでいるあいだに、業務案件が次の段階へ進みました。一覧表は変わっていません。',
  interrupted: '途中で止まりました。もう一度お送りください。',
  unexpected: '問題が起きました。記録しましたので、少し待ってからもう一度お送りください。',
}
