// Recognises an individual number (個人番号, My Number) in text, so that intake can refuse it.

const digit = '[0-9０-９]'
const hyphen = '[-‐‑‒–—―−－ー]'
const space = '[ \\u00a0\\u3000]'
/** Letters that do not show. */
const nothing = '[\\u00ad\\u200b-\\u200d\\u2060\\ufeff]*'
const group = `${digit}{4}`
/** Before and behind it: not a part of a longer number, of one with hyphens or of a decimal fraction. */
const begins = `(?<!${digit}|${digit}[.．]|${digit}${hyphen})`
const ends = `(?!${digit}|[.．]${digit}|${hyphen}${digit})`
/** A fourth group makes a card of three; a phone number or a year that stands beside them is none. */
const behindGroup = `(?<!(?<!${digit}|${hyphen}|[./．／])${group}${space})`
const beforeGroup = `(?!${space}${group}(?!${digit}|${hyphen}|[./．／]${digit}|年))`

/** A digit comes first, so that letters that do not show are looked back over once for each digit, not for each of themselves. */
const candidates = new RegExp(
  `(?=${digit})${begins}(?:` +
    `(?<!${digit}${nothing})${digit}(?:${nothing}${digit}){11}(?!${nothing}${digit})|` +
    `${group}${hyphen}${group}${hyphen}${group}|` +
    `${behindGroup}${group}${space}${group}${space}${group}${beforeGroup}` +
    `)${ends}`,
  'g',
)

/**
 * Whether 12 ASCII digits carry the check digit of an individual number. About one in eleven random numbers does.
 * Source: 行政手続における特定の個人を識別するための番号の利用等に関する法律に規定する個人番号、個人番号カード、特定個人情報の提供等に
 * 関する省令 (平成26年総務省令第85号) 第5条: 11 − (Σ Pn×Qn mod 11) for n = 1…11, where Pn is the nth digit counted from the lowest
 * (the check digit left out), Qn is n+1 for n ≤ 6 and n−5 for n ≥ 7; a remainder of 1 or less gives 0.
 */
export function isMyNumber(digits: string): boolean {
  if (!/^[0-9]{12}$/.test(digits)) return false
  let sum = 0
  for (let n = 1; n <= 11; n++) sum += Number(digits[11 - n]) * (n <= 6 ? n + 1 : n - 5)
  const remainder = sum % 11
  return Number(digits[11]) === (remainder <= 1 ? 0 : 11 - remainder)
}

/**
 * Where the first individual number stands in a text (UTF-16 offsets, `to` exclusive), or undefined. ASCII and full-width digits,
 * bare (also with letters between them that do not show) or grouped 4-4-4 by hyphens or by spaces. The answer holds no digits, so that
 * it can be logged. Twelve zeros are a filler, not a number.
 *
 * NOT found: groups with tabs, line ends, two blanks, full stops or middle dots between them, or groups of three. Three columns of
 * years or amounts look like that, and one in eleven would be taken for a number.
 */
export function findMyNumber(text: string): { from: number; to: number } | undefined {
  if (text.length < 12) return undefined
  for (const found of text.matchAll(candidates)) {
    const digits = asciiDigits(found[0])
    if (isMyNumber(digits) && digits !== '000000000000') return { from: found.index, to: found.index + found[0].length }
  }
  return undefined
}

/** How many numbers of 12 digits stand in a text, and how many of them have the check digit; as findMyNumber reads them. */
export function countMyNumbers(text: string): { found: number; valid: number } {
  const count = { found: 0, valid: 0 }
  if (text.length < 12) return count
  for (const [number] of text.matchAll(candidates)) {
    const digits = asciiDigits(number)
    if (digits === '000000000000') continue
    count.found += 1
    if (isMyNumber(digits)) count.valid += 1
  }
  return count
}

/**
 * What a column of 12-digit numbers holds, judged as a whole. `none`: nothing with the check digit. `chance`: many numbers, of which so
 * few have it as of any numbers (about 1 in 11; up to 1 in 4 of 12 and more): times, meters, product codes. `sure`: three and more, and
 * at least half of them: by chance that comes once in a hundred such columns or less. `unsure`: an officer says what they are.
 */
export function judgeNumbers({ found, valid }: { found: number; valid: number }): 'none' | 'chance' | 'unsure' | 'sure' {
  if (valid === 0) return 'none'
  if (found >= 12 && valid * 4 <= found) return 'chance'
  return valid >= 3 && valid * 2 >= found ? 'sure' : 'unsure'
}
/** What an officer may say that 12 digits are, where the platform cannot tell. */
export const otherNumbers = ['time', 'meter', 'product', 'own'] as const
export type OtherNumbers = (typeof otherNumbers)[number]

function asciiDigits(text: string): string {
  return text.replace(/[０-９]/g, (wide) => String.fromCharCode(wide.charCodeAt(0) - 0xfee0)).replace(/[^0-9]/g, '')
}
