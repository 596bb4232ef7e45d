/** Files that leave the platform: the rows of a lot, and what was delivered. The record comes before the first byte. */

import { joined } from '../../../db/files/files.ts'
import { type Assignment, listSubmissions } from '../../../db/telework/assignments/find.ts'
import { decide } from '../../../policies/telework/assignments.ts'
import { attachment } from '../../kernel/attachment.ts'
import type { Ctx } from '../../kernel/context.ts'
import { found, insist } from '../../kernel/errors.tsx'
import type { routes } from '../../kernel/routes.ts'
import { bom } from '../../packages/csv/encode.ts'
import { openContent } from '../../safety/content.ts'
import { load } from './load.ts'

export function downloading({ get }: ReturnType<typeof routes>) {
  get('/assignments/:id/rows', 'assignment.download', async (c) => {
    const assignment = await load(c)
    const permit = insist(c, decide('assignment.download', c.var.actor, assignment.facts))
    const { storageKey, byteFrom, byteTo, lotNumber } = assignment
    return send(c, assignment, permit, nameOf(c, assignment), { lot: lotNumber }, [found(storageKey), byteFrom, byteTo])
  })

  get('/assignments/:id/submissions/:version', 'assignment.read-delivery', async (c) => {
    const assignment = await load(c)
    const permit = insist(c, decide('assignment.read-delivery', c.var.actor, assignment.facts))
    const version = Number(c.req.param('version'))
    const submission = found((await listSubmissions(c.var.db.read, assignment.id)).find((one) => one.version === version))
    const name = nameOf(c, assignment).replace(/(?=\.csv$)/, `-v${version}`)
    return send(c, assignment, permit, name, { version, sha256: submission.sha256 }, [submission.storageKey])
  })
}

type Permitted = Parameters<typeof openContent>[1]['permit']
type Range = readonly [storageKey: string, from?: number, to?: number]
async function send(
  c: Ctx,
  assignment: Assignment,
  permit: Permitted,
  name: string,
  detail: Record<string, unknown>,
  range: Range,
) {
  const { id, packageId, storageKey, headerBytes } = assignment
  await c.var.limits.spend('file', c.var.actor.id)
  const about = { packageId, assignmentId: id, use: 'download', form: 'file', permit, detail } as const
  const { opening, stillOpen } = await openContent(c, about)
  const { store } = c.var
  const head = () => store.read(opening, found(storageKey), 0, found(headerBytes))
  return attachment(c, name, joined(bom, [head, () => store.read(opening, ...range)], 'file'), { stillOpen })
}

const nameOf = ({ var: { t } }: Ctx, { packageNumber, lotNumber }: Assignment) =>
  t.assignments.fileName(packageNumber, String(lotNumber))
