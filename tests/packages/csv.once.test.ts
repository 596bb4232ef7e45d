// A list goes all the way: uploaded, split, handed out, corrected, joined; and other work goes on meanwhile.
import { expect, test } from 'vitest'
import { readDelivery } from '../../server/packages/csv/delivery.ts'
import { encodeRow } from '../../server/packages/csv/encode.ts'
import { lotRanges, lotRows } from '../../server/packages/csv/lots.ts'
import { download, imported, rangeOf, rowsIn, shiftJis, sourceOf } from '../support/outside/csv-sources.ts'

test('upload, split, correct every lot, join', async () => {
  const rows = Array.from({ length: 95 }, (_, i) => [`${i + 1}`, `施設${i + 1}`, i % 7 === 0 ? `一行目,\n"二"行目${i}` : ''])
  const upload = shiftJis([['番号', '名前', '備考'], ...rows].map(encodeRow).join('').replaceAll('\n', '\r\n'))
  const { stored, headerBytes, header } = await imported(upload)
  const joined: Uint8Array[] = [stored.subarray(0, headerBytes)]
  for (const lot of await lotRanges(sourceOf(stored), { headerBytes, rowsPerLot: 20 })) {
    const range = rangeOf(stored, lot.byteFrom, lot.byteTo)
    const sent: Uint8Array[] = []
    for await (const chunk of download([rangeOf(stored, 0, headerBytes), range])) sent.push(chunk)
    const corrected = Buffer.concat(sent).toString().replaceAll('施設', '公共施設')
    const delivery = await readDelivery(sourceOf(corrected), {
      header,
      firstRow: lot.firstRow,
      rowCount: lot.lastRow - lot.firstRow + 1,
      key: '番号',
      original: lotRows(range),
    })
    if ('problems' in delivery) throw new Error(JSON.stringify(delivery))
    expect(delivery.changes.map((change) => change.row)).toEqual(
      Array.from({ length: lot.lastRow - lot.firstRow + 1 }, (_, i) => lot.firstRow + i),
    )
    joined.push(delivery.bytes)
  }
  const [, ...result] = await rowsIn(Buffer.concat(joined))
  expect(result).toEqual(rows.map(([key, name, note]) => [key, name!.replace('施設', '公共施設'), note]))
})
