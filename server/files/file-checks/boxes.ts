/** An individual number in twelve boxes: one digit in each of twelve neighbouring cells, as forms have it. */
import type { FileProblem } from '../../../policies/files/files.ts'
import { isMyNumber } from '../../../policies/files/my-number.ts'
import { type Attributes, readXml } from './xml.ts'

/**
 * Boxes count only in a file that speaks of such numbers anywhere: a year of monthly figures fills twelve cells too, and one in eleven
 * would be taken for a number.
 */
const spoken = /個人番号|マイナンバー|ﾏｲﾅﾝﾊﾞｰ|[Mm]y ?[Nn]umber/

export function boxSearch() {
  let shared: ReadonlyMap<string, string> = new Map()
  let isSpokenOf = false
  let found: FileProblem | undefined
  return {
    /** Reads the texts that cells of Excel share; comes before its sheets. */
    async share(bytes: AsyncIterable<Uint8Array>): Promise<FileProblem[]> {
      shared = await sharedDigits(bytes)
      return []
    },
    /** Any text of the file. */
    hear(text: string) {
      isSpokenOf ||= spoken.test(text)
    },
    /** The cells of one part, one after the other; empty ones only keep others apart on paper. */
    cells(entry: string) {
      let run = ''
      const end = () => {
        if (run.length === 12 && isMyNumber(run) && Number(run) > 0) found ??= { kind: 'my-number', where: 'text', entry }
        run = ''
      }
      return {
        end,
        /** In Excel `t="s"` marks the number of a shared text, `t="b"` yes or no. */
        push(text: string, { t: type }: Attributes) {
          const plain = text.trim()
          const digit = type === 's' ? shared.get(plain) : type === 'b' ? undefined : digitOf(plain)
          // Longer than a number is none, and need not be kept.
          if (digit !== undefined) run = (run + digit).slice(-13)
          else if (plain !== '') end()
        },
      }
    },
    found: () => (isSpokenOf ? found : undefined),
  }
}
export type BoxSearch = ReturnType<typeof boxSearch>
export type BoxCells = ReturnType<BoxSearch['cells']>

const digitOf = (text: string) => (/^[0-9０-９]$/.test(text) ? text.normalize('NFKC') : undefined)
/** Excel writes each text once. */
const mostShared = 1_000

/** The texts of one digit among those that cells of Excel share, by their number. */
async function sharedDigits(bytes: AsyncIterable<Uint8Array>): Promise<Map<string, string>> {
  const digits = new Map<string, string>()
  let number = 0
  let text = ''
  let isReading = false
  await readXml(bytes, {
    open(name) {
      // How it is read aloud stands beside it.
      if (name === 'rPh') isReading = true
      if (name === 'si') text = ''
      return undefined
    },
    text(more) {
      if (!isReading && text.length < 2) text += more.trim()
      return undefined
    },
    close(name) {
      if (name === 'rPh') isReading = false
      if (name !== 'si') return undefined
      const digit = digitOf(text)
      if (digit !== undefined && digits.size < mostShared) digits.set(String(number), digit)
      number++
      return undefined
    },
  })
  return digits
}
