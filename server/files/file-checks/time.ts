/** How long looking into one file may take; what was not looked at by then is neither passed nor called bad. */
import type { Openable } from './bytes.ts'

/** Milliseconds: for a whole file; for the text of all the PDFs within an archive; for that of one PDF, and for its names. */
export type Time = { readonly file: number; readonly pdfs: number; readonly pdf: number; readonly names: number }
export const mostTime: Time = { file: 600_000, pdfs: 300_000, pdf: 60_000, names: 60_000 }

/** The time was over before everything was looked at: people must decide. */
export class Unfinished extends Error {
  override name = 'Unfinished'
}

/** Bytes that stop coming when the time is over. */
export function inTime(open: Openable, most: number): Openable {
  const until = performance.now() + most
  return async function* (from, to) {
    for await (const piece of open(from, to)) {
      if (performance.now() >= until) throw new Unfinished()
      yield piece
    }
  }
}
