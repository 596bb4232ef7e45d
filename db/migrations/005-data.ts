/** How content is guarded: files and their checks, places, openings, consents, custody, destruction, incidents, broken glass. */
import { type Kysely, type SqlBool, sql } from 'kysely'
import { index, table } from './table.ts'

export async function data(db: Kysely<unknown>): Promise<void> {
  for (const name of ['frozen_at', 'destroyed_at', 'keep_until'])
    await db.schema.alterTable('package').addColumn(name, 'text').execute()
  await table(
    db,
    'upload',
    `
    id text primary
    package_id text -> package.id
    person_id text -> person.id
    purpose text
    assignment_id text? -> assignment.id
    name text
    size bigint
    modified_at bigint
    storage_key text
    received bigint
    hashed bigint
    sha256 text?
    created_at text
    beat_at text
    completed_at text?
    taken_at text?`,
  )
  await table(
    db,
    'upload_part',
    `
    upload_id text -> upload.id
    number integer
    size integer
    sha256 text
    claimed_at text?`,
    ['upload_id', 'number'],
  )
  await table(
    db,
    'package_file',
    `
    id text primary
    package_id text -> package.id
    file_id text -> file.id
    assignment_id text? -> assignment.id
    submission_id text? -> submission.id
    kind text?
    state text
    problems text
    added_by text -> person.id
    added_at text
    checked_at text?
    scanned_at text?
    removed_at text?`,
  )
  await table(
    db,
    'entry',
    `
    assignment_id text -> assignment.id
    row integer
    column_index integer
    sealed text
    entered_at text`,
    ['assignment_id', 'row', 'column_index'],
  )
  await table(
    db,
    'network',
    `
    id text primary
    town_id text -> town.id
    cidr text
    label text
    added_by text -> person.id
    added_at text
    ended_by text? -> person.id
    ended_at text?`,
  )
  await table(
    db,
    'opening',
    `
    session_id text
    package_id text -> package.id
    person_id text -> person.id
    proved_at text
    used_at text
    reason text`,
    ['session_id', 'package_id'],
  )
  await table(
    db,
    'consent',
    `
    package_id text -> package.id
    town_id text -> town.id
    given_by text -> person.id
    given_at text
    seconded_by text? -> person.id
    seconded_at text?
    withdrawn_by text? -> person.id
    withdrawn_at text?
    withdrawn_words text?`,
    ['package_id', 'town_id'],
  )
  await table(
    db,
    'custody',
    `
    id text primary
    package_id text -> package.id
    assignment_id text -> assignment.id
    holder_id text -> person.id
    handed_at text
    opened_at text?
    taken_at text?
    takes integer
    returned_at text?
    returned_how text?
    accounted_at text?
    accounted_how text?
    accounted_by text? -> person.id`,
  )
  await table(
    db,
    'destruction',
    `
    id text primary
    package_id text -> package.id
    asked_by text? -> person.id
    asked_at text
    reason text
    witnessed_by text? -> person.id
    cancelled_by text? -> person.id
    cancelled_at text?
    done_at text?
    final_on text?
    certificate text?
    sha256 text?`,
  )
  await table(
    db,
    'incident',
    `
    id text primary
    package_id text -> package.id
    town_id text -> town.id
    assignment_id text? -> assignment.id
    kind text
    words text
    noticed_at text
    reported_by text -> person.id
    reported_at text
    joins text? -> incident.id
    answers text
    warned text
    lifted_by text? -> person.id
    lifted_words text?
    outcome text?
    seconded_by text? -> person.id
    lifted_at text?
    closed_by text? -> person.id
    closed_at text?`,
  )
  await table(
    db,
    'incident_report',
    `
    id text primary
    incident_id text -> incident.id
    kind text
    version integer
    items text
    sha256 text
    filed_by text -> person.id
    filed_at text`,
  )
  await table(
    db,
    'break_glass',
    `
    id text primary
    package_id text -> package.id
    person_id text -> person.id
    reason text
    ticket text
    broken_at text
    ends_at text
    reviewed_by text? -> person.id
    reviewed_at text?
    review_words text?`,
  )
  await index(db, 'upload', ['person_id'])
  await index(db, 'upload', ['package_id'])
  await index(db, 'upload', ['storage_key'], { unique: true })
  await index(db, 'upload', ['beat_at'])
  await index(db, 'package_file', ['package_id'])
  await index(db, 'package_file', ['assignment_id'])
  await index(db, 'package_file', ['state'], { where: sql<SqlBool>`state = 'scanning'` })
  await index(db, 'network', ['town_id'])
  await index(db, 'opening', ['person_id'])
  await index(db, 'custody', ['assignment_id'], { unique: true })
  await index(db, 'custody', ['package_id'])
  // INVARIANT: one open destruction and one open incident a package: whoever comes second joins the first.
  await index(db, 'package', ['destroyed_at', 'id'], { where: sql<SqlBool>`destroyed_at is not null` })
  await index(db, 'destruction', ['package_id'], { unique: true, where: sql<SqlBool>`cancelled_at is null` })
  await index(db, 'incident', ['town_id', 'reported_at'])
  await index(db, 'incident', ['package_id', 'reported_at'])
  await index(db, 'incident', ['package_id'], { unique: true, where: sql<SqlBool>`lifted_at is null and joins is null` })
  await index(db, 'incident', ['joins'])
  await index(db, 'incident', ['reported_by'])
  await index(db, 'incident_report', ['incident_id', 'kind', 'version'], { unique: true })
  await index(db, 'break_glass', ['package_id', 'ends_at'])
  await index(db, 'break_glass', ['person_id'])
}
