/** Letters that wait to be sent: written with the act that they tell of, sent at least once, later each time that it fails. */
import type { Permit } from '../../policies/kernel/decision.ts'
import type { Letters } from '../../policies/kernel/letters.ts'
import type { Database, Tx } from './database.ts'
import type { Engine } from './engine.ts'
import { type Instant, minutesAfter } from './time.ts'

const giveUpAfter = 10

/** Claiming moves `dueAt` on: it is the lease (nobody else sees the letter) and the retry (it comes back, later each time). */
export function claimDue({ writer, kit }: Engine, at: Instant, limit = 100) {
  return writer.transaction().execute(async (sql) => {
    const open = sql
      .selectFrom('outbox')
      .selectAll()
      .where('sentAt', 'is', null)
      .where('dueAt', '<=', at)
      .where('attempts', '<', giveUpAfter)
    const due = await kit.lockFreeRows(open.orderBy('id').limit(limit)).execute()
    for (const { id, attempts } of due)
      await sql
        .updateTable('outbox')
        .set({ attempts: attempts + 1, dueAt: minutesAfter(at, 2 ** attempts) })
        .where('id', '=', id)
        .execute()
    return due
  })
}

/** What a letter needs: whom it goes to, in which language, and what it tells of. People without an address get none. */
export const lettersFor = (db: Database, notificationIds: readonly string[]) =>
  db.read
    .selectFrom('notification')
    .innerJoin('person', 'person.id', 'notification.personId')
    .leftJoin('package', 'package.id', 'notification.packageId')
    .where('notification.id', 'in', notificationIds)
    .select([
      'notification.id',
      'notification.personId',
      'act',
      'subjectId',
      'email',
      'locale',
      'letters',
      'person.name',
      'package.number',
      'package.dataClass',
    ])
    .orderBy('notification.id')
    .execute()

export async function markSent({ upkeep }: Database, ids: readonly string[], at: Instant): Promise<void> {
  if (ids.length > 0) await upkeep.updateTable('outbox').set({ sentAt: at }).where('id', 'in', ids).execute()
}

/** Keeps which letters the person of the permit wants from now on; those that wait are judged by it too. */
export async function setLetters(tx: Tx, permit: Permit<'account.edit'>, letters: Letters): Promise<void> {
  await tx.sql.updateTable('person').set({ letters }).where('id', '=', permit.on).execute()
  await tx.record(permit, { letters })
}
