/** A questionnaire of newcomers for the demo, as somebody typed it in: people, streets and numbers are all invented, and meant to show it. */
const header = ['受付番号', '氏名', 'フリガナ', '生年月日', '転入日', '電話番号', '移住のきっかけ']

const families = [
  '見本 ミホン',
  '架空 カクウ',
  '例示 レイジ',
  '試験 シケン',
  '仮名 カメイ',
  '模擬 モギ',
  '空想 クウソウ',
  '雛形 ヒナガタ',
]
const givens = [
  '太郎 タロウ',
  '花子 ハナコ',
  '一郎 イチロウ',
  '桜 サクラ',
  '実 ミノル',
  '春 ハル',
  '二郎 ジロウ',
  '雪 ユキ',
  '光 ヒカル',
]
const why = ['仕事のつごう', '子育て', '自然の近くで暮らしたい', '実家の近く', '進学', '農業を始める', 'お試し移住から']
const two = (n: number) => String(n).padStart(2, '0')

/** The row as it should be, from 0. */
function right(i: number): string[] {
  const [family, familyKana] = families[i % families.length]!.split(' ')
  const [given, givenKana] = givens[(i * 5 + 2) % givens.length]!.split(' ')
  const born = `${1960 + ((i * 7) % 42)}-${two(1 + ((i * 5) % 12))}-${two(1 + ((i * 11) % 28))}`
  const moved = `2026-${two(4 + (i % 6))}-${two(1 + ((i * 3) % 28))}`
  const phone = `000-0000-${String(1000 + i * 37).slice(-4)}`
  return [
    `T-${String(i + 1).padStart(4, '0')}`,
    `${family} ${given}`,
    `${familyKana} ${givenKana}`,
    born,
    moved,
    phone,
    why[(i * 3) % why.length]!,
  ]
}

const wide = (text: string) =>
  text.replace(/[0-9-]/g, (letter) => (letter === '-' ? '－' : String.fromCharCode(letter.charCodeAt(0) + 0xfee0)))
const hiragana = (text: string) => text.replace(/[ァ-ヶ]/g, (letter) => String.fromCharCode(letter.charCodeAt(0) - 0x60))

/** As it was typed: slips of the kind that people make, in every third row or so. */
function typed(i: number): string[] {
  const row = right(i)
  if (i % 5 === 1) row[5] = wide(row[5]!)
  if (i % 7 === 3) row[2] = hiragana(row[2]!)
  if (i % 6 === 2) row[4] = row[4]!.replaceAll('-', '/')
  if (i % 11 === 5) row[3] = row[3]!.replaceAll('-', '.')
  return row
}

export const arrivalList = (rows: number): string =>
  `${[header, ...Array.from({ length: rows }, (_, i) => typed(i))].map((cells) => cells.join(',')).join('\n')}\n`

/** The row with its slips mended. */
export const correctedArrival = (row: string[]): string[] => right(Number(row[0]!.slice(2)) - 1)
