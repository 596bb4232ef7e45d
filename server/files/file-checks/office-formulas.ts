/** Finds what a formula of Excel would fetch, send or start. */
import type { ActiveContent } from '../../../policies/files/files.ts'
import { linkProblem } from './office-relations.ts'

/**
 * Functions that reach outside of the workbook ([MS-XLS] 2.5.198.4 and 2.5.198.17; ECMA-376 Part 1, 18.17.7; LibreOffice's DDE). A list of
 * what is refused, not of what is let through: Excel has some 500 functions and gains more each year, every one of which computes; what
 * reaches outside is few and each is announced as such, and Excel runs nothing of a name that it does not know.
 */
const reaching =
  /(?<![A-Z0-9_.])(?:_XLFN\.|_XLWS\.)*(?:WEBSERVICE|IMAGE|RTD|CALL|REGISTER(?:\.ID)?|EXEC(?:UTE)?|STOCKHISTORY|CUBE[A-Z]+|SQL\.REQUEST|DDE|INITIATE|POKE|REQUEST|COPILOT|TRANSLATE|DETECTLANGUAGE|PY|IMPORT(?:CSV|TEXT)|GETPIVOTDATA\.OLAP)\s*\(|_XLL\.|_XLUDF\.|\w+\|[^!]{0,300}!/i
const quoted = /'(?:[^']|'')*'|"(?:[^"]|"")*"/g
/** Sheets have no such letters in their names: a path stands here. */
const path = /^'(?=[\s\S]*(?:[\\/]|file:))/i
/** HYPERLINK with words that are written out. */
const link = /\bHYPERLINK\s*\(\s*"((?:[^"]|"")*)"/gi

/** The first such thing in a formula. Words in quotes are not read as functions. */
export function reachOf(formula: string): ActiveContent | undefined {
  for (const [, target] of formula.matchAll(link)) {
    const what = linkProblem(target!)
    if (what) return what
  }
  let outside = false
  const bare = formula.replace(quoted, (text, at: number) => {
    outside ||= path.test(text) && formula[at + text.length] === '!'
    // Kept apart from what stands beside it: cmd|'…'!A0.
    return text.startsWith("'") ? "''" : '""'
  })
  return outside || reaching.test(bare) ? 'outside-formula' : undefined
}
