/** How a list was read, and what was left out of it. */

export const reading = {
  encodings: {
    'utf-8': 'UTF-8',
    'utf-8-bom': 'UTF-8（BOM付き）',
    shift_jis: 'Shift_JIS',
    'euc-jp': 'EUC-JP',
    'iso-2022-jp': 'ISO-2022-JP（JIS）',
    'utf-16le': 'UTF-16（ExcelのUnicodeテキスト）',
    'utf-16be': 'UTF-16（ビッグエンディアン）',
  } as Record<string, string>,
  howRead: 'このように読みました',
  howReadLead: '違うところがあれば、ファイルを送り直さずに読み直せます。',
  howReadRefused: (name: string) =>
    `「${name}」を読めたところまでです。文字コードなどが違うときは、ファイルを送り直さずに読み直せます。`,
  notesLead: '除いたところと、気をつけるところです。',
  notesNone: '除いたところはありません。',
  notes: {
    above: (where: string, count: string) => `列の名前より上の${count}行（${where}）は除きました。`,
    sep: (where: string, _: string) => `区切り文字の指定（${where}）は除きました。`,
    blank: (where: string, count: string) => `何も入っていない${count}行（${where}）は除きました。`,
    'columns-empty': (_: string, __: string) => '右端の、名前も中身もない列は除きました。',
    'dos-end': (where: string, _: string) => `ファイルの終わりの印（${where}）は除きました。`,
    gaiji: (column: string, count: string, where: string) =>
      `「${column}」の${count}か所（${where}）に、外字があります。ほかのパソコンでは正しく表示されません。`,
    control: (column: string, count: string, where: string) =>
      `「${column}」の${count}か所（${where}）に、目に見えない制御文字があります。そのまま残しました。`,
    'mixed-ends': (_: string, __: string) => '改行の種類が混ざっていたので、そろえました。',
    numbers: (column: string, count: string, valid: string, _: string) =>
      `「${column}」には12桁の数字が${count}個あります。検査数字がマイナンバーの規則に合うものは${valid}個だけで、マイナンバーではないと判断しました。`,
  },
  lineList: (lines: readonly string[], more: boolean) => `${lines.join('、')}行目${more ? 'など' : ''}`,
  readAgain: '読み方を変える',
  readAgainDo: 'この読み方で読み直す',
  delimiter: '区切り文字',
  delimiters: { comma: 'コンマ（,）', tab: 'タブ', semicolon: 'セミコロン（;）', bar: '縦棒（|）' } as Record<string, string>,
  headerLine: '列の名前がある行',
  headerLineHint: 'ファイルの先頭から数えた行です。それより上の行は除きます。',
  gone: '送られたファイルはもう残っていません。もう一度選んでください',
  numbers: '12桁の数字は何ですか',
  numbersHint: 'マイナンバーではないときだけ選んでください。選んだ内容は監査記録に残ります。',
  numbersNone: 'マイナンバーかもしれない',
  numbersAre: { time: '日付と時刻', meter: 'メーターや機器の番号', product: '商品の番号（JANなど）', own: '庁内の管理番号' },
}
