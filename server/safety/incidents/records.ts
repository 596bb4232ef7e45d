/** The records of access to a package as a table to take along: who saw or took what, when and from where. */
import { type Reading, readReadings } from '../../../db/safety/incidents/evidence.ts'
import { inJapan } from '../../../policies/kernel/days.ts'
import { decide } from '../../../policies/safety/incidents.ts'
import { formWords, placeWords } from '../../../views/safety/incidents/holders.tsx'
import { attachment } from '../../kernel/attachment.ts'
import type { Ctx } from '../../kernel/context.ts'
import { insist } from '../../kernel/errors.tsx'
import type { routes } from '../../kernel/routes.ts'
import { encodeRow, withBom, withoutFormula } from '../../packages/csv/encode.ts'
import { readBy } from '../readings.ts'
import { load } from './load.ts'

export const handingOut = ({ get }: ReturnType<typeof routes>) =>
  get('/incidents/:id/records', 'incident.export', async (c) => {
    const { incident } = await load(c)
    const permit = insist(c, decide('incident.export', c.var.actor, incident.facts))
    const { t, db, limits, actor } = c.var
    await limits.spend('file', actor.id)
    await db.write(readBy(c), (tx) => tx.record(permit, { records: true }))
    return attachment(c, t.incidents.one.readings.file(incident.number), withBom(rows(c, readReadings(db.read, incident))))
  })

/** A row at a time, so that a long history needs no memory. Times as they are sorted, in Japan. */
async function* rows(c: Ctx, readings: AsyncIterable<Reading>): AsyncGenerator<Uint8Array> {
  const { say } = c.var
  const { t } = say
  const words = t.incidents.one.readings
  const encoder = new TextEncoder()
  const row = (cells: readonly string[]) => encoder.encode(encodeRow(cells.map(withoutFormula)))
  yield row([words.at, words.who, words.what, words.about, words.rows, words.where, words.form])
  for await (const one of readings)
    yield row([
      inJapan(one.at).slice(0, 19).replace('T', ' '),
      say.name(one) || t.audit.system,
      t.acts[one.act].done,
      one.number === null ? words.whole : words.lot(String(one.number)),
      one.firstRow === null ? '' : `${one.firstRow}-${one.lastRow}`,
      placeWords(t, one.place),
      formWords(t, one.form),
    ])
}
