/** Runs of combining marks that no language writes: normalising sorts each run, which takes the square of its length. */

/** Unicode (UAX 15) calls a text safe for streams with at most 30 of them. */
export const withoutCrowds = (text: string): string => text.replace(/\p{M}{31,}/gu, '')
