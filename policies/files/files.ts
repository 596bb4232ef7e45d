/** Which files may enter the platform: kinds, limits, names, and what can be wrong with a file. */
import { plainText, withoutHidden } from '../kernel/marks.ts'

export const kinds = ['pdf', 'png', 'jpeg', 'csv', 'txt', 'xlsx', 'docx', 'pptx', 'zip'] as const
export type FileKind = (typeof kinds)[number]

type KindRule = {
  /** In lower case, without the dot. */
  readonly extensions: readonly string[]
  /** What the file is served as, whatever the sender called it. */
  readonly mime: string
  /** Can be shown as pages to read, so that the file itself stays. */
  readonly viewable: boolean
  /** Bytes. */
  readonly most: number
}

const mebibyte = 1024 ** 2
const gibibyte = 1024 ** 3
const office = 'application/vnd.openxmlformats-officedocument'

/**
 * Everything that is not in this table stays out. `most` of a ZIP is also what all of its content may come to, and keeps the largest
 * file within what a virus scanner takes (clamd refuses 2 GiB).
 */
export const fileKinds: Record<FileKind, KindRule> = {
  pdf: { extensions: ['pdf'], mime: 'application/pdf', viewable: true, most: 512 * mebibyte },
  png: { extensions: ['png'], mime: 'image/png', viewable: true, most: 128 * mebibyte },
  jpeg: { extensions: ['jpg', 'jpeg'], mime: 'image/jpeg', viewable: true, most: 128 * mebibyte },
  csv: { extensions: ['csv'], mime: 'text/csv', viewable: true, most: 512 * mebibyte },
  txt: { extensions: ['txt'], mime: 'text/plain', viewable: true, most: 512 * mebibyte },
  xlsx: { extensions: ['xlsx'], mime: `${office}.spreadsheetml.sheet`, viewable: false, most: 256 * mebibyte },
  docx: { extensions: ['docx'], mime: `${office}.wordprocessingml.document`, viewable: false, most: 256 * mebibyte },
  pptx: { extensions: ['pptx'], mime: `${office}.presentationml.presentation`, viewable: false, most: 256 * mebibyte },
  zip: { extensions: ['zip'], mime: 'application/zip', viewable: false, most: gibibyte },
}

/** Which kinds a feature takes. Files that may not leave (`handling[…].download` is false) must be of a kind that can be shown. */
export const kindsFor = {
  material: kinds,
  'material-view-only': kinds.filter((kind) => fileKinds[kind].viewable),
  delivery: kinds,
} as const satisfies Record<string, readonly FileKind[]>

/** Bytes and counts; `freeShare` is the part of the disk that always stays free (OWASP ASVS v5.0.0-5.1.1). */
export const fileLimits = {
  partBytes: 8 * mebibyte,
  fileBytes: 2 * gibibyte,
  filesPerPackage: 200,
  bytesPerPackage: 5 * gibibyte,
  openUploadsPerPerson: 20,
  freeShare: 0.1,
} as const

/** A picture is refused by what its header says, before anything is decoded (OWASP ASVS v5.0.0-5.2.6). */
export const pictureLimits = { pixels: 100_000_000, side: 20_000 } as const

/**
 * What an archive may unpack to (OWASP ASVS v5.0.0-5.2.3). An ordinary address list measured 10.1 times and sheets with many equal
 * cells far more, so a limit of 10 would refuse everyday work, while a DEFLATE bomb comes close to 1,000. Below `freely` no ratio
 * does harm.
 */
export const archiveLimits = {
  entries: 1_000,
  ratio: 100,
  freely: 16 * mebibyte,
  bytes: { zip: gibibyte, office: 512 * mebibyte },
  nameBytes: 1_000,
} as const

/** What was found where another kind was announced. `mixed`: one file that is two, or has something put before or behind it. */
export type Found =
  | FileKind
  | 'text'
  | 'html'
  | 'svg'
  | 'xml'
  | 'script'
  | 'program'
  | 'old-office'
  | 'rich-text'
  | 'archive'
  | 'picture'
  | 'mixed'
  | 'unknown'

/**
 * What a file would do by itself. `hidden`: a part of a PDF that cannot be looked into; `opening`: what a PDF does when it is opened;
 * `connection`: a table that is fetched from elsewhere; `outside-formula`: a formula that fetches, sends or starts something.
 */
export type ActiveContent =
  | 'javascript'
  | 'launch'
  | 'embedded-file'
  | 'media'
  | 'form'
  | 'hidden'
  | 'embedded-object'
  | 'external-link'
  | 'link-to-file'
  | 'data-exchange'
  | 'opening'
  | 'connection'
  | 'outside-formula'
  | 'unknown-field'
  | 'unknown-part'
  | 'xml-entity'
  | 'script'

type Problem =
  | { readonly kind: 'extension'; readonly allowed: readonly FileKind[] }
  | { readonly kind: 'content'; readonly expected: FileKind; readonly found: Found }
  /** `expands`: packed words or a colour profile in a picture, which come to too much. */
  | { readonly kind: 'empty' | 'damaged' | 'encrypted' | 'macro' | 'expands' }
  /** Checking it came to no end: held, and for people to decide about. */
  | { readonly kind: 'unfinished' }
  | { readonly kind: 'too-large'; readonly most: number }
  | { readonly kind: 'encoding'; readonly line: number }
  | { readonly kind: 'active-content'; readonly what: ActiveContent }
  | { readonly kind: 'pixels'; readonly width: number; readonly height: number }
  /** `cell` as in B12, `page` from 1. The digits themselves are never told. */
  | {
      readonly kind: 'my-number'
      readonly where: 'name' | 'text'
      readonly line?: number
      readonly cell?: string
      readonly page?: number
    }
  | { readonly kind: 'archive-path' | 'archive-link' | 'archive-nested' | 'archive-content' }
  | { readonly kind: 'archive-bomb'; readonly why: 'size' | 'ratio' | 'overlap' }
  | { readonly kind: 'archive-entries'; readonly most: number }
  | { readonly kind: 'archive-damaged'; readonly why: 'directory' | 'method' | 'twice' | 'hidden' | 'lies' | 'data' }
  | { readonly kind: 'virus'; readonly name: string }

/**
 * Why a file is refused. `entry` names the file within an archive or the part of an Office file, cleaned for showing; its number in
 * brackets stands there where the name itself must not be told. Nothing here repeats what the file holds.
 */
export type FileProblem = Problem & { readonly entry?: string }

/** The last part of whatever was sent as a name, fit to be shown and saved anywhere, at most 200 letters; never used as a path. */
export function cleanName(name: string): string {
  const last = visible(plainText(name).normalize('NFC')).split(/[/\\]/).at(-1)!
  const plain = last
    .replace(/[<>:"|?*]/g, '_')
    .replace(/(?<![. ])[. ]+$/, '')
    .trimStart()
  const whole = deviceName.test(plain) ? `_${plain}` : plain
  const dot = whole.lastIndexOf('.')
  const ending = dot > 0 && whole.length - dot <= 10 ? whole.slice(dot) : ''
  const letters = [...whole.slice(0, whole.length - ending.length)].slice(0, 200 - ending.length).join('')
  return letters + ending || 'file'
}

/** The kind that a name announces by its last ending, or undefined: report.pdf.exe is an exe. */
export function kindByName(name: string): FileKind | undefined {
  const ending = /[^.]\.([a-z]+)$/i.exec(cleanName(name))?.[1]?.toLowerCase()
  return ending === undefined ? undefined : kinds.find((kind) => fileKinds[kind].extensions.includes(ending))
}

/**
 * Whether a path in an archive stays inside the folder where it is unpacked, on Windows too, and means the same to everybody: no root, no
 * drive, no `..`, no backslash, no device, no letters that do not show, no name that ends in a dot or space.
 */
export function isPlainPath(path: string): boolean {
  const parts = path.replace(/\/$/, '').split('/')
  return path === visible(path) && parts.every((part) => !/^\.*$|[\\<>:"|?*]|[. ]$/.test(part) && !deviceName.test(part))
}

const deviceName = /^(?:con|prn|aux|nul|clock\$|conin\$|conout\$|com[0-9¹²³]|lpt[0-9¹²³])(?:\s*\..*)?$/i

/** Without control letters and those that turn or hide others (right-to-left override, zero width, tags). */
const visible = (text: string): string => withoutHidden(text).replace(/[\p{Cc}\ufffd]/gu, '')
