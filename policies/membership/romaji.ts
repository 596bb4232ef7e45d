/** Names in Latin letters from their kana: Hepburn as Japanese passports write it, the family name last. */

const rows: Readonly<Record<string, string>> = {
  a: 'ア カ サ タ ナ ハ マ ヤ ラ ワ ガ ザ ダ バ パ ァ ャ',
  i: 'イ キ シ チ ニ ヒ ミ _ リ ヰ ギ ジ ヂ ビ ピ ィ _',
  u: 'ウ ク ス ツ ヌ フ ム ユ ル _ グ ズ ヅ ブ プ ゥ ュ',
  e: 'エ ケ セ テ ネ ヘ メ _ レ ヱ ゲ ゼ デ ベ ペ ェ _',
  o: 'オ コ ソ ト ノ ホ モ ヨ ロ ヲ ゴ ゾ ド ボ ポ ォ ョ',
}
const consonants = ['', 'k', 's', 't', 'n', 'h', 'm', 'y', 'r', 'w', 'g', 'z', 'd', 'b', 'p', '', 'y']
const irregular: Readonly<Record<string, string>> = {
  ...{ シ: 'shi', チ: 'chi', ツ: 'tsu', フ: 'fu', ジ: 'ji', ヂ: 'ji', ヅ: 'zu', ヰ: 'i', ヱ: 'e', ヲ: 'o', ン: 'n' },
  ...{ ヴ: 'vu', ヵ: 'ka', ヶ: 'ke', ヮ: 'wa', ヷ: 'va', ヸ: 'vi', ヹ: 've', ヺ: 'vo' },
}
const letters: ReadonlyMap<string, string> = new Map([
  ...Object.entries(rows).flatMap(([vowel, row]) =>
    row.split(' ').map((kana, i): [string, string] => [kana, consonants[i]! + vowel]),
  ),
  ...Object.entries(irregular),
])

/** Small kana join the sound before them: キョ, ショ, ファ, ティ, ウォ. */
const small = 'ャュョァィゥェォヮ'
function joined(before: string, kana: string): string {
  const vowel = letters.get(kana)!.at(-1)!
  if ('ャュョ'.includes(kana)) {
    if (!before.endsWith('i')) return `${before.slice(0, -1)}y${vowel}`
    return /(sh|ch|j)i$/.test(before) ? before.slice(0, -1) + vowel : `${before.slice(0, -1)}y${vowel}`
  }
  if (/^(u|i)$/.test(before)) return (before === 'u' ? 'w' : 'y') + vowel
  return (before === 'ku' || before === 'gu' ? `${before[0]}w` : before.slice(0, -1)) + vowel
}

type Sound = { readonly kana: string; readonly text: string }
/** One sound each: a kana with the small ones that follow it. っ and ー stand alone. */
function soundsOf(word: string): Sound[] {
  const sounds: Sound[] = []
  for (const kana of word) {
    const last = sounds.at(-1)
    const text = letters.get(kana)
    if (kana === 'ッ' || kana === 'ー') sounds.push({ kana, text: '' })
    else if (!text) continue
    else if (small.includes(kana) && last?.text && last.kana !== 'ン')
      sounds[sounds.length - 1] = { kana: last.kana + kana, text: joined(last.text, kana) }
    else sounds.push({ kana, text })
  }
  return sounds
}

/**
 * Whether a vowel only lengthens the one before it, and so is not written: ō and ū are `o` and `u` (旅券法施行規則 第9条, ヘボン式).
 * Kept are a last オ (横尾 Yokoo) and the ウ with which another word of a family name begins: 井上 Inoue, 木内 Kinouchi, 松浦 Matsuura.
 */
function isLength(sounds: readonly Sound[], i: number): boolean {
  const { kana } = sounds[i]!
  const before = sounds[i - 1]?.text ?? ''
  if (kana === 'オ') return before.endsWith('o') && i < sounds.length - 1
  if (kana !== 'ウ' || !/[ou]$/.test(before)) return false
  const rest = sounds
    .slice(i - 1)
    .map((sound) => sound.kana)
    .join('')
  return !/^(ノウエ|ノウチ|ノウラ|[クスツヌフムル]ウラ)$/.test(rest)
}

function wordOf(word: string): string {
  const sounds = soundsOf(word)
  let text = ''
  let lengthened = false
  let double = false
  for (const [i, { kana, text: sound }] of sounds.entries()) {
    if (kana === 'ー' || kana === 'ッ') {
      double = kana === 'ッ'
      continue
    }
    // One vowel lengthens at most one: 大内 is Ouchi.
    if (!lengthened && isLength(sounds, i)) {
      lengthened = true
      continue
    }
    if (double && /^[^aiueo]/.test(sound)) text += sound.startsWith('ch') ? 't' : sound[0]
    if (/^[bmp]/.test(sound) && text.endsWith('n') && sounds[i - 1]?.kana === 'ン') text = `${text.slice(0, -1)}m`
    text += sound
    lengthened = false
    double = false
  }
  return text.charAt(0).toUpperCase() + text.slice(1)
}

/**
 * A name in Latin letters: コバヤシ ハナ → Hana Kobayashi. A space divides family name and given names; ・ divides the names of
 * people who write theirs in another order, and keeps that order. What is no katakana is left out.
 */
export function romajiOf(kana: string): string {
  const [family = '', ...given] = kana
    .normalize('NFKC')
    .trim()
    .split(/\s+/)
    .map((part) => part.split('・').map(wordOf).filter(Boolean).join(' '))
  return [...given, family].filter(Boolean).join(' ')
}
