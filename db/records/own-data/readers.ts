/** Who looked at somebody's data or changed them: the audit's records about the person and about what hangs on the person. */
import { sql } from 'kysely'
import { dayOf } from '../../../policies/kernel/days.ts'
import { isInForce } from '../../../policies/membership/grants.ts'
import { type About, about as tables } from '../../../policies/records/kept/index.ts'
import type { Reader } from '../../kernel/reader.ts'
import type { Instant } from '../../kernel/time.ts'
import { column, leadsToPerson } from '../kept/ways.ts'

/** Where a page of the list begins: just after this record. */
export type Place = { readonly at: Instant; readonly seq: number; readonly chain: string }

/** Everything that the audit may name when it means this person; of files only what went into their own deliveries. */
const about = (personId: string) => {
  const audited = Object.entries<About>(tables).filter(([, { rows }]) => rows.audited)
  const ids = audited.map(([table, { rows }]) => {
    return sql<string>`select ${column(table, 'id')} from ${sql.table(table)} where ${leadsToPerson(table, rows.of, personId)}`
  })
  const files = sql<string>`select id from package_file where added_by = ${personId} and assignment_id is not null`
  return sql<string>`(${sql.join([...ids, files], sql` union all `)})`
}

/**
 * What others did with a person's data, newest first, each with the roles that the actor held on that day; one more than
 * `limit` where there is more. What the person did, and what the clock did, is left out: nobody read anything.
 */
export async function listReaders(db: Reader, personId: string, before: Place | undefined, limit: number) {
  let query = db
    .selectFrom('audit')
    .innerJoin('person', 'person.id', 'audit.actorId')
    .where('audit.subjectId', 'in', about(personId))
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
