/** Looking by broken glass: instructions, the list, deliveries and material, page by page, each recorded before it is shown. */

import { findPackageFile } from '../../../db/files/package-files.ts'
import { findInstructions, findLookable } from '../../../db/safety/break-glass.ts'
import { findAssignment } from '../../../db/telework/assignments/find.ts'
import { decideLook } from '../../../policies/safety/break-glass.ts'
import { GlassBriefPage, GlassSheetPage } from '../../../views/safety/break-glass/look.tsx'
import { filePage, filePicture } from '../../files/package-files/pages.tsx'
import { insistOnLooking, insistOnOwnPage, picture } from '../../files/picture.ts'
import type { Ctx } from '../../kernel/context.ts'
import { found, insist, NotFound } from '../../kernel/errors.tsx'
import { page } from '../../kernel/page.tsx'
import type { routes } from '../../kernel/routes.ts'
import { drawSheet, type Lot, sheetAt, sheetFor, sheetsOf } from '../../telework/entries/sheets.ts'
import { type About, insistOpen, openContent } from '../content.ts'
import { loadGlass, underOne } from './load.ts'

export function looking({ get }: ReturnType<typeof routes>) {
  get('/glass/:id/brief', 'glass.look', async (c) => {
    const looked = await ready(c)
    insistOnLooking(c)
    const { say, db } = c.var
    // The record stands before the words are read.
    await openContent(c, { ...looked.about, use: 'read', form: 'text', permit: looked.permit })
    const { title, brief, criteria } = await findInstructions(db.read, looked.about.packageId)
    const body = <GlassBriefPage say={say} title={title} brief={brief} criteria={criteria} />
    return page(c, { title: `${say.t.breakGlass.look.brief} ${title}`, body, breadcrumb: underOne(c, looked) })
  })

  get('/glass/:id/rows/:n', 'glass.look', async (c) => sheetPage(c, await ready(c), await listOf(c), undefined))
  get('/glass/:id/rows/:n/picture', 'glass.look', async (c) => sheetPicture(c, await ready(c), await listOf(c), undefined))

  get('/glass/:id/lots/:lot/:n', 'glass.look', async (c) => {
    const lot = Number(c.req.param('lot'))
    return sheetPage(c, await ready(c), await lotOf(c, lot), lot)
  })
  get('/glass/:id/lots/:lot/:n/picture', 'glass.look', async (c) => {
    const lot = Number(c.req.param('lot'))
    return sheetPicture(c, await ready(c), await lotOf(c, lot), lot)
  })

  get('/glass/:id/files/:file/pages/:page', 'glass.look', async (c) => {
    const looked = await ready(c)
    const file = await fileOf(c, looked.about)
    const back = { href: `/glass/${looked.glass.id}`, label: c.var.t.breakGlass.look.title }
    const place = { at: `${back.href}/files/${file.id}`, back, crumbs: underOne(c, looked).slice(0, -1) }
    return filePage(c, { file, permit: looked.permit, about: looked.about }, place)
  })
  get('/glass/:id/files/:file/pages/:page/picture', 'glass.look', async (c) => {
    const looked = await ready(c)
    return filePicture(c, { file: await fileOf(c, looked.about), permit: looked.permit, about: looked.about })
  })
}

async function ready(c: Ctx) {
  const loaded = await loadGlass(c)
  const permit = insist(c, decideLook(c.var.actor, loaded.facts))
  return { ...loaded, permit, about: { packageId: loaded.glass.packageId } }
}
type Looked = Awaited<ReturnType<typeof ready>>

/** The whole list of a package, as if it were one lot of nobody's. */
async function listOf(c: Ctx): Promise<Lot> {
  const { glass } = await loadGlass(c)
  const { list } = await findLookable(c.var.db.read, glass.packageId)
  const { storageKey, size, headerBytes, header } = found(list)
  return {
    id: '',
    workerId: '',
    packageId: glass.packageId,
    storageKey,
    byteFrom: headerBytes,
    byteTo: size,
    firstRow: 1,
    header,
  }
}

/** A lot as it was delivered last. */
async function lotOf(c: Ctx, number: number): Promise<Lot> {
  const { glass } = await loadGlass(c)
  const { lots } = await findLookable(c.var.db.read, glass.packageId)
  const id = found(lots.find((lot) => lot.number === number)).id
  return found(await findAssignment(c.var.db.read, id))
}

async function fileOf(c: Ctx, { packageId }: About) {
  const file = found(await findPackageFile(c.var.db.read, c.req.param('file')!))
  if (file.packageId !== packageId || file.assignmentId !== null || file.state !== 'clean' || file.removedAt) throw new NotFound()
  return file
}

async function sheetPage(c: Ctx, looked: Looked, lot: Lot, number: number | undefined) {
  insistOnLooking(c)
  await insistOpen(c, 'open', looked.about)
  const { say, store } = c.var
  const words = say.t.breakGlass.look
  const sheets = await sheetsOf(store, lot)
  const sheet = sheetAt(sheets, c.req.param('n'))
  const here = say.number(sheet.number)
  const title = number === undefined ? words.rowsTitle(here) : words.lotTitle(say.number(number), here)
  const at = `/glass/${looked.glass.id}/${number === undefined ? 'rows' : `lots/${number}`}`
  const body = <GlassSheetPage say={say} title={title} at={at} sheet={sheet} pages={sheets.length} />
  return page(c, { title, body, breadcrumb: underOne(c, looked) })
}

async function sheetPicture(c: Ctx, { glass, permit, about }: Looked, lot: Lot, number: number | undefined) {
  insistOnOwnPage(c)
  insistOnLooking(c)
  await insistOpen(c, 'open', about)
  const { store, limits, actor } = c.var
  await limits.spend('page', actor.id)
  const sheet = sheetAt(await sheetsOf(store, lot), c.req.param('n'))
  const detail = { page: sheet.number, ...(number === undefined ? {} : { lot: number }) }
  const opened = await openContent(c, { ...about, use: 'open', form: 'page', permit, detail })
  const table = await sheetFor(c, opened.opening, lot, sheet, glass.number)
  return picture(c, opened, (mark) => drawSheet(table, mark))
}
