/** What the ledger says of one lot to its worker, on the page of the assignment. */
import { findLine, type Line } from '../../../db/safety/custody.ts'
import { isRefusal } from '../../../policies/kernel/decision.ts'
import { decideDeclare } from '../../../policies/safety/custody.ts'
import { DeletionNotice, OwnLine } from '../../../views/safety/custody/own.tsx'
import type { Ctx } from '../../kernel/context.ts'

/** Her own line, and whether she has to say something about it; nothing for anybody else, and before the terms are accepted. */
async function ownLine({ var: { db, actor } }: Ctx, assignmentId: string): Promise<{ line: Line; asks: boolean } | undefined> {
  const line = await findLine(db.read, assignmentId)
  if (!line || line.holderId !== actor.id) return undefined
  return { line, asks: !isRefusal(decideDeclare(actor, line)) }
}

/** Above the page: what is asked of her. Below it: what is written about the lot. */
export async function custodyParts(c: Ctx, assignmentId: string) {
  const { say } = c.var
  const own = await ownLine(c, assignmentId)
  return {
    above: own?.asks ? <DeletionNotice t={say.t} id={assignmentId} /> : null,
    below: own ? <OwnLine say={say} line={own.line} /> : null,
  }
}
