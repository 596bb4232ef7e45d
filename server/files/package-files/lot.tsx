/** Files as the holder of a lot meets them: material to read, and what goes out with the delivery; its reviewers see what was delivered. */
import { findPackageFile, removePackageFile } from '../../../db/files/package-files.ts'
import { decideLotFile, decideLotList, decideTakingBack } from '../../../policies/files/package-files.ts'
import { isRefusal } from '../../../policies/kernel/decision.ts'
import { AttachedList } from '../../../views/files/package-files/lot.tsx'
import type { Ctx } from '../../kernel/context.ts'
import { found, insist, NotFound } from '../../kernel/errors.tsx'
import { formAct } from '../../kernel/form-act.tsx'
import { isPart } from '../../kernel/page.tsx'
import type { routes } from '../../kernel/routes.ts'
import { crumbsTo, load, titleOf } from '../../telework/assignments/load.ts'
import { showAgain } from '../../telework/assignments/one.tsx'
import { aboutLot } from '../../telework/assignments/shown.ts'
import { letGo } from '../naming.ts'
import { addUploaded } from './add.ts'
import { isViewOnly } from './around.ts'
import { adding, filesOfLot } from './of-lot.ts'
import { filePage, filePicture } from './pages.tsx'
import { sendFile } from './send.ts'

export function lotFiles({ get, post }: ReturnType<typeof routes>) {
  get('/assignments/:id/files', 'file.list', async (c) => {
    const assignment = await load(c)
    insist(c, decideLotList(c.var.actor, assignment.facts))
    if (!isPart(c)) return c.redirect(`/assignments/${assignment.id}#attached`, 303)
    const { attached } = await filesOfLot(c, assignment)
    return c.html(String(await AttachedList({ say: c.var.say, id: assignment.id, files: attached })))
  })

  post('/assignments/:id/files', 'file.add', async (c) => {
    const assignment = await load(c)
    const { guarded, decide } = await adding(c, assignment)
    const another = () => insist(c, decide())
    const permit = another()
    const target = { packageId: assignment.packageId, purpose: 'attachment', assignmentId: assignment.id } as const
    const to = `/assignments/${assignment.id}#attached`
    const added = await addUploaded(c, permit, target, { viewOnly: isViewOnly(guarded), to, another })
    if ('answer' in added) return added.answer
    return showAgain(c, assignment, { typed: {}, problems: [{ field: 'attached', words: added.problem }] })
  })

  formAct({ get, post }, 'file.remove', {
    to: '/assignments/:id/files/:file/removal',
    load: loadFile,
    decide: (c, { assignment, file }) => decideTakingBack(c.var.actor, file.facts, assignment.facts),
    write: (tx, permit, _, { assignment }) => removePackageFile(tx, permit, assignment.id),
    done: ({ assignment }) => `/assignments/${assignment.id}#attached`,
    after: (c, _, __, ___, { file }) => letGo(c.var, file.storageKey),
  })

  get('/assignments/:id/files/:file', 'file.download', async (c) => {
    const { assignment, file } = await loadFile(c)
    const permit = insist(c, decideLotFile('file.download', c.var.actor, file.facts, assignment.facts))
    return sendFile(c, file, permit, aboutLot(assignment))
  })

  get('/assignments/:id/files/:file/pages/:page', 'file.open', async (c) => {
    const { assignment, ...shown } = await opening(c)
    const back = { href: `/assignments/${assignment.id}`, label: titleOf(c, assignment) }
    return filePage(c, shown, { at: `${back.href}/files/${shown.file.id}`, back, crumbs: crumbsTo(c, assignment) })
  })

  get('/assignments/:id/files/:file/pages/:page/picture', 'file.open', async (c) => filePicture(c, await opening(c)))
}

async function opening(c: Ctx) {
  const { assignment, file } = await loadFile(c)
  const permit = insist(c, decideLotFile('file.open', c.var.actor, file.facts, assignment.facts))
  return { assignment, file, permit, about: aboutLot(assignment) }
}

/** A lot, and a file of its own package. INVARIANT: who may not look into the lot learns nothing of any file. */
async function loadFile(c: Ctx) {
  const assignment = await load(c)
  const list = decideLotList(c.var.actor, assignment.facts)
  if (isRefusal(list)) insist(c, list)
  const file = found(await findPackageFile(c.var.db.read, c.req.param('file')!))
  if (file.packageId !== assignment.packageId) throw new NotFound()
  return { assignment, file }
}
