/** Towns, people, their roles and their keys. */
import type { Kysely } from 'kysely'
import type { DialectKit } from '../dialects/kit.ts'
import { index, table } from './table.ts'

export async function people(db: Kysely<unknown>, { blob }: DialectKit): Promise<void> {
  await table(
    db,
    'setting',
    `
    key text primary
    value text`,
  )
  await table(
    db,
    'town',
    `
    id text primary
    name text
    kana text
    romaji text
    prefecture text
    desk text?
    joined_on text
    left_on text?`,
  )
  await table(
    db,
    'operating_body',
    `
    id text primary
    town_id text -> town.id
    name text
    address text
    contact text`,
  )
  await table(
    db,
    'person',
    `
    id text primary
    name text
    kana text
    romaji text
    email text?
    phone text?
    locale text
    letters text
    held_until text?
    user_handle text
    created_at text`,
  )
  await table(
    db,
    'role_grant',
    `
    id text primary
    person_id text -> person.id
    role text
    town_id text? -> town.id
    from_on text
    until_on text?
    granted_by text? -> person.id
    reason text
    ended_by text? -> person.id
    end_reason text?`,
  )
  await table(
    db,
    'worker_profile',
    `
    person_id text primary -> person.id
    town_id text -> town.id
    status text
    clearance text
    places text
    weekly_hours integer
    vetted_on text
    vetted_by text? -> person.id
    vetted_until text
    status_reason text?
    status_words text?
    status_at text?`,
  )
  await table(
    db,
    'passkey',
    `
    id text primary
    person_id text -> person.id
    public_key ${blob}
    counter bigint
    transports text
    backup_eligible integer
    backed_up integer
    label text
    created_at text
    last_used_at text?
    suspended_at text?
    recovery_id text?`,
  )
  await table(
    db,
    'enrolment',
    `
    id text primary
    code_hash text
    person_id text -> person.id
    issued_by text? -> person.id
    issued_at text
    expires_at text
    used_at text?
    recovery_id text?`,
  )
  await table(
    db,
    'challenge',
    `
    id text primary
    challenge text
    purpose text
    person_id text? -> person.id
    enrolment_id text? -> enrolment.id
    about text?
    expires_at text`,
  )
  await table(
    db,
    'session',
    `
    id text primary
    person_id text -> person.id
    passkey_id text?
    device text
    created_at text
    seen_at text
    expires_at text
    ends_at text
    idle_minutes integer
    proved_at text
    shared_pc_id text?`,
  )
  await table(
    db,
    'rate_limit',
    `
    key text primary
    points integer
    expire bigint?`,
  )
  await index(db, 'operating_body', ['town_id'], { unique: true })
  await index(db, 'person', ['user_handle'], { unique: true })
  await index(db, 'role_grant', ['person_id'])
  await index(db, 'role_grant', ['role', 'town_id'])
  await index(db, 'worker_profile', ['town_id'])
  await index(db, 'passkey', ['person_id'])
  await index(db, 'enrolment', ['code_hash'], { unique: true })
  await index(db, 'session', ['person_id'])
}
