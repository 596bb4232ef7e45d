/** What a new version changes against the old, line by line; what stays is shown between. */
import type { Locale } from '../../messages/index.ts'

export type Line = { readonly kind: 'same' | 'new' | 'gone'; readonly words: string }

/** The shortest way from one text to the other by whole lines (longest common subsequence). */
export function lineChanges(before: string, after: string): Line[] {
  const [old, now] = [linesOf(before), linesOf(after)]
  const common: number[][] = Array.from({ length: old.length + 1 }, () => new Array<number>(now.length + 1).fill(0))
  for (let i = old.length - 1; i >= 0; i--)
    for (let j = now.length - 1; j >= 0; j--)
      common[i]![j] = old[i] === now[j] ? common[i + 1]![j + 1]! + 1 : Math.max(common[i + 1]![j]!, common[i]![j + 1]!)
  const lines: Line[] = []
  let [i, j] = [0, 0]
  while (i < old.length || j < now.length) {
    if (i < old.length && j < now.length && old[i] === now[j]) {
      lines.push({ kind: 'same', words: old[i]! })
      i++
      j++
    } else if (j >= now.length || (i < old.length && common[i + 1]![j]! >= common[i]![j + 1]!)) {
      lines.push({ kind: 'gone', words: old[i]! })
      i++
    } else {
      lines.push({ kind: 'new', words: now[j]! })
      j++
    }
  }
  return lines
}

const linesOf = (text: string) => (text === '' ? [] : text.split('\n'))

type ChangesProps = { lang: Locale; reader: Locale; lines: readonly Line[]; added: string; removed: string }
/** `added` and `removed` are heard, in the reader's language, where others see the colour. */
export const Changes = ({ lang, reader, lines, added, removed }: ChangesProps) => {
  const heard = (words: string) => (
    <span class="yui-unseen" lang={reader}>
      {`${words} `}
    </span>
  )
  return (
    <ul class="yui-changes" lang={lang}>
      {lines.map(({ kind, words }) => (
        <li>
          {kind === 'same' ? (
            words
          ) : kind === 'new' ? (
            <ins>
              {heard(added)}
              {words}
            </ins>
          ) : (
            <del>
              {heard(removed)}
              {words}
            </del>
          )}
        </li>
      ))}
    </ul>
  )
}
