/** Files that leave the platform: the rows of a lot, and what was delivered. The record comes before the first byte. */
import { type Assignment, listSubmissions } from '../../db/assignments/find.ts'
import { decide } from '../../policies/assignments.ts'
import { attachment } from '../attachment.ts'
import type { Ctx } from '../context.ts'
import { withBom } from '../csv/encode.ts'
import { found, insist } from '../errors.tsx'
import { by } from '../forms.ts'
import type { routes } from '../routes.ts'
import { load } from './one.tsx'

export function downloading({ get }: ReturnType<typeof routes>) {
  get('/assignments/:id/rows', 'assignment.download', async (c) => {
    const assignment = await load(c)
    const permit = insist(c, decide('assignment.download', c.var.actor, assignment.facts))
    await c.var.limits.spend('file', c.var.actor.id)
    const { storageKey, byteFrom, byteTo } = assignment
    const key = found(storageKey)
    await c.var.db.write(by(c), (tx) => tx.record(permit, { lot: assignment.lotNumber }))
    return attachment(c, nameOf(c, assignment), withBom(header(c, assignment), c.var.store.read(key, byteFrom, byteTo)))
  })

  get('/assignments/:id/submissions/:version', 'assignment.read-delivery', async (c) => {
    const assignment = await load(c)
    const permit = insist(c, decide('assignment.read-delivery', c.var.actor, assignment.facts))
    await c.var.limits.spend('file', c.var.actor.id)
    const version = Number(c.req.param('version'))
    const submission = found((await listSubmissions(c.var.db.read, assignment.id)).find((one) => one.version === version))
    await c.var.db.write(by(c), (tx) => tx.record(permit, { version, sha256: submission.sha256 }))
    const name = nameOf(c, assignment).replace(/(?=\.csv$)/, `-v${version}`)
    return attachment(c, name, withBom(header(c, assignment), c.var.store.read(submission.storageKey)))
  })
}

const header = (c: Ctx, { storageKey, headerBytes }: Assignment) => c.var.store.read(found(storageKey), 0, found(headerBytes))

const nameOf = ({ var: { t } }: Ctx, { packageNumber, lotNumber }: Assignment) =>
  t.assignments.fileName(packageNumber, String(lotNumber))
