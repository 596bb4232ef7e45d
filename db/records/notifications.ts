/** What a person has been told, inside the platform. */
import type { Database } from '../kernel/database.ts'
import { prepared } from '../kernel/prepared.ts'
import type { Reader } from '../kernel/reader.ts'
import type { Instant } from '../kernel/time.ts'

/** Newest first; one more than a page where there is more. */
export function listNotifications(
  db: Reader,
  personId: string,
  { before, limit }: { before?: string | undefined; limit: number },
) {
  let query = db
    .selectFrom('notification')
    .leftJoin('package', 'package.id', 'notification.packageId')
    .where('notification.personId', '=', personId)
    .select([
      'notification.id',
      'act',
      'subjectId',
      'notification.packageId',
      'at',
      'readAt',
      'package.title',
      'package.number',
      'package.townId',
    ])
  if (before) query = query.where('notification.id', '<', before)
  return query
    .orderBy('notification.id', 'desc')
    .limit(limit + 1)
    .execute()
}

const unreadMost = 100
const unread = prepared((db, personId: string) =>
  db
    .selectFrom((inner) =>
      inner
        .selectFrom('notification')
        .select('id')
        .where('personId', '=', personId)
        .where('readAt', 'is', null)
        .limit(unreadMost)
        .as('few'),
    )
    .select((e) => e.fn.countAll<number>().as('n')),
)
/** Unread notifications, counted up to a hundred, which pages show as more than 99: nobody needs the exact number of hundreds. */
export const countUnread = async (db: Reader, personId: string): Promise<number> =>
  Number((await unread(db, personId))[0]?.n ?? 0)

/** One notification of a person, with what its place depends on. */
export const findNotification = (db: Reader, personId: string, id: string) =>
  db
    .selectFrom('notification')
    .leftJoin('package', 'package.id', 'notification.packageId')
    .where('notification.id', '=', id)
    .where('notification.personId', '=', personId)
    .select(['notification.id', 'act', 'subjectId', 'notification.packageId', 'package.townId'])
    .executeTakeFirst()

/** Marks one as read: whoever follows it has read it. */
export const markFollowed = ({ upkeep }: Database, id: string, at: Instant): Promise<unknown> =>
  upkeep.updateTable('notification').set({ readAt: at }).where('id', '=', id).where('readAt', 'is', null).execute()

/** Marks as read what the person has seen: everything up to one notification. Their own housekeeping, so no audit record. */
export async function markRead({ upkeep }: Database, personId: string, upTo: string, at: Instant): Promise<void> {
  await upkeep
    .updateTable('notification')
    .set({ readAt: at })
    .where('personId', '=', personId)
    .where('id', '<=', upTo)
    .where('readAt', 'is', null)
    .execute()
}
