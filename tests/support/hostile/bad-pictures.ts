/** Pictures that are too large, broken, or carry something. */
import { file, type Hostile, latin, other } from './case.ts'
import { chunk, comment, frame, header, jpeg, jpegBegin, jpegEnd, png, pngSign, scan } from './pictures.ts'
import { zipOf } from './zip.ts'

const small = zipOf([{ name: 'a.txt', data: 'a' }])

export const pictures: Hostile[] = [
  file('65,535 by 65,535', 'a.png', png(65_535, 65_535), { kind: 'pixels', width: 65_535, height: 65_535 }),
  file('a long strip', 'a.png', png(20_001, 1), { kind: 'pixels' }),
  file('a tall strip', 'a.png', png(1, 20_001), { kind: 'pixels' }),
  file('more than 100 megapixels', 'a.png', png(10_001, 10_000), { kind: 'pixels' }),
  file('4,294,967,295 by 1', 'a.png', png(0xffffffff, 1), { kind: 'pixels' }),
  file('no width', 'a.png', png(0, 5), { kind: 'damaged' }),
  file('a JPEG of 65,535 by 65,535', 'a.jpg', jpeg(65_535, 65_535), { kind: 'pixels' }),
  file('a second frame in a JPEG', 'a.jpg', jpeg(8, 8, frame(8, 8)), { kind: 'damaged' }),
  file('a huge picture behind a small one', 'a.jpg', Buffer.concat([jpeg(), jpeg(60_000, 60_000)]), { kind: 'pixels' }),
  file('a huge lossless JPEG', 'a.jpg', Buffer.concat([jpegBegin, frame(30_000, 30_000, 0xc3), scan, jpegEnd]), {
    kind: 'pixels',
  }),
  file('no size', 'a.jpg', Buffer.concat([jpegBegin, scan, jpegEnd]), { kind: 'damaged' }),
  file('no scan', 'a.jpg', Buffer.concat([jpegBegin, frame(8, 8), jpegEnd]), { kind: 'damaged' }),
  file('a JPEG that breaks off', 'a.jpg', jpeg().subarray(0, -2), { kind: 'damaged' }),
  file('a PNG that breaks off', 'a.png', png().subarray(0, -12), { kind: 'damaged' }),
  file('a PNG without a header', 'a.png', Buffer.concat([pngSign, chunk('IDAT'), chunk('IEND')]), { kind: 'damaged' }),
  file('a PNG with two headers', 'a.png', png(1, 1, header(60_000, 60_000)), { kind: 'damaged' }),
  file('a PNG without a picture', 'a.png', Buffer.concat([pngSign, header(1, 1), chunk('IEND')]), { kind: 'damaged' }),
  other('an archive behind a PNG', 'a.png', Buffer.concat([png(), small]), 'mixed'),
  other('an archive behind a JPEG', 'a.jpg', Buffer.concat([jpeg(), small]), 'mixed'),
  other('an archive in the comment of a JPEG', 'a.jpg', jpeg(8, 8, comment(small.toString('latin1'))), 'mixed'),
  other('an archive within a PNG', 'a.png', png(1, 1, chunk('teXt', small)), 'mixed'),
  other('a page behind a PNG', 'a.png', Buffer.concat([png(), latin('<html>')]), 'mixed'),
  other('a film behind a JPEG', 'a.jpg', Buffer.concat([jpeg(), Buffer.alloc(5_000, 'ftypmp42')]), 'mixed'),
]
