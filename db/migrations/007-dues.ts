/** What is due to workers, a row for each; the part of a lot that was done when it was given back; who stands in for a manager. */
import { type Kysely, sql } from 'kysely'
import { index, table } from './table.ts'

export async function dues(db: Kysely<unknown>): Promise<void> {
  await table(
    db,
    'remuneration',
    `
    id text primary
    person_id text -> person.id
    package_id text -> package.id
    assignment_id text -> assignment.id
    cause text
    quantity integer
    unit_price integer
    yen integer
    words text
    approved_by text? -> person.id
    approved_at text
    due_on text`,
  )
  // INVARIANT: a lot is due to somebody once, whatever the code above does.
  await index(db, 'remuneration', ['assignment_id'], { unique: true })
  await index(db, 'remuneration', ['person_id', 'approved_at'])
  await index(db, 'remuneration', ['package_id'])

  // Whatever was approved before is due from the day on which it was.
  await sql`
    insert into remuneration
      (id, person_id, package_id, assignment_id, cause, quantity, unit_price, yen, words, approved_by, approved_at, due_on)
    select a.id, a.worker_id, a.package_id, a.id, 'approved',
      l.last_row - l.first_row + 1, a.price / (l.last_row - l.first_row + 1), a.price, '',
      (select max(r.reviewer_id) from submission s join review r on r.submission_id = s.id
        where s.assignment_id = a.id and r.verdict = 'approve'),
      coalesce(a.approved_at, a.updated_at),
      coalesce(a.payment_on, substr(coalesce(a.approved_at, a.updated_at), 1, 10))
    from assignment a join lot l on l.id = a.lot_id
    where a.status = 'approved'`.execute(db)

  await table(
    db,
    'stand_in',
    `
    id text primary
    town_id text -> town.id
    manager_id text -> person.id
    person_id text -> person.id
    from_on text
    until_on text?
    made_by text? -> person.id
    made_at text`,
  )
  await index(db, 'stand_in', ['manager_id', 'until_on'])

  await db.schema.alterTable('assignment').addColumn('rows_said', 'integer').execute()
  await keepMendingDays(db)
}

/** A returned lot had seven days more to be mended, which its own due day did not show: from now on the day is the one that counts. */
async function keepMendingDays(db: Kysely<unknown>): Promise<void> {
  const japan = 9 * 3_600_000
  const { rows } = await sql<{ id: string; dueOn: string; updatedAt: string }>`
    select id, due_on, updated_at from assignment where status = 'returned'`.execute(db)
  for (const { id, dueOn, updatedAt } of rows) {
    const mendBy = new Date(Date.parse(updatedAt) + japan + 7 * 24 * 3_600_000).toISOString().slice(0, 10)
    if (mendBy > dueOn) await sql`update assignment set due_on = ${mendBy} where id = ${id}`.execute(db)
  }
}
