/** Recognises what a file really is by its first bytes. */
import { fileTypeFromBuffer } from 'file-type'
import type { FileKind, Found } from '../../../policies/files/files.ts'

/** As many bytes as file-type likes to see. */
export const headLength = 4_100

const signatures: readonly (readonly [Found, string, number?])[] = [
  ['pdf', '%PDF-'],
  ['png', '\x89PNG\r\n\x1a\n'],
  ['jpeg', '\xff\xd8\xff'],
  ['zip', 'PK\x03\x04'],
  ['zip', 'PK\x05\x06'],
  ['zip', 'PK\x07\x08'],
  ['old-office', '\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1'],
  ['rich-text', '{\\rtf'],
  ['program', '\x7fELF'],
  ['program', '\xfe\xed\xfa'],
  ['program', '\xcf\xfa\xed\xfe'],
  ['program', '\xce\xfa\xed\xfe'],
  ['program', '\xca\xfe\xba\xbe'],
  ['program', 'L\0\0\0\x01\x14\x02\0'],
  ['script', '#!'],
  ['script', '%!PS'],
  ['archive', '\x1f\x8b'],
  ['archive', '7z\xbc\xaf\x27\x1c'],
  ['archive', 'Rar!\x1a'],
  ['archive', '\xfd7zXZ\0'],
  ['archive', '\x28\xb5\x2f\xfd'],
  ['archive', 'MSCF\0'],
  ['picture', 'II*\0'],
  ['picture', 'MM\0*'],
]
/** These letters may begin a text as well. */
const ambiguous: typeof signatures = [
  ['program', 'MZ'],
  ['archive', 'BZh'],
  ['archive', '-lh', 2],
  ['archive', 'ustar', 257],
  ['picture', 'GIF8'],
  ['picture', 'BM'],
  ['picture', 'WEBP', 8],
]

/**
 * Comments before the first tag are one stretch, from where the first begins to any end of one: counting them one by one takes twice as
 * long for each further one. Browsers end one by `-->` and `--!>`, and take `<!-->` for a whole one.
 */
const opening = (names: string) => new RegExp(`^\\s*(?:<!(?=--)[\\s\\S]*?--!?>\\s*)?<(?:${names})`, 'i')
const markup: readonly (readonly [Found, RegExp])[] = [
  ['script', opening('\\?(?!xml)|%|script[\\s>]|job[\\s>]|scriptlet|hta:')],
  ['html', opening('!doctype html|(?:html|head|body|style|iframe|object|embed|base|meta|link|title|form|img|svg:|a)[\\s>/]')],
  ['svg', /^\s*(?:<[!?][\s\S]*?>\s*)?<(?:\w+:)?svg[\s>]/i],
  ['html', /^\s*(?:<[!?][\s\S]*?>\s*)?<(?:\w+:)?html[\s>]/i],
  ['xml', opening('\\?xml|!doctype|!entity')],
  ['html', /^\s*mime-version:\s/i],
  ['script', /^\s*(?:@echo\b|option explicit\b|on error resume next\b|\[(?:internetshortcut|autorun)\])/i],
  ['script', /^.{0,300}\b(?:createobject|wscript\.|invoke-expression|new-object net\.webclient)/is],
]

/**
 * What these first bytes are. Text is whatever holds no letters that only machines use; scripts without a sign of their own are text too,
 * and do no harm as what they are served as: plain text, as an attachment.
 */
export function sniff(head: Buffer): Found {
  const bytes = head.toString('latin1')
  const begins = ([, signature, at = 0]: (typeof signatures)[number]) => bytes.startsWith(signature, at)
  const sure = signatures.find(begins)
  if (sure) return sure[0]
  if (bytes.slice(0, 1_024).includes('%PDF-')) return 'mixed'
  const text = decodeHead(head)
  if (controls.test(text.endsWith('\x1a') ? text.slice(0, -1) : text)) return ambiguous.find(begins)?.[0] ?? 'unknown'
  for (const [found, sign] of markup) if (sign.test(text)) return found
  return 'text'
}

/** Letters that text does not hold: a NUL is a program or a picture, an escape is ISO-2022 or a terminal's. Tab, LF, VT, FF, CR may be. */
// biome-ignore lint/suspicious/noControlCharactersInRegex: they are what is looked for
export const controls = /[\0-\x08\x0e-\x1f]/

export type Utf16 = 'utf-16le' | 'utf-16be'
export const utf16 = (head: Uint8Array): Utf16 | undefined =>
  head[0] === 0xff && head[1] === 0xfe ? 'utf-16le' : head[0] === 0xfe && head[1] === 0xff ? 'utf-16be' : undefined

/** Which Japanese encoding it is does not matter here. */
const decodeHead = (head: Buffer): string =>
  new TextDecoder(utf16(head) ?? 'utf-8').decode(head, { stream: true }).slice(0, 2_048)

const alike: Record<Exclude<FileKind, 'csv' | 'txt'>, RegExp> = {
  pdf: /^pdf$/,
  png: /^a?png$/,
  jpeg: /^jpg$/,
  zip: /^zip$/,
  // Which of them it is, office.ts reads for itself.
  xlsx: /^(?:xls[xm]|docx|pptx|zip)$/,
  docx: /^(?:doc[xm]|xlsx|pptx|zip)$/,
  pptx: /^(?:ppt[xm]|xlsx|docx|zip)$/,
}

/**
 * A second opinion by file-type, which calls itself a hint: asked about a few KiB only, and only once our own signature said the same, so
 * that its many readers never see anything else.
 */
export async function agrees(kind: Exclude<FileKind, 'csv' | 'txt'>, head: Buffer): Promise<boolean> {
  const told = await fileTypeFromBuffer(head).catch(() => undefined)
  return told === undefined || alike[kind].test(told.ext)
}
