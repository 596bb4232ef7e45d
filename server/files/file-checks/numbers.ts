/** Looks for individual numbers in text that comes in pieces. */
import { findMyNumber } from '../../../policies/files/my-number.ts'

/** Letters that may stand within a number or tell that it is a part of a longer one; between any others a text can be cut. */
const withinNumbers = '0123456789０１２３４５６７８９ \u00a0\u3000.．/／-‐‑‒–—―−－ー\u00ad\u200b\u200c\u200d\u2060\ufeff'
/** A run of such letters that goes on for longer is cut anywhere: a table of numbers without a comma, or a line drawn with hyphens. */
const longestRun = 4_096

/** `push` and `end` answer with the line on which a number stands. */
export function numberSearch() {
  let held = ''
  let line = 1
  const look = (text: string): number | undefined => {
    const found = findMyNumber(text)
    if (found) return line + lineEnds(text.slice(0, found.from))
    line += lineEnds(text)
    return undefined
  }
  return {
    push(text: string): number | undefined {
      const all = held + text
      let cut = all.length
      while (cut > 0 && all.length - cut < longestRun && withinNumbers.includes(all[cut - 1]!)) cut--
      // A CR at the end may be half of a line end.
      if (all[cut - 1] === '\r') cut--
      held = all.slice(cut)
      return look(all.slice(0, cut))
    },
    end: (): number | undefined => look(held),
  }
}

export const lineEnds = (text: string): number => {
  let count = 0
  for (let at = text.indexOf('\n'); at >= 0; at = text.indexOf('\n', at + 1)) count++
  if (text.includes('\r')) count += text.match(/\r(?!\n)/g)?.length ?? 0
  return count
}
