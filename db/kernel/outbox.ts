/** Letters that wait to be sent: written with the act that they tell of, sent at least once, later each time that it fails. */
import type { Permit } from '../../policies/kernel/decision.ts'
import { type Failure, type Letters, retryMinutes } from '../../policies/kernel/letters.ts'
import type { Database, Tx } from './database.ts'
import type { Engine } from './engine.ts'
import { newId } from './ids.ts'
import type { Reader } from './reader.ts'
import { type Instant, minutesAfter } from './time.ts'

/** Longer than any mail server may keep a sender waiting: meanwhile nobody else sends the letter. Minutes. */
const leaseMinutes = 10

/** Some news for one person, sent together, under one Message-ID however often it is tried. */
export type Letter = { readonly id: string; readonly tries: number; readonly notifications: readonly string[] }

/**
 * Takes the next letter that is due for as long as the lease lasts; nothing where none is. What waits for the same person goes along with it;
 * once it was tried, a letter stays as it is, so that who gets it twice sees that it is the same.
 */
export function claimLetter({ writer, kit }: Engine, at: Instant): Promise<Letter | undefined> {
  return writer.transaction().execute(async (sql) => {
    const due = sql
      .selectFrom('outbox')
      .selectAll()
      .where('sentAt', 'is', null)
      .where('failedAt', 'is', null)
      .where('dueAt', '<=', at)
      .orderBy('dueAt')
      .orderBy('id')
    const [first] = await kit.lockFreeRows(due.limit(1)).execute()
    if (!first) return undefined
    const id = first.letter ?? newId(at)
    const taken = await sql
      .updateTable('outbox')
      .set({ letter: id, attempts: first.attempts + 1, dueAt: minutesAfter(at, leaseMinutes) })
      .where('sentAt', 'is', null)
      .where('failedAt', 'is', null)
      .where('dueAt', '<=', at)
      .where((e) =>
        first.letter === null
          ? e.or([e('id', '=', first.id), e.and([e('personId', '=', first.personId), e('letter', 'is', null)])])
          : e('letter', '=', first.letter),
      )
      .returning('notificationId')
      .execute()
    return { id, tries: first.attempts + 1, notifications: taken.map(({ notificationId }) => notificationId).sort() }
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

export const markSent = ({ upkeep }: Database, letter: Letter, at: Instant): Promise<unknown> =>
  upkeep.updateTable('outbox').set({ sentAt: at }).where('letter', '=', letter.id).execute()

/** The letter is tried again later, or not any more; `why` is kept with it until it has gone out. */
export const markFailed = ({ upkeep }: Database, letter: Letter, why: Failure, at: Instant): Promise<unknown> => {
  const again = why === 'refused' ? null : retryMinutes(letter.tries)
  const then = again === null ? { failedAt: at } : { dueAt: minutesAfter(at, again) }
  return upkeep
    .updateTable('outbox')
    .set({ failure: why, ...then })
    .where('letter', '=', letter.id)
    .execute()
}

/** Letters to a person that were given up: how many, the last one's day and why; nothing where there are none. */
export async function findUndelivered(db: Reader, personId: string): Promise<Undelivered | undefined> {
  const rows = await db
    .selectFrom('outbox')
    .select(['letter', 'failedAt', 'failure'])
    .where('personId', '=', personId)
    .where('failedAt', 'is not', null)
    .orderBy('failedAt', 'desc')
    .execute()
  const [last] = rows
  if (!last) return undefined
  return { letters: new Set(rows.map(({ letter }) => letter)).size, at: last.failedAt!, why: last.failure as Failure }
}
export type Undelivered = { readonly letters: number; readonly at: Instant; readonly why: Failure }

/** How the outbox stands: news that wait, the oldest of them since when, and those that were given up, by reason. */
export async function countLetters(db: Reader) {
  const waiting = await db
    .selectFrom('outbox')
    .innerJoin('notification', 'notification.id', 'outbox.notificationId')
    .where('sentAt', 'is', null)
    .where('failedAt', 'is', null)
    .select((e) => [e.fn.countAll<number>().as('n'), e.fn.min('notification.at').as('since')])
    .executeTakeFirstOrThrow()
  const failed = await db
    .selectFrom('outbox')
    .where('failedAt', 'is not', null)
    .select(['failure', (e) => e.fn.countAll<number>().as('n')])
    .groupBy('failure')
    .orderBy('failure')
    .execute()
  const counts = failed.map(({ failure, n }) => ({ why: failure as Failure, n: Number(n) }))
  return { waiting: Number(waiting.n), since: waiting.since, failed: counts }
}

const again = { failedAt: null, failure: null, letter: null, attempts: 0 }

/** What was given up for the person of the permit goes out once more, as one letter. */
export async function resendLetters(tx: Tx, permit: Permit<'account.resend'>): Promise<void> {
  const sent = await tx.sql
    .updateTable('outbox')
    .set({ ...again, dueAt: tx.at })
    .where('personId', '=', permit.on)
    .where('failedAt', 'is not', null)
    .returning('id')
    .execute()
  await tx.record(permit, { news: sent.length })
}

/** For the console, after mail was set up anew: everything that was given up, for everybody; gives how much news. */
export async function resendAll({ upkeep }: Database, at: Instant): Promise<number> {
  const rows = await upkeep
    .updateTable('outbox')
    .set({ ...again, dueAt: at })
    .where('failedAt', 'is not', null)
    .returning('id')
    .execute()
  return rows.length
}

/** Keeps which letters the person of the permit wants from now on; those that wait are judged by it too. */
export async function setLetters(tx: Tx, permit: Permit<'account.edit'>, letters: Letters): Promise<void> {
  await tx.sql.updateTable('person').set({ letters }).where('id', '=', permit.on).execute()
  await tx.record(permit, { letters })
}
