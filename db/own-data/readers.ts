/** Who looked at somebody's data or changed them: the audit's records about the person and about what hangs on the person. */
import { dayOf } from '../../policies/days.ts'
import { isInForce } from '../../policies/grants.ts'
import type { Reader } from '../reader.ts'
import type { Instant } from '../time.ts'

/** Where a page of the list begins: just after this record. */
export type Place = { readonly at: Instant; readonly seq: number; readonly chain: string }

/** Everything that the audit may name when it means this person. */
const about = (db: Reader, personId: string) =>
  db
    .selectFrom('person')
    .select('id')
    .where('id', '=', personId)
    .unionAll(db.selectFrom('vetting').select('id').where('personId', '=', personId))
    .unionAll(db.selectFrom('assignment').select('id').where('workerId', '=', personId))
    .unionAll(db.selectFrom('application').select('id').where('personId', '=', personId))
    .unionAll(db.selectFrom('packageFile').select('id').where('addedBy', '=', personId).where('assignmentId', 'is not', null))
    .unionAll(db.selectFrom('completion').select('id').where('personId', '=', personId))
    .unionAll(db.selectFrom('correction').select('id').where('personId', '=', personId))
    .unionAll(db.selectFrom('recovery').select('id').where('personId', '=', personId))

/**
 * What others did with a person's data, newest first, each with the roles that the actor held on that day; one more than
 * `limit` where there is more. What the person did, and what the clock did, is left out: nobody read anything.
 */
export async function listReaders(db: Reader, personId: string, before: Place | undefined, limit: number) {
  let query = db
    .selectFrom('audit')
    .innerJoin('person', 'person.id', 'audit.actorId')
    .where('audit.subjectId', 'in', about(db, personId))
    .where('audit.actorId', '!=', personId)
    .select(['audit.chain', 'seq', 'at', 'act', 'person.id as actorId', 'person.name', 'person.kana', 'person.romaji'])
  if (before)
    query = query.where((e) =>
      e.or([
        e('at', '<', before.at),
        e.and([e('at', '=', before.at), e('seq', '<', before.seq)]),
        e.and([e('at', '=', before.at), e('seq', '=', before.seq), e('audit.chain', '>', before.chain)]),
      ]),
    )
  const rows = await query
    .orderBy('at', 'desc')
    .orderBy('seq', 'desc')
    .orderBy('audit.chain')
    .limit(limit + 1)
    .execute()
  const grants = await grantsOf(db, [...new Set(rows.map(({ actorId }) => actorId))])
  return rows.map((row) => {
    const ever = grants.filter(({ personId }) => personId === row.actorId)
    const then = ever.filter((grant) => isInForce(grant, dayOf(row.at)))
    // Who acted had a role; what was brought in from before the first role still deserves its name.
    return { ...row, grants: then.length > 0 ? then : ever }
  })
}

const grantsOf = async (db: Reader, personIds: readonly string[]) =>
  personIds.length === 0
    ? []
    : db
        .selectFrom('roleGrant')
        .leftJoin('town', 'town.id', 'roleGrant.townId')
        .where('personId', 'in', personIds)
        .select(['personId', 'role', 'fromOn', 'untilOn', 'town.name as town', 'town.romaji as townRomaji'])
        .orderBy('role')
        .orderBy('roleGrant.id')
        .execute()
