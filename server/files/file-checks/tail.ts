/** Looks at what stands at the very end of a file: a second file is appended there, for readers that begin from behind. */

/** An archive's last record with the longest comment that it may have. */
export const tailLength = 22 + 65_535
/** Cameras and printers leave a few bytes of their own; more than this is something else. */
export const slack = 1_024

/** Readers of ZIP find its last record anywhere in here; the zeros are its disk numbers, so that chance does not look like one. */
export const endsLikeArchive = (tail: Buffer): boolean => tail.includes('PK\x05\x06\0\0\0\0', 0, 'latin1')

const beginnings = ['PK\x03\x04', '%PDF-', 'MZ', '<?php', '<script', '<html', '\x7fELF', 'Rar!', '7z\xbc\xaf']
/** What may follow the end of a picture or a document: not much, and nothing that begins something. */
export const isHarmless = (rest: Buffer): boolean =>
  rest.length <= slack && !beginnings.some((sign) => rest.toString('latin1').toLowerCase().startsWith(sign.toLowerCase()))
