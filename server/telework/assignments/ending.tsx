/** A lot that ends before all of it is done: the manager takes it back, or says what was done of one that was handed back. */
import { z } from 'zod'
import { type Assignment, listSubmissions } from '../../../db/telework/assignments/find.ts'
import { settleRows, takeBack } from '../../../db/telework/assignments/move.ts'
import { countRowsEntered } from '../../../db/telework/entries.ts'
import { findDue } from '../../../db/telework/remuneration.ts'
import { maxRowsPerLot } from '../../../policies/packages/lots.ts'
import { decide, decideSettle } from '../../../policies/telework/assignments.ts'
import { type Done, leastRows, rowsDone, rowsFlaw, takingReasons } from '../../../policies/telework/taking-back.ts'
import { SettlePage, TakeBackPage } from '../../../views/telework/assignments/ending.tsx'
import { rowsOf } from '../../../views/telework/assignments/props.ts'
import type { Ctx } from '../../kernel/context.ts'
import { formAct } from '../../kernel/form-act.tsx'
import { fields } from '../../kernel/forms.ts'
import type { routes as routing } from '../../kernel/routes.ts'
import { crumbsTo, load as loadLot, titleOf } from './load.ts'

const rows = fields.whole(0, maxRowsPerLot)
const TakingBack = z.object({ reason: fields.choice(takingReasons), words: fields.text(500), rows })
const Settling = z.object({ rows, words: fields.optional(500) })

export function ending(routes: ReturnType<typeof routing>) {
  formAct(routes, 'assignment.take-back', {
    at: '/assignments/:id/taking-back',
    load,
    decide: (c, { lot }) => decide('assignment.take-back', c.var.actor, lot.facts),
    begin: (_, { done }) => ({ rows: String(rowsDone(done) ?? '') }),
    fields: TakingBack,
    check: (c, { done }, { data }) => flawOf(c, done, data),
    title: ({ t }) => t.ending.takeBack.title,
    under,
    body: (_, say, { lot, done }, form) => <TakeBackPage {...{ say, lot, done, form }} least={leastRows(done)} />,
    write: takeBack,
    done: ({ lot }) => `/assignments/${lot.id}`,
  })

  formAct(routes, 'assignment.settle', {
    at: '/assignments/:id/settlement',
    load,
    decide: (c, { lot, settled }) => decideSettle(c.var.actor, { ...lot.facts, settled }),
    begin: (_, { lot, done }) => ({ rows: String(lot.rowsSaid ?? rowsDone(done) ?? '') }),
    fields: Settling,
    check: (c, { lot, done }, { data }) => flawOf(c, done, data && { ...data, said: lot.rowsSaid }),
    title: ({ t }) => t.ending.settle.title,
    under,
    body: (_, say, { lot, done }, form) => <SettlePage {...{ say, lot, done, form }} least={leastRows(done)} />,
    write: settleRows,
    done: ({ lot }) => `/assignments/${lot.id}`,
  })
}

/** With what is recorded of the work on it. */
async function load(c: Ctx) {
  const db = c.var.db.read
  const lot = await loadLot(c)
  const [last] = await listSubmissions(db, lot.id)
  const points = last?.points.map(({ row }) => row)
  const done: Done = { rows: rowsOf(lot), points, entered: await countRowsEntered(db, lot.id) }
  return { lot, done, settled: (await findDue(db, lot.id)) !== undefined }
}

type Wish = Parameters<typeof rowsFlaw>[1]
function flawOf({ var: { say } }: Ctx, done: Done, wish: Wish | undefined) {
  const flaw = wish && rowsFlaw(done, wish)
  if (!flaw) return []
  const least = say.number(leastRows(done, wish.reason))
  const words = say.t.ending.rowsFlaws[flaw](least, say.number(done.rows))
  return [{ field: flaw === 'unexplained' ? 'words' : 'rows', words }]
}

const under = (c: Ctx, { lot }: { lot: Assignment }) => [
  ...crumbsTo(c, lot),
  { href: `/assignments/${lot.id}`, label: titleOf(c, lot) },
]
