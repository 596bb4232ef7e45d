/** What happened, who is told, and what runs in the background. */
import { type Kysely, type SqlBool, sql } from 'kysely'
import { index, table } from './table.ts'

export async function records(db: Kysely<unknown>): Promise<void> {
  await table(
    db,
    'audit',
    `
    chain text
    seq bigint
    at text
    actor_id text?
    act text
    subject_id text
    detail text
    prev text
    hash text`,
    ['chain', 'seq'],
  )
  await table(
    db,
    'audit_head',
    `
    chain text primary
    seq bigint
    hash text`,
  )
  await table(
    db,
    'notification',
    `
    id text primary
    person_id text -> person.id
    act text
    subject_id text
    package_id text? -> package.id
    at text
    read_at text?`,
  )
  await table(
    db,
    'outbox',
    `
    id text primary
    notification_id text -> notification.id
    person_id text -> person.id
    due_at text
    attempts integer
    sent_at text?`,
  )
  await table(
    db,
    'once',
    `
    key text primary
    person_id text
    answer text
    at text`,
  )
  await table(
    db,
    'job',
    `
    id text primary
    kind text
    package_id text -> package.id
    started_by text -> person.id
    state text
    done bigint
    total bigint
    problems text
    started_at text
    beat_at text`,
  )
  await index(db, 'audit', ['subject_id'])
  await index(db, 'audit', ['at'])
  await index(db, 'notification', ['person_id', 'id desc'])
  await index(db, 'notification', ['person_id', 'read_at'])
  await index(db, 'outbox', ['due_at'], { where: sql<SqlBool>`sent_at is null` })
  await index(db, 'once', ['at'])
  await index(db, 'job', ['package_id', 'id desc'])
}
