/** The rows of a lot that is only shown: a page around each picture, the picture itself, and the way to the page of a row. */

import { findLastPage } from '../../../db/records/readings.ts'
import { type Assignment, listSubmissions } from '../../../db/telework/assignments/find.ts'
import { countEntries, listEntries } from '../../../db/telework/entries.ts'
import { isRefusal } from '../../../policies/kernel/decision.ts'
import { decideAccess } from '../../../policies/safety/access.ts'
import { decide } from '../../../policies/telework/assignments.ts'
import { decideEntry, pageOfRow } from '../../../policies/telework/entries.ts'
import type { Problem } from '../../../views/kernel/forms.tsx'
import { SheetPage } from '../../../views/telework/entries/page.tsx'
import { insistOnLooking, insistOnOwnPage, picture } from '../../files/picture.ts'
import type { Ctx } from '../../kernel/context.ts'
import { insist, NotFound } from '../../kernel/errors.tsx'
import { fillForm } from '../../kernel/form-act.tsx'
import type { Typed } from '../../kernel/forms.ts'
import { page } from '../../kernel/page.tsx'
import type { routes } from '../../kernel/routes.ts'
import { newOnce } from '../../kernel/seen.ts'
import { factsFor, insistOpen, openContent } from '../../safety/content.ts'
import { crumbsTo, load, titleOf } from '../assignments/load.ts'
import { aboutLot, howShown } from '../assignments/shown.ts'
import { linesIn } from './form.ts'
import { drawSheet, type Sheet, sheetAt, sheetFor, sheetsOf } from './sheets.ts'

export function paging({ get }: ReturnType<typeof routes>) {
  get('/assignments/:id/pages', 'assignment.open', async (c) => {
    const { assignment, sheets } = await ready(c)
    const { id, firstRow, lastRow } = assignment
    const row = Number((c.req.query('row') ?? '').normalize('NFKC').replace(/[,\s]/g, ''))
    const isThere = Number.isInteger(row) && row >= firstRow && row <= lastRow
    if (isThere) return c.redirect(`/assignments/${id}/pages/${pageOfRow(sheets, row - firstRow)}?row=${row}#row-1`, 303)
    const last = await findLastPage(c.var.db.read, id, c.var.actor.id)
    return c.redirect(`/assignments/${id}/pages/${Math.min(last ?? 1, sheets.length)}`, 303)
  })

  get('/assignments/:id/pages/:n', 'assignment.open', async (c) => {
    const { assignment, sheets } = await ready(c)
    return showSheet(c, assignment, sheets, sheetAt(sheets, c.req.param('n')))
  })

  get('/assignments/:id/pages/:n/picture', 'assignment.open', async (c) => {
    insistOnOwnPage(c)
    const { assignment, permit, sheets } = await ready(c)
    const sheet = sheetAt(sheets, c.req.param('n'))
    const { say, limits, actor } = c.var
    await limits.spend('page', actor.id)
    const wish = { ...aboutLot(assignment), use: 'open', form: 'page', permit, detail: { page: sheet.number } } as const
    const opened = await openContent(c, wish)
    const title = say.t.entries.pictureTitle(assignment.packageNumber, say.number(assignment.lotNumber))
    const table = await sheetFor(c, opened.opening, assignment, sheet, title)
    return picture(c, opened, (mark) => drawSheet(table, mark))
  })
}

/** What opens now as pages, or the reason why not. Rows that leave as a file have no pages. */
async function ready(c: Ctx) {
  const assignment = await load(c)
  const permit = insist(c, decide('assignment.open', c.var.actor, assignment.facts))
  insistOnLooking(c)
  if ((await factsFor(c, aboutLot(assignment))).handling.download) throw new NotFound()
  await insistOpen(c, 'open', aboutLot(assignment))
  return { assignment, permit, sheets: await sheetsOf(c.var.store, assignment) }
}

type Said = { readonly typed: Typed; readonly problems: readonly Problem[] }

/** `said`: a refused form; the page is then shown around it even where the passkey has to be touched anew for the picture. */
export async function showSheet(
  c: Ctx,
  assignment: Assignment,
  sheets: readonly Sheet[],
  sheet: Sheet,
  { typed, problems }: Said = { typed: {}, problems: [] },
) {
  const { say, db, actor } = c.var
  const { id, header } = assignment
  const here = `/assignments/${id}/pages/${sheet.number}`
  const { touch, facts } = await howShown(c, assignment, here)
  const open = decideAccess('open', facts)
  const row = Number(c.req.query('row'))
  const saved = Number(c.req.query('saved'))
  const body = (
    <SheetPage
      say={say}
      assignment={assignment}
      sheet={sheet}
      pages={sheets.length}
      touch={touch}
      own={assignment.workerId === actor.id}
      mayEnter={!isRefusal(decideEntry('entry.put', actor, assignment.facts, open))}
      row={row >= sheet.first && row <= sheet.last ? row : sheet.first}
      corrections={(await listEntries(db.read, id, { from: sheet.first, to: sheet.last })).map((entry) => ({
        ...entry,
        column: header[entry.columnIndex] ?? '',
      }))}
      corrected={await countEntries(db.read, id)}
      mend={await mendingOf(c, assignment, sheets)}
      lines={linesIn(typed)}
      long={(typed.long ?? c.req.query('long')) === 'yes'}
      form={fillForm(undefined, typed, problems)}
      token={newOnce}
    />
  )
  const words = say.t.entries
  const announce = saved > 0 ? words.form.saved(saved) : c.req.query('removed') ? words.form.removed : undefined
  const title = `${words.rows(say.number(sheet.first), say.number(sheet.last))} ${titleOf(c, assignment)}`
  const breadcrumb = [...crumbsTo(c, assignment), { href: `/assignments/${id}`, label: titleOf(c, assignment) }]
  return page(c, { title, body, breadcrumb, announce }, problems.length > 0 ? 422 : 200)
}

/** The points of the last return, each with the page of its row. */
async function mendingOf(c: Ctx, { id, status, firstRow }: Assignment, sheets: readonly Sheet[]) {
  if (status !== 'returned') return []
  const [last] = await listSubmissions(c.var.db.read, id)
  return (last?.points ?? []).map(({ row, words }) => ({
    row,
    words,
    page: row === null ? undefined : pageOfRow(sheets, row - firstRow),
  }))
}
