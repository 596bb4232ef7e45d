/** What of broken glass the page of a package says: looks that are going on, and those that wait for their review. */
import { listUnsettled } from '../../db/break-glass.ts'
import { statusOf } from '../../policies/break-glass.ts'
import type { Ctx } from '../context.ts'

export async function glassOf({ var: { db, at } }: Ctx, packageId: string) {
  const rows = await listUnsettled(db.read, { packageId })
  return rows.map((row) => ({ ...row, status: statusOf(row, at) }))
}
