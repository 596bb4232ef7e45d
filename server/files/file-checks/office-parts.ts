/** Which parts an Office file may have, by their paths. */
import type { FileProblem } from '../../../policies/files/files.ts'

/** How a part is checked, or why it must not be there. */
type PartRule = 'xml' | 'vml' | 'relations' | 'png' | 'jpeg' | 'opaque' | FileProblem

const embedded: FileProblem = { kind: 'active-content', what: 'embedded-object' }

/** The first that matches decides; what nothing matches is refused. */
const rules: readonly (readonly [RegExp, PartRule])[] = [
  [/(?:^|\/)vba\w*\.(?:bin|xml)$|(?:^|\/)(?:intl)?macrosheets\/|(?:^|\/)dialogsheets\/|\.xlam$|\.xla$/, { kind: 'macro' }],
  [/(?:^|\/)activex\/|(?:^|\/)embeddings\/|(?:^|\/)afchunk|oleobject/, embedded],
  [/\.(?:zip|7z|rar|lzh|cab|docx|xlsx|pptx|docm|xlsm|pptm|xlsb)$/, { kind: 'archive-nested' }],
  [/\.rels$/, 'relations'],
  [/\.(?:xml|svg)$/, 'xml'],
  [/\.vml$/, 'vml'],
  [/\.png$/, 'png'],
  [/\.jpe?g$/, 'jpeg'],
  [/\.(?:gif|bmp|dib|emf|wmf|emz|wmz|tiff?|wdp)$/, 'opaque'],
  [/\.(?:odttf|fntdata|ttf)$/, 'opaque'],
  [/(?:^|\/)printersettings\/[^/]+\.bin$/, 'opaque'],
  [/(?:^|\/)customproperty\d*\.bin$/, 'opaque'],
]

export const partRule = (path: string): PartRule =>
  rules.find(([pattern]) => pattern.test(path.toLowerCase()))?.[1] ?? { kind: 'archive-content' }
