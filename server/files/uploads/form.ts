/** The form that an upload is for: what it is about, and what its own rule says of whoever sends. */

import { findPackage } from '../../../db/packages/find.ts'
import { findGuarded } from '../../../db/safety/access.ts'
import { findAssignment } from '../../../db/telework/assignments/find.ts'
import { decideAttachment, decideMaterial } from '../../../policies/files/package-files.ts'
import type { Purpose } from '../../../policies/files/uploads.ts'
import type { Permit, Refusal, Why } from '../../../policies/kernel/decision.ts'
import { decide as decidePackage } from '../../../policies/packages/packages.ts'
import type { Ctx } from '../../kernel/context.ts'
import { found, NotFound } from '../../kernel/errors.tsx'
import { around, aroundLot, isViewOnly, mayDeliver } from '../package-files/around.ts'

export type Target = { readonly packageId: string; readonly purpose: Purpose; readonly assignmentId: string | null }
export type FormFor = {
  readonly townId: string
  readonly decision: Permit<string> | Refusal<Why>
  /** Only what can be shown as pages is taken. */
  readonly viewOnly: boolean
}

/** Throws NotFound where there is no such package, or no such lot of it. */
export async function formFor(c: Ctx, { packageId, purpose, assignmentId }: Target): Promise<FormFor> {
  const { db, actor } = c.var
  const guarded = found(await findGuarded(db.read, packageId, actor.id))
  const viewOnly = isViewOnly(guarded)
  const { townId } = guarded
  if (purpose === 'import' || purpose === 'material') {
    const pkg = found(await findPackage(db.read, packageId, actor.id))
    const decision =
      purpose === 'import' ? decidePackage('package.import', actor, pkg.facts) : decideMaterial(actor, around(pkg), packageId)
    return { townId, decision, viewOnly }
  }
  const assignment = assignmentId ? await findAssignment(db.read, assignmentId) : undefined
  if (assignment?.packageId !== packageId) throw new NotFound()
  const deliver = await mayDeliver(c, assignment, purpose === 'delivery' || !viewOnly ? 'file' : 'entries')
  return {
    townId,
    decision: purpose === 'delivery' ? deliver : decideAttachment(deliver, aroundLot(guarded), packageId),
    viewOnly,
  }
}
