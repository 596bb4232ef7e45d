/** What people are told of recoveries on the pages where they begin: of their own keys, and of those that wait for their yes. */
import { listPasskeys } from '../../../db/identity/passkeys.ts'
import { findOpenRecovery } from '../../../db/identity/recoveries.ts'
import { isClosedTo } from '../../../policies/identity/hold.ts'
import { holdsAnywhere } from '../../../policies/identity/people.ts'
import { pending } from '../../../policies/identity/recovery.ts'
import { within } from '../../../policies/kernel/statuses.ts'
import type { DataClass } from '../../../policies/safety/classes.ts'
import { AcceptedKeys } from '../../../views/identity/passkeys.tsx'
import { HoldNotice, OwnKeyNotices } from '../../../views/identity/recoveries/own.tsx'
import type { Task } from '../../../views/parts/work.tsx'
import type { Ctx } from '../../kernel/context.ts'
import { fillForm } from '../../kernel/form-act.tsx'
import { acceptedKeys } from '../passkeys.tsx'
import { awaitedRecoveries } from './one.tsx'

async function newsOf({ var: { db, actor, at } }: Ctx) {
  const recovery = await findOpenRecovery(db.read, actor.id, at)
  return { open: within(pending, recovery?.state), heldUntil: actor.heldUntil ?? null }
}

/** For the account page, which lists the keys itself; the browser is told which of them still count. */
export async function ownKeyNotices(c: Ctx) {
  const news = { ...(await newsOf(c)), single: false, stopped: c.req.query('stopped') !== undefined }
  return (
    <>
      <OwnKeyNotices say={c.var.say} news={news} form={fillForm()} />
      <AcceptedKeys {...(await acceptedKeys(c))} />
    </>
  )
}

/** On a page of which the hold closes a part: until when. */
export function holdNotice({ var: { say, actor } }: Ctx, dataClass: DataClass | null) {
  if (!actor.heldUntil || !isClosedTo(actor, dataClass)) return undefined
  return <HoldNotice say={say} until={actor.heldUntil} />
}

export async function homeKeyNotices(c: Ctx) {
  const { say, db, actor } = c.var
  const living = (await listPasskeys(db.read, actor.id)).filter(({ suspendedAt }) => suspendedAt === null)
  const news = { ...(await newsOf(c)), single: living.length === 1, stopped: false }
  return <OwnKeyNotices say={say} news={news} form={fillForm()} />
}

export async function recoveryTasks(c: Ctx): Promise<Task[]> {
  const { say, t, actor } = c.var
  if (!holdsAnywhere(actor, 'coordinator') && !holdsAnywhere(actor, 'secretariat')) return []
  return (await awaitedRecoveries(c)).map((one) => ({
    href: `/recoveries/${one.id}`,
    words: t.recoveries.task(say.name(one)),
    note: t.recoveries.taskNote,
    tone: 'warning',
  }))
}
