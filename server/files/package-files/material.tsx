/** Material of a package: its page, adding, removing, downloading, and looking at what is only shown. */
import { z } from 'zod'
import { findPackageFile, listHeld, listMaterial, type PackageFile, removePackageFile } from '../../../db/files/package-files.ts'
import { listComing } from '../../../db/files/uploads/find.ts'
import { newId } from '../../../db/kernel/ids.ts'
import { decideFile, decideList, decideMaterial, decideRemoval } from '../../../policies/files/package-files.ts'
import { isRefusal } from '../../../policies/kernel/decision.ts'
import { MaterialList, MaterialPage } from '../../../views/files/package-files/material.tsx'
import type { Problem } from '../../../views/kernel/forms.tsx'
import type { Ctx } from '../../kernel/context.ts'
import { found, insist, NotFound } from '../../kernel/errors.tsx'
import { fillForm, formAct } from '../../kernel/form-act.tsx'
import { isPart, page } from '../../kernel/page.tsx'
import type { routes } from '../../kernel/routes.ts'
import { newOnce } from '../../kernel/seen.ts'
import { crumbs, load, type Package } from '../../packages/load.ts'
import { letGo } from '../naming.ts'
import { addUploaded } from './add.ts'
import { around, isViewOnly } from './around.ts'
import { filePage, filePicture } from './pages.tsx'
import { sendFile } from './send.ts'

export function material({ get, post }: ReturnType<typeof routes>) {
  get('/packages/:id/files', 'file.list', async (c) => {
    const pkg = await load(c)
    insist(c, decideList(c.var.actor, pkg.facts))
    if (!isPart(c)) return materialPage(c, pkg, [])
    return c.html(String(await MaterialList(await listProps(c, pkg))))
  })

  post('/packages/:id/files', 'file.add', async (c) => {
    const pkg = await load(c)
    const another = () => insist(c, decideMaterial(c.var.actor, around(pkg), newId(c.var.at)))
    const permit = another()
    const target = { packageId: pkg.id, purpose: 'material', assignmentId: null } as const
    const added = await addUploaded(c, permit, target, { viewOnly: isViewOnly(pkg), to: `/packages/${pkg.id}/files`, another })
    return 'problem' in added ? materialPage(c, pkg, [{ field: 'file', words: added.problem }]) : added.answer
  })

  formAct({ get, post }, 'file.remove', {
    to: '/packages/:id/files/:file/removal',
    load: loadFile,
    decide: (c, { pkg, file }) => decideRemoval(c.var.actor, file.facts, around(pkg)),
    write: (tx, permit) => removePackageFile(tx, permit),
    done: ({ pkg }) => `/packages/${pkg.id}/files`,
    after: (c, _, __, ___, { file }) => letGo(c.var, file.storageKey),
  })

  get('/packages/:id/files/:file', 'file.download', async (c) => {
    const { pkg, file } = await loadFile(c)
    const permit = insist(c, decideFile('file.download', c.var.actor, file.facts, around(pkg)))
    return sendFile(c, file, permit, { packageId: pkg.id })
  })

  get('/packages/:id/files/:file/pages/:page', 'file.open', async (c) => {
    const { pkg, ...shown } = await opening(c)
    const back = { href: `/packages/${pkg.id}/files`, label: c.var.t.packageFiles.title }
    return filePage(c, shown, { at: `${back.href}/${shown.file.id}`, back, crumbs: crumbs(c, pkg) })
  })

  get('/packages/:id/files/:file/pages/:page/picture', 'file.open', async (c) => filePicture(c, await opening(c)))
}

async function opening(c: Ctx) {
  const { pkg, file } = await loadFile(c)
  const permit = insist(c, decideFile('file.open', c.var.actor, file.facts, around(pkg)))
  return { pkg, file, permit, about: { packageId: pkg.id } }
}

/** A package, and a file of it. INVARIANT: whoever has no business with the package learns nothing of what is in it. */
async function loadFile(c: Ctx) {
  const pkg = await load(c)
  const list = decideList(c.var.actor, pkg.facts)
  if (isRefusal(list)) insist(c, list)
  const file = found(await findPackageFile(c.var.db.read, c.req.param('file')!))
  if (file.packageId !== pkg.id) throw new NotFound()
  return { pkg, file }
}

async function listProps(c: Ctx, pkg: Package) {
  const { say, db, actor } = c.var
  const viewOnly = isViewOnly(pkg)
  const at = `/packages/${pkg.id}/files`
  const line = (file: PackageFile) => ({
    ...file,
    at: `${at}/${file.id}`,
    download: !viewOnly && !isRefusal(decideFile('file.download', actor, file.facts, around(pkg))),
    pages: viewOnly && !isRefusal(decideFile('file.open', actor, file.facts, around(pkg))),
    remove: isRefusal(decideRemoval(actor, file.facts, around(pkg))) ? undefined : newOnce(),
  })
  const [files, held, coming] = await Promise.all([
    listMaterial(db.read, pkg.id),
    listHeld(db.read, pkg.id),
    listComing(db.read, pkg.id),
  ])
  // What a worker is about to add is theirs until they send it: of others only who, how much and since when.
  const onWay = coming.map(({ personId, name, ...one }) => ({
    ...one,
    own: personId === actor.id ? { name, token: newOnce() } : undefined,
  }))
  return { say, at, files: files.map(line), held: held.map(line), coming: onWay }
}

const Sent = z.object({ file: z.file() })
async function materialPage(c: Ctx, pkg: Package, problems: readonly Problem[]) {
  const may = !isRefusal(decideMaterial(c.var.actor, around(pkg), pkg.id))
  const form = may ? fillForm(Sent, {}, problems) : undefined
  const body = <MaterialPage {...(await listProps(c, pkg))} pkg={pkg} viewOnly={isViewOnly(pkg)} form={form} />
  const title = c.var.t.packageFiles.titleOf(pkg.title)
  return page(c, { title, body, breadcrumb: crumbs(c, pkg) }, problems.length > 0 ? 422 : 200)
}
