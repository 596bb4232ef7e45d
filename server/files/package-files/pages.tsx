/** A file that is only shown: a page around each picture, and the picture. */
import type { PackageFile } from '../../../db/files/package-files.ts'
import { fileKinds } from '../../../policies/files/files.ts'
import type { Permit } from '../../../policies/kernel/decision.ts'
import { inside } from '../../../policies/safety/access.ts'
import { FilePage } from '../../../views/files/package-files/page.tsx'
import type { Crumb } from '../../../views/parts/navigation.tsx'
import type { Ctx } from '../../kernel/context.ts'
import { NotFound } from '../../kernel/errors.tsx'
import { page } from '../../kernel/page.tsx'
import { type About, insistOpen, openContent } from '../../safety/content.ts'
import { countPages, drawPage, Undrawable, type Viewable } from '../drawing/index.ts'
import { insistOnLooking, insistOnOwnPage, picture } from '../picture.ts'
import { readShown } from './shown.ts'

type Shown = { readonly file: PackageFile; readonly permit: Permit<'file.open' | 'glass.look'>; readonly about: About }
/** `at`: the address of the file. `back`: the page that it is listed on. */
type Place = { readonly at: string; readonly back: Crumb; readonly crumbs: readonly Crumb[] }

export async function filePage(c: Ctx, { file, about }: Shown, { at, back, crumbs }: Place): Promise<Response> {
  insistOnLooking(c)
  await insistOpen(c, 'open', about)
  const kind = viewable(file)
  const { say } = c.var
  const pages = await pagesIn(c, file, kind).catch((error: unknown) => {
    if (error instanceof Undrawable) return 0
    throw error
  })
  const number = numberIn(c)
  if (pages > 0 && number > pages) throw new NotFound()
  const body = <FilePage say={say} name={file.name} at={at} number={number} pages={pages} back={back} />
  const title = say.t.packageFiles.page.title(file.name, String(number))
  return page(c, { title, body, breadcrumb: [...crumbs, back] }, pages > 0 ? 200 : 422)
}

export async function filePicture(c: Ctx, { file, permit, about }: Shown): Promise<Response> {
  insistOnOwnPage(c)
  insistOnLooking(c)
  const kind = viewable(file)
  const number = numberIn(c)
  await insistOpen(c, 'open', about)
  await c.var.limits.spend('page', c.var.actor.id)
  const opened = await openContent(c, { ...about, use: 'open', form: 'page', permit, detail: detailOf(permit, file, number) })
  const read = () => c.var.store.read(opened.opening, file.storageKey)
  return picture(c, opened, async (mark) => {
    const bytes = await readShown(kind, file.size, read)
    return drawPage(kind, bytes, number, mark).catch((error: unknown) => {
      throw error instanceof RangeError ? new NotFound() : error
    })
  })
}

/** A record about the file itself need not name it. */
const detailOf = ({ on }: Permit<'file.open' | 'glass.look'>, { id }: PackageFile, page: number) =>
  on === id ? { page } : { file: id, page }

function numberIn(c: Ctx): number {
  const said = c.req.param('page') ?? ''
  if (!/^[1-9]\d{0,4}$/.test(said)) throw new NotFound()
  return Number(said)
}

function viewable({ kind }: PackageFile): Viewable {
  if (kind === null || !fileKinds[kind].viewable) throw new NotFound()
  return kind as Viewable
}

/** Files never change, so neither do their pages. */
const known = new Map<string, number>()
const mostKnown = 2_000
async function pagesIn(
  { var: { store, actor } }: Ctx,
  { id, packageId, storageKey, size }: PackageFile,
  kind: Viewable,
): Promise<number> {
  const before = known.get(id)
  if (before !== undefined) return before
  const bytes = await readShown(kind, size, () => store.read(inside(packageId), storageKey))
  const pages = await countPages(kind, bytes, { by: actor.name })
  if (known.size >= mostKnown) known.clear()
  known.set(id, pages)
  return pages
}
