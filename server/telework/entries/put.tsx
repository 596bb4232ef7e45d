/** Entering corrections and taking one back; each value is sealed before anything is written. */
import { z } from 'zod'
import { putEntries, removeEntry } from '../../../db/telework/entries.ts'
import { decideAccess } from '../../../policies/safety/access.ts'
import { type Act, decideEntry } from '../../../policies/telework/entries.ts'
import type { Ctx } from '../../kernel/context.ts'
import { found, insist } from '../../kernel/errors.tsx'
import { commit, readTyped } from '../../kernel/forms.ts'
import type { routes } from '../../kernel/routes.ts'
import { factsFor } from '../../safety/content.ts'
import { load } from '../assignments/load.ts'
import { aboutLot } from '../assignments/shown.ts'
import { readCorrections } from './form.ts'
import { showSheet } from './pages.tsx'
import { sheetAt, sheetsOf } from './sheets.ts'

const Removing = z.object({ page: z.string(), row: z.coerce.number().int(), column: z.coerce.number().int() })

export function entering({ post }: ReturnType<typeof routes>) {
  post('/assignments/:id/entries', 'entry.put', async (c) => {
    const { assignment, permit } = await ready(c, 'entry.put')
    const { id, packageId } = assignment
    const typed = await readTyped(c, { rows: true })
    const sheets = await sheetsOf(c.var.store, assignment)
    const sheet = sheetAt(sheets, String(typed.page ?? ''))
    if (typed.more) return showSheet(c, assignment, sheets, sheet, { typed, problems: [] })
    const read = await readCorrections(c, typed, assignment, sheet)
    if (!('puts' in read)) return showSheet(c, assignment, sheets, sheet, { typed, problems: read })
    const { puts, removals, row } = read
    const sealed = await Promise.all(
      puts.map(async ({ row, columnIndex, value }) => ({
        row,
        columnIndex,
        sealed: await c.var.store.sealText(packageId, value),
      })),
    )
    const taking = removals.length > 0 ? insist(c, await decideNow(c, 'entry.remove', assignment)) : undefined
    const said = new URLSearchParams({
      row: String(row),
      saved: String(puts.length + removals.length),
      ...(typed.long === 'yes' ? { long: 'yes' } : {}),
    })
    return commit(c, `/assignments/${id}/pages/${sheet.number}?${said}#row-1`, async (tx) => {
      if (sealed.length > 0) await putEntries(tx, permit, sealed)
      for (const cell of removals) await removeEntry(tx, taking!, cell)
    })
  })

  post('/assignments/:id/entries/removal', 'entry.remove', async (c) => {
    const { assignment, permit } = await ready(c, 'entry.remove')
    const { page, row, column } = found(Removing.safeParse(await readTyped(c)).data)
    const sheet = sheetAt(await sheetsOf(c.var.store, assignment), page)
    const back = `/assignments/${assignment.id}/pages/${sheet.number}?row=${row}&removed=yes#row-1`
    return commit(c, back, (tx) => removeEntry(tx, permit, { row, columnIndex: column - 1 }))
  })
}

type Lot = Awaited<ReturnType<typeof load>>
async function decideNow<A extends Act>(c: Ctx, act: A, assignment: Lot) {
  const open = decideAccess('open', await factsFor(c, aboutLot(assignment)))
  return decideEntry(act, c.var.actor, assignment.facts, open)
}

async function ready<A extends Act>(c: Ctx, act: A) {
  const assignment = await load(c)
  return { assignment, permit: insist(c, await decideNow(c, act, assignment)) }
}
