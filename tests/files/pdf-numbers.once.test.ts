/** Individual numbers in the text of PDFs: found wherever a reader would see one, and not where there is none. */
import { expect, test } from 'vitest'
import { kinds } from '../../policies/files/files.ts'
import { Busy, countPages } from '../../server/files/drawing/index.ts'
import { checkFile, Unfinished } from '../../server/files/file-checks/index.ts'
import { mostTime } from '../../server/files/file-checks/time.ts'
import { number } from '../support/hostile/case.ts'
import { zipOf } from '../support/hostile/zip.ts'
import { japanese, latin, pdf } from '../support/outside/pdf.ts'

const groups = number.match(/.{4}/g)!
const check = (bytes: Uint8Array, name = 'a.pdf', time = mostTime) =>
  checkFile(
    {
      name,
      size: bytes.length,
      open: async function* (from = 0, to = bytes.length) {
        yield bytes.subarray(from, to)
      },
    },
    kinds,
    time,
  )
const page = (...lines: string[]) => lines.join('\n')
const note = `<< /Type /Annot /Subtype /Text /Rect [0 0 9 9] /Contents (${number}) >>`

test.for([
  ['as it is', pdf({ pages: [latin(60, 700, 12, `No. ${number}`)] }), 1],
  ['in groups, on the second page', pdf({ pages: ['', latin(60, 700, 12, groups.join('-'))] }), 2],
  [
    'in wide digits',
    pdf({ pages: [japanese(60, 700, 12, `番号${number.replace(/./g, (d) => String.fromCharCode(0xff10 + Number(d)))}`)] }),
    1,
  ],
  ['in the boxes of a form', pdf({ pages: [page(...[...number].map((d, i) => latin(60 + 24 * i, 700, 12, d)))] }), 1],
  [
    'in pieces that touch each other',
    pdf({ pages: [page(latin(60, 700, 12, number.slice(0, 5)), latin(93.36, 700, 12, number.slice(5)))] }),
    1,
  ],
  ['in a note', annotated(pdf({ pages: [''], objects: [note] })), 1],
] as const)('one that stands %s is found', async ([, bytes, at]) => {
  const answer = await check(bytes)
  expect(answer).toEqual({ problems: [{ kind: 'my-number', where: 'text', page: at }] })
  expect(JSON.stringify(answer)).not.toContain(number.slice(0, 4))
})

test('one in a PDF within a ZIP is found, and the PDF named', async () => {
  const inner = Buffer.from(pdf({ pages: [latin(60, 700, 12, number)] }))
  expect(await check(zipOf([{ name: '申請書.pdf', data: inner }]), 'a.zip')).toEqual({
    problems: [{ kind: 'my-number', where: 'text', page: 1, entry: '申請書.pdf' }],
  })
})

const wrong = number.slice(0, 11) + ((Number(number[11]) + 1) % 10)
test.for([
  ['the wrong check digit', pdf({ pages: [page(latin(60, 700, 12, wrong), latin(60, 650, 12, [...wrong].join(' ')))] })],
  ['a digit more', pdf({ pages: [page(latin(60, 700, 12, `${number}1`), latin(60, 650, 12, [...number, '1'].join(' ')))] })],
  ['two lines', pdf({ pages: [page(latin(60, 700, 12, number.slice(0, 6)), latin(60, 650, 12, number.slice(6)))] })],
  ['two columns', pdf({ pages: [page(latin(60, 700, 12, number.slice(0, 6)), latin(300, 700, 12, number.slice(6)))] })],
  ['a phone number', pdf({ pages: [latin(60, 700, 12, '0263-52-0280')] })],
] as const)('what has %s is none', async ([, bytes]) => {
  expect(await check(bytes)).toEqual({ kind: 'pdf' })
})

test('PDFs within a ZIP share their time; what was not read by its end is not passed', async () => {
  const inner = Buffer.from(pdf({ pages: [latin(60, 700, 12, 'x')] }))
  const zip = zipOf(['a.pdf', 'b.pdf'].map((name) => ({ name, data: inner })))
  await expect(check(zip, 'a.zip', { ...mostTime, pdfs: 10 })).rejects.toBeInstanceOf(Unfinished)
  expect(await check(zip, 'a.zip')).toEqual({ kind: 'zip' })
  // One that stands alone and takes too long for us is not refused for that.
  expect(await check(inner, 'a.pdf', { ...mostTime, pdf: 10 })).toEqual({ kind: 'pdf' })
})

test('one whose names are not looked for to their end is not passed', async () => {
  const plain = pdf({ pages: [latin(60, 700, 12, 'x')] })
  await expect(check(plain, 'a.pdf', { ...mostTime, names: 1 })).rejects.toBeInstanceOf(Unfinished)
})

test('what cannot be read as a PDF by us is not refused for that', async () => {
  const broken = Buffer.from(pdf({ pages: [latin(60, 700, 12, 'x')] }))
    .toString('latin1')
    .replace('/Type /Pages', '/Type /Pagez')
    .replace('/Kids', '/Kidz')
  expect(await check(Buffer.from(broken, 'latin1'))).toEqual({ kind: 'pdf' })
})

test('what could not be looked at because too much is drawn is not passed, and not called damaged', {
  timeout: 90_000,
}, async () => {
  const line = Array.from({ length: 102 }, () => countPages('txt', Buffer.from('x')))
  await expect(check(pdf({ pages: [latin(60, 700, 12, number)] }))).rejects.toBeInstanceOf(Busy)
  expect(await Promise.all(line)).toEqual(line.map(() => 1))
  expect(await check(pdf({ pages: [latin(60, 700, 12, number)] }))).toMatchObject({ problems: [{ kind: 'my-number' }] })
})

/** The first further object as an annotation of the first page; what follows in the file moves, and readers look for it. */
function annotated(bytes: Uint8Array): Uint8Array {
  return Buffer.from(
    Buffer.from(bytes).toString('latin1').replace('/Type /Page /Parent', '/Type /Page /Annots [10 0 R] /Parent'),
    'latin1',
  )
}
