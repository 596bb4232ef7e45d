/** Packages, lots and what people do with them; training. */
import { type Kysely, type SqlBool, sql } from 'kysely'
import { index, table } from './table.ts'

export async function work(db: Kysely<unknown>): Promise<void> {
  await table(
    db,
    'course',
    `
    id text primary
    name text
    name_en text
    valid_months integer?`,
  )
  await table(
    db,
    'course_session',
    `
    id text primary
    course_id text -> course.id
    on_day text
    starts_at text
    place text`,
  )
  await table(
    db,
    'completion',
    `
    id text primary
    course_id text -> course.id
    person_id text -> person.id
    result text
    score integer?
    completed_on text
    valid_until text?
    note text
    recorded_by text -> person.id
    recorded_at text`,
  )
  await table(
    db,
    'package',
    `
    id text primary
    town_id text -> town.id
    number text
    title text
    purpose text
    client text
    brief text
    criteria text
    data_class text?
    answers text
    places text
    courses text
    towns text
    manager_id text? -> person.id
    unit_price integer?
    minutes_per_row integer?
    due_on text?
    expenses text
    price_reason text?
    sent_back_words text?
    status text
    row_count integer?
    rows_per_lot integer?
    lot_count integer
    lots_free integer
    lots_approved integer
    created_by text -> person.id
    created_at text
    published_at text?
    updated_at text`,
  )
  await table(
    db,
    'package_key',
    `
    package_id text primary -> package.id
    wrapped text?
    made_at text
    destroyed_at text?`,
  )
  await table(
    db,
    'file',
    `
    id text primary
    package_id text -> package.id
    name text
    size bigint
    sha256 text
    storage_key text
    created_by text -> person.id
    created_at text`,
  )
  await table(
    db,
    'row_list',
    `
    package_id text primary -> package.id
    file_id text -> file.id
    header text
    header_bytes integer
    row_count integer
    encoding text
    line_end text
    key_columns text
    key_column text?
    sample text`,
  )
  await table(
    db,
    'package_town',
    `
    town_id text -> town.id
    package_id text -> package.id
    posted_at text
    closed integer
    version integer`,
    ['town_id', 'package_id'],
  )
  await table(
    db,
    'lot',
    `
    id text primary
    package_id text -> package.id
    number integer
    first_row integer
    last_row integer
    byte_from bigint
    byte_to bigint
    price integer`,
  )
  await table(
    db,
    'application',
    `
    id text primary
    package_id text -> package.id
    person_id text -> person.id
    lots_wished integer
    note text
    status text
    raised_at text`,
  )
  await table(
    db,
    'assignment',
    `
    id text primary
    package_id text -> package.id
    lot_id text -> lot.id
    worker_id text -> person.id
    status text
    reason text
    end_reason text?
    offered_by text -> person.id
    offered_at text
    offer_ends_on text
    due_on text
    price integer
    accepted_at text?
    submitted_at text?
    approved_at text?
    payment_on text?
    updated_at text`,
  )
  await table(
    db,
    'terms_notice',
    `
    assignment_id text primary -> assignment.id
    clauses text
    sha256 text
    issued_at text
    accepted_at text?`,
  )
  await table(
    db,
    'submission',
    `
    id text primary
    assignment_id text -> assignment.id
    version integer
    file_id text -> file.id
    note text
    change_count integer
    changes text
    submitted_at text`,
  )
  await table(
    db,
    'review',
    `
    id text primary
    submission_id text -> submission.id
    reviewer_id text -> person.id
    verdict text
    words text
    reviewed_at text`,
  )
  await table(
    db,
    'review_point',
    `
    id text primary
    review_id text -> review.id
    criterion integer
    row integer?
    words text`,
  )

  await index(db, 'course_session', ['course_id', 'on_day'])
  await index(db, 'completion', ['person_id', 'course_id'])
  await index(db, 'completion', ['course_id'])
  await index(db, 'package', ['town_id', 'number'], { unique: true })
  await index(db, 'package', ['town_id', 'id desc'])
  await index(db, 'file', ['package_id'])
  await index(db, 'package_town', ['town_id', 'closed', 'posted_at desc', 'package_id desc', 'version'])
  await index(db, 'package_town', ['package_id'])
  await index(db, 'lot', ['package_id', 'number'], { unique: true })
  await index(db, 'application', ['package_id', 'person_id'], { unique: true })
  await index(db, 'application', ['person_id'])
  // INVARIANT: one living assignment per lot. Two managers pressing at once cannot both win, whatever the code above does.
  await index(db, 'assignment', ['lot_id'], {
    unique: true,
    where: sql<SqlBool>`status in ('offered', 'active', 'submitted', 'returned', 'approved')`,
  })
  await index(db, 'assignment', ['package_id', 'status'])
  await index(db, 'assignment', ['worker_id', 'status'])
  await index(db, 'assignment', ['status', 'offer_ends_on'])
  await index(db, 'submission', ['assignment_id', 'version'], { unique: true })
  await index(db, 'review', ['submission_id'], { unique: true })
  await index(db, 'review_point', ['review_id'])
}
