/** What a delivery changed, where that can only be shown: a page around each picture, and the picture. */
import { type Assignment, listSubmissions } from '../../../db/telework/assignments/find.ts'
import { decide } from '../../../policies/telework/assignments.ts'
import { changePages, changesOnPage } from '../../../policies/telework/entries.ts'
import { ChangesPage } from '../../../views/telework/entries/changes.tsx'
import type { TableSheet } from '../../files/drawing/table-sheet.ts'
import { insistOnLooking, insistOnOwnPage, picture } from '../../files/picture.ts'
import type { Ctx } from '../../kernel/context.ts'
import { found, insist, NotFound } from '../../kernel/errors.tsx'
import { page } from '../../kernel/page.tsx'
import type { routes } from '../../kernel/routes.ts'
import { factsFor, insistOpen, openContent } from '../../safety/content.ts'
import { crumbsTo, load, titleOf } from '../assignments/load.ts'
import { aboutLot, type Change, changesIn } from '../assignments/shown.ts'
import { drawSheet } from './sheets.ts'

export function changing({ get }: ReturnType<typeof routes>) {
  get('/assignments/:id/changes/:version/pages/:n', 'assignment.read-delivery', async (c) => {
    const { assignment, submission, number } = await ready(c)
    const { say } = c.var
    const { id } = assignment
    const title = say.t.entries.changes.title(submission.version)
    const body = (
      <ChangesPage
        say={say}
        id={id}
        lot={titleOf(c, assignment)}
        shown={{ version: submission.version, number, count: submission.changeCount }}
      />
    )
    const breadcrumb = [...crumbsTo(c, assignment), { href: `/assignments/${id}`, label: titleOf(c, assignment) }]
    return page(c, { title: `${title} ${titleOf(c, assignment)}`, body, breadcrumb })
  })

  get('/assignments/:id/changes/:version/pages/:n/picture', 'assignment.read-delivery', async (c) => {
    insistOnOwnPage(c)
    const { assignment, submission, permit, number } = await ready(c)
    await c.var.limits.spend('page', c.var.actor.id)
    const detail = { version: submission.version, page: number }
    const opened = await openContent(c, { ...aboutLot(assignment), use: 'open', form: 'page', permit, detail })
    const changes = await changesIn(c, opened.opening, submission.changes)
    const from = (number - 1) * changesOnPage
    const sheet = sheetOf(c, assignment, changes.slice(from, from + changesOnPage))
    return picture(c, opened, (mark) => drawSheet(sheet, mark))
  })
}

async function ready(c: Ctx) {
  const assignment = await load(c)
  const permit = insist(c, decide('assignment.read-delivery', c.var.actor, assignment.facts))
  insistOnLooking(c)
  if ((await factsFor(c, aboutLot(assignment))).handling.download) throw new NotFound()
  await insistOpen(c, 'open', aboutLot(assignment))
  const submissions = await listSubmissions(c.var.db.read, assignment.id)
  const submission = found(submissions.find(({ version }) => String(version) === c.req.param('version')))
  const number = /^[1-9]\d{0,3}$/.test(c.req.param('n')!) ? Number(c.req.param('n')) : 0
  if (number < 1 || number > changePages(submission.changeCount)) throw new NotFound()
  return { assignment, permit, submission, number }
}

function sheetOf({ var: { say } }: Ctx, { packageNumber, lotNumber }: Assignment, changes: readonly Change[]): TableSheet {
  const words = say.t.entries
  return {
    title: words.pictureTitle(packageNumber, say.number(lotNumber)),
    columns: [words.changes.column, words.changes.value],
    rows: changes.map(({ row, column, before, after }) => ({
      number: row,
      cells: [{ text: column }, { text: after, before }],
    })),
  }
}
