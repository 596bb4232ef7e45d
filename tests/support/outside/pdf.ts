/** Writes small PDF files by hand, good ones and hostile ones. */

type Pdf = {
  /** The operators of each page. */
  readonly pages: readonly string[]
  readonly box?: string
  /** Further entries of the catalogue, the trailer, the resources; further objects, numbered from 10. */
  readonly catalogue?: string
  readonly trailer?: string
  readonly resources?: string
  readonly objects?: readonly string[]
}

export function pdf({ pages, box = '0 0 595 842', catalogue = '', trailer = '', resources = '', objects = [] }: Pdf): Uint8Array {
  const firstPage = 10 + objects.length
  const fonts =
    '<< /F1 << /Type /Font /Subtype /Type1 /BaseFont /Helvetica >> ' +
    '/F2 << /Type /Font /Subtype /Type0 /BaseFont /MS-Gothic /Encoding /UniJIS-UTF16-H /DescendantFonts [ << /Type /Font ' +
    '/Subtype /CIDFontType2 /BaseFont /MS-Gothic /CIDSystemInfo << /Registry (Adobe) /Ordering (Japan1) /Supplement 2 >> ' +
    '/FontDescriptor << /Type /FontDescriptor /FontName /MS-Gothic /Flags 4 /FontBBox [0 -137 1000 859] /ItalicAngle 0 ' +
    '/Ascent 859 /Descent -137 /CapHeight 770 /StemV 80 >> >> ] >> >>'
  const kids = pages.map((_, i) => `${firstPage + 2 * i} 0 R`)
  const numbered = new Map<number, string>([
    [1, `<< /Type /Catalog /Pages 2 0 R ${catalogue} >>`],
    [2, `<< /Type /Pages /Kids [${kids.join(' ')}] /Count ${pages.length} >>`],
    [3, `<< /Font ${fonts} ${resources} >>`],
    ...objects.map((body, i): [number, string] => [10 + i, body]),
    ...pages.flatMap((operators, i): [number, string][] => [
      [
        firstPage + 2 * i,
        `<< /Type /Page /Parent 2 0 R /MediaBox [${box}] /Resources 3 0 R /Contents ${firstPage + 2 * i + 1} 0 R >>`,
      ],
      [firstPage + 2 * i + 1, stream(operators)],
    ]),
  ])
  let text = '%PDF-1.7\n'
  const at = new Map<number, number>()
  for (const [number, body] of numbered) {
    at.set(number, text.length)
    text += `${number} 0 obj\n${body}\nendobj\n`
  }
  const size = Math.max(...at.keys()) + 1
  const lines = Array.from({ length: size }, (_, number) =>
    at.has(number) ? `${String(at.get(number)).padStart(10, '0')} 00000 n \n` : '0000000000 65535 f \n',
  )
  return Buffer.from(
    `${text}xref\n0 ${size}\n${lines.join('')}trailer\n<< /Size ${size} /Root 1 0 R ${trailer} >>\nstartxref\n${text.length}\n%%EOF\n`,
    'latin1',
  )
}

export const stream = (content: string, entries = ''): string =>
  `<< ${entries} /Length ${content.length} >>\nstream\n${content}\nendstream`

export const latin = (x: number, y: number, size: number, words: string): string =>
  `BT /F1 ${size} Tf ${x} ${y} Td (${words}) Tj ET`
/** In a font that the file names and does not bring along. */
export const japanese = (x: number, y: number, size: number, words: string): string =>
  `BT /F2 ${size} Tf ${x} ${y} Td <${Buffer.from(words, 'utf16le').swap16().toString('hex')}> Tj ET`

/** Needs a password that nobody gave. */
export const encryptedPdf = (): Uint8Array =>
  pdf({
    pages: [latin(50, 700, 20, 'secret')],
    trailer: `/Encrypt << /Filter /Standard /V 1 /R 2 /P -4 /O <${'ab'.repeat(32)}> /U <${'cd'.repeat(32)}> >> /ID [<${'00'.repeat(16)}> <${'00'.repeat(16)}>]`,
  })

/** Nine forms, each drawing the next one ten times: a billion words in two kilobytes. */
export function endlessPdf(): Uint8Array {
  const depth = 9
  const forms = Array.from({ length: depth }, (_, i) =>
    i === depth - 1
      ? stream(latin(10, 10, 10, 'x'), '/Type /XObject /Subtype /Form /BBox [0 0 600 850] /Resources 3 0 R')
      : stream(`/X${i + 1} Do `.repeat(10), '/Type /XObject /Subtype /Form /BBox [0 0 600 850] /Resources 3 0 R'),
  )
  const named = forms.map((_, i) => `/X${i} ${10 + i} 0 R`).join(' ')
  return pdf({ pages: ['/X0 Do'], objects: forms, resources: `/XObject << ${named} >>` })
}
