/** ZIPs that unpack to too much, elsewhere, or to something else than they say. */
import { file, type Hostile, latin, number, program } from './case.ts'
import { officeFile } from './office.ts'
import { pdf } from './pdf.ts'
import { png } from './pictures.ts'
import { unicodeName, type ZipEntry, zip64Sizes, zipOf } from './zip.ts'

const small = zipOf([{ name: 'a.txt', data: 'a' }])
const zeros = Buffer.alloc(32 * 1024 ** 2)
const inner = zipOf([{ name: 'b.txt', data: 'b' }]).subarray(0, 38)

const zip = (what: string, entries: ZipEntry[], problem: Hostile['problem'], options: Parameters<typeof zipOf>[1] = {}) =>
  file(what, 'a.zip', zipOf(entries, options), problem)
const text = { name: 'a.txt', data: 'abc' }
const bomb = zipOf([{ name: 'zeros.txt', data: zeros }])

export const archives: Hostile[] = [
  file('a flat bomb', 'a.zip', bomb, { kind: 'archive-bomb', why: 'ratio' }),
  zip(
    'a bomb of many',
    Array.from({ length: 4 }, (_, i) => ({ name: `${i}.txt`, data: zeros.subarray(0, 8 * 1024 ** 2) })),
    {
      kind: 'archive-bomb',
      why: 'ratio',
    },
  ),
  zip('a bomb in a bomb', [{ name: 'inner.zip', data: bomb }], { kind: 'archive-nested', entry: 'inner.zip' }),
  zip(
    'entries that lie in one another',
    [
      { name: 'a.txt', method: 0, data: inner },
      { name: 'b.txt', data: 'b', says: { offset: 35 } },
    ],
    {
      kind: 'archive-bomb',
      why: 'overlap',
    },
  ),
  zip('one content told of twice', [text, { ...text, says: { offset: 0 } }], { kind: 'archive-bomb', why: 'overlap' }),
  zip('more than all may be', [{ ...text, says: { size: 0xfffffff0 } }], { kind: 'archive-bomb', why: 'size' }),
  zip(
    'ZIP64 sizes beyond reason',
    [{ ...text, extra: zip64Sizes(2n ** 52n, 5n), says: { size: 0xffffffff, packed: 0xffffffff } }],
    {
      kind: 'archive-bomb',
      why: 'size',
    },
  ),
  zip(
    'ZIP64 content beyond the file',
    [{ ...text, extra: zip64Sizes(3n, 2n ** 40n), says: { size: 0xffffffff, packed: 0xffffffff } }],
    {
      kind: 'archive-damaged',
    },
  ),
  zip('a ZIP64 record with another count', [text], { kind: 'archive-damaged' }, { zip64: { count: 7 } }),
  zip(
    '1,001 entries',
    Array.from({ length: 1_001 }, (_, i) => ({ name: `${i}.txt` })),
    { kind: 'archive-entries', most: 1_000 },
  ),
  zip(
    'entries left out of the count',
    [text, { name: 'b.txt' }, { name: 'c.txt' }],
    { kind: 'archive-damaged', why: 'hidden' },
    { count: 1 },
  ),
  zip('less in it than told', [{ ...text, says: { size: 5_000 }, local: { size: 5_000 } }], {
    kind: 'archive-damaged',
    why: 'data',
  }),
  zip('more in it than told', [{ name: 'a.txt', data: zeros.subarray(0, 1024 ** 2), says: { size: 10 } }], {
    kind: 'archive-damaged',
    why: 'data',
  }),
  zip('another check sum', [{ ...text, says: { crc: 1 } }], { kind: 'archive-damaged', why: 'data', entry: 'a.txt' }),
  zip('a name in one place, another in the other', [{ ...text, local: { name: 'b.txt' } }], {
    kind: 'archive-damaged',
    why: 'lies',
  }),
  zip('sizes that differ', [{ ...text, local: { size: 9 } }], { kind: 'archive-damaged', why: 'lies' }),
  zip('packed sizes that differ', [{ ...text, local: { packed: 1 } }], { kind: 'archive-damaged', why: 'lies' }),
  zip('a password in one of two places', [{ ...text, local: { flags: 1 } }], { kind: 'archive-damaged', why: 'lies' }),
  zip('a name of 1,200 bytes', [{ name: `${'a/'.repeat(600)}a.txt` }], { kind: 'archive-path' }),
  zip('a second name in another folder', [{ name: latin('a.txt'), extra: unicodeName(latin('a.txt'), 'b/a.txt') }], {
    kind: 'archive-path',
  }),
  zip('a second name over a path that leaves', [{ name: latin('../a.txt'), extra: unicodeName(latin('../a.txt'), 'b/c.txt') }], {
    kind: 'archive-path',
  }),
  zip(
    'notes of macOS that are too long',
    [{ name: '._a.exe', data: Buffer.concat([Buffer.from('00051607', 'hex'), Buffer.alloc(70_000)]) }],
    {
      kind: 'archive-content',
    },
  ),
  zip('notes of macOS that are a program', [{ name: '._a.exe', data: program }], { kind: 'archive-content' }),
  zip('a few bytes before it', [text], { kind: 'archive-damaged', why: 'hidden' }, { before: latin('PK\x03\x04 and more') }),
  zip('methods that differ', [{ ...text, local: { method: 0 } }], { kind: 'archive-damaged', why: 'lies' }),
  zip('a method that is not DEFLATE', [{ ...text, method: 14 }], { kind: 'archive-damaged', why: 'method' }),
  zip('out of its folder', [{ name: '../../etc/cron.d/a.txt' }], { kind: 'archive-path' }),
  zip('out of its folder, Windows', [{ name: '..\\..\\a.txt' }], { kind: 'archive-path' }),
  zip('out of its folder, in the middle', [{ name: 'a/../../b.txt' }], { kind: 'archive-path' }),
  zip('from the root', [{ name: '/etc/passwd.txt' }], { kind: 'archive-path' }),
  zip('on a drive', [{ name: 'C:\\a.txt' }], { kind: 'archive-path' }),
  zip('on another server', [{ name: '\\\\server\\a.txt' }], { kind: 'archive-path' }),
  zip('a device', [{ name: 'a/NUL.txt' }], { kind: 'archive-path' }),
  zip('a name turned round', [{ name: 'a\u202etxt.csv' }], { kind: 'archive-path' }),
  zip('a NUL in the name', [{ name: 'a.exe\0.txt' }], { kind: 'archive-path' }),
  zip('a dot at the end', [{ name: 'a./b.txt' }], { kind: 'archive-path' }),
  zip('a name without letters', [{ name: '' }], { kind: 'archive-path' }),
  zip('a name in no encoding', [{ name: latin('\x82\xff\x81.txt') }], { kind: 'archive-path', entry: '(1)' }),
  zip('UTF-8 that is none', [{ name: latin('\x83\x5c.txt'), flags: 0x800 }], { kind: 'archive-path' }),
  zip('a second name that leaves its folder', [{ name: latin('a.txt'), extra: unicodeName(latin('a.txt'), '../a.txt') }], {
    kind: 'archive-path',
  }),
  zip('a second name that is a program', [{ name: latin('a.txt'), extra: unicodeName(latin('a.txt'), 'a.exe') }], {
    kind: 'archive-path',
  }),
  zip('a link', [{ name: 'a.txt', data: '/etc/passwd', mode: 0o120777 }], { kind: 'archive-link' }),
  zip('a device of Unix', [{ name: 'a.txt', mode: 0o020666 }], { kind: 'archive-link' }),
  zip('a password', [{ ...text, flags: 1 }], { kind: 'encrypted' }),
  zip('a password by AES', [{ ...text, method: 99 }], { kind: 'encrypted' }),
  zip('strong encryption', [{ ...text, flags: 0x41 }], { kind: 'encrypted' }),
  zip('a directory that is encrypted', [{ ...text, flags: 0x2000 }], { kind: 'encrypted' }),
  zip('a program', [{ name: 'setup.exe', data: program }], { kind: 'archive-content', entry: 'setup.exe' }),
  zip('a program called a text', [{ name: 'a/read.txt', data: program }], {
    kind: 'content',
    found: 'program',
    entry: 'a/read.txt',
  }),
  zip('an Office file in an archive', [{ name: 'a.docx', data: officeFile('docx') }], { kind: 'archive-nested' }),
  zip('an archive called a PDF', [{ name: 'a.pdf', data: small }], { kind: 'content', found: 'zip' }),
  zip('JavaScript in a PDF in it', [{ name: 'a.pdf', data: pdf('<< /S /JavaScript >>') }], {
    kind: 'active-content',
    entry: 'a.pdf',
  }),
  zip('a huge picture in it', [{ name: 'a.png', data: png(65_535, 65_535) }], { kind: 'pixels', entry: 'a.png' }),
  zip('notes of macOS that are none', [{ name: '__MACOSX/._a.txt', data: program }], { kind: 'content' }),
  zip('a number in a list in it', [{ name: 'list.csv', data: `a\n${number}\n` }], {
    kind: 'my-number',
    line: 2,
    entry: 'list.csv',
  }),
  zip('a number in a name', [{ name: `${number}.txt` }], { kind: 'my-number', where: 'name', entry: '(1)' }),
  zip('names that differ in case', [text, { name: 'A.TXT' }], { kind: 'archive-damaged', why: 'twice' }),
  zip('something before it', [text], { kind: 'content', found: 'program' }, { before: program }),
  zip('something between entries', [{ ...text, gap: Buffer.alloc(200, 'x') }, { name: 'b.txt' }], {
    kind: 'archive-damaged',
    why: 'hidden',
  }),
  zip('something behind its directory', [text], { kind: 'archive-damaged', why: 'hidden' }, { between: Buffer.alloc(500) }),
  zip('something behind it', [text], { kind: 'archive-damaged', why: 'directory' }, { behind: Buffer.alloc(10) }),
  zip('content in a folder', [{ name: 'a/', data: 'hidden' }, text], { kind: 'archive-damaged', why: 'hidden' }),
  zip('only folders', [{ name: 'a/' }], { kind: 'empty' }),
  file('an archive of nothing', 'a.zip', zipOf([]), { kind: 'empty' }),
  file('an archive that breaks off', 'a.zip', small.subarray(0, -30), { kind: 'archive-damaged', why: 'directory' }),
]
