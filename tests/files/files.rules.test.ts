// Which kinds, limits and names of files there are; every hostile way to write a name.
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { cleanName, fileKinds, fileLimits, isPlainPath, kindByName, kinds, kindsFor } from '../../policies/files/files.ts'

describe('the table', () => {
  test('no ending belongs to two kinds', () => {
    const endings = kinds.flatMap((kind) => fileKinds[kind].extensions)
    expect(new Set(endings).size).toBe(endings.length)
    expect(endings.filter((ending) => !/^[a-z]+$/.test(ending))).toEqual([])
  })
  test('only what can be drawn is for reading only; nothing that is served can run in a page', () => {
    expect(kindsFor['material-view-only']).toEqual(['pdf', 'png', 'jpeg', 'csv', 'txt'])
    expect(kindsFor.material).toEqual(kinds)
    expect(kindsFor.delivery).toEqual(kinds)
    for (const kind of kinds) expect(fileKinds[kind].mime).not.toMatch(/html|svg|javascript|\/xml|\+xml/)
  })
  test('no kind is larger than a file may be, nor than clamd looks at', () => {
    for (const kind of kinds) expect(fileKinds[kind].most).toBeLessThanOrEqual(Math.min(fileLimits.fileBytes, 2 ** 31 - 1))
  })
})

describe('names', () => {
  test.for([
    ['report.pdf', 'report.pdf'],
    ['議事録（案）.docx', '議事録（案）.docx'],
    ['か\u3099.txt', 'が.txt'],
    ['C:\\Users\\hana\\a.csv', 'a.csv'],
    ['../../etc/passwd.txt', 'passwd.txt'],
    ['a\0.exe\r\n.pdf', 'a.exe.pdf'],
    ['annex\u202efdp.exe', 'annexfdp.exe'],
    ['a\u200b\u2066b\ufeff.pdf', 'ab.pdf'],
    ['report.pdf. . ', 'report.pdf'],
    ['CON', '_CON'],
    ['nul.pdf', '_nul.pdf'],
    ['com¹.txt', '_com¹.txt'],
    ['console.txt', 'console.txt'],
    ['a.pdf:stream', 'a.pdf_stream'],
    ['<a>"b"|?*.txt', '_a__b____.txt'],
    ['', 'file'],
    ['..', 'file'],
    ['a/', 'file'],
    ['\u202e', 'file'],
  ])('%j is shown as %j', ([name, shown]) => expect(cleanName(name!)).toBe(shown))

  test('whatever is sent, what is shown is one plain name, and clean already', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary', maxLength: 400 }), (name) => {
        const shown = cleanName(name)
        expect(isPlainPath(shown)).toBe(true)
        expect([...shown].length).toBeLessThanOrEqual(200)
        expect(cleanName(shown)).toBe(shown)
      }),
    )
  })
  test('a long name keeps its ending', () => {
    expect(cleanName(`${'長'.repeat(500)}.pdf`)).toBe(`${'長'.repeat(196)}.pdf`)
  })
})

test.for([
  ['a.pdf', 'pdf'],
  ['A.PDF', 'pdf'],
  ['a.jpg', 'jpeg'],
  ['a.b.jpeg', 'jpeg'],
  ['a.pdf ', 'pdf'],
  ['フォルダ/a.csv', 'csv'],
  ['a.exe.pdf', 'pdf'],
  ['a.pdf.exe', undefined],
  ['a.pdf\u202e', 'pdf'],
  ['pdf', undefined],
  ['.pdf', undefined],
  ['a..pdf', undefined],
  ['a.ｐｄｆ', undefined],
  ['a.pdf/', undefined],
  ['a.constructor', undefined],
  ['a.doc', undefined],
  ['a.xlsm', undefined],
  ['a.svg', undefined],
] as const)('%j announces %s', ([name, kind]) => expect(kindByName(name)).toBe(kind))

test.for([
  ['a.txt', true],
  ['a/b/c.txt', true],
  ['a/', true],
  ['か\u3099/表.txt', true],
  ['[Content_Types].xml', true],
  ['', false],
  ['/a', false],
  ['a//b', false],
  ['./a', false],
  ['a/./b', false],
  ['../a', false],
  ['a/..', false],
  ['a/.../b', false],
  ['a\\b', false],
  ['c:a', false],
  ['a:b', false],
  ['a/b.', false],
  ['a /b', false],
  ['con', false],
  ['a/AUX.txt', false],
  ['a/lpt1', false],
  ['a\u202eb', false],
  ['a\nb', false],
  ['a\0b', false],
  ['a?b', false],
] as const)('path %j is plain: %s', ([path, plain]) => expect(isPlainPath(path)).toBe(plain))
