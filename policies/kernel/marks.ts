/** Letters that nobody sees, and runs of combining marks that no language writes: what is let in from outside goes through here. */

/** Normalising sorts each run of marks, which takes the square of its length; Unicode (UAX 15) calls a text safe for streams with at most 30. */
export const withoutCrowds = (text: string): string => text.replace(/\p{M}{31,}/gu, '')

/**
 * What no reader sees and no keyboard means: controls but for line ends and tab, formatting and bidirectional marks, what Unicode says to
 * ignore by default (DerivedCoreProperties, UAX 44), and the blank pattern of Braille, which looks like nothing. Variation selectors
 * stay: names are written with them.
 */
const hidden =
  /(?![\t\n\r])\p{Cc}|\p{Cf}|(?![\ufe00-\ufe0f\u{e0100}-\u{e01ef}])\p{Default_Ignorable_Code_Point}|[\u2028\u2029\u2800]/gu
export const withoutHidden = (text: string): string => text.replace(hidden, '')
/**
 * Text from outside as it is let in; what is no more than hidden letters is empty. A line ends in one letter: browsers send two for it and
 * count one (HTML, `maxlength` and the value of a text area).
 */
export const plainText = (text: string): string => withoutCrowds(withoutHidden(text)).replace(/\r\n?/g, '\n')
