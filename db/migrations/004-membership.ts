/** How people become members and stay safe: vetting, the towns' documents, recovery, proofs of one act, shared PCs, corrections. */
import { type Kysely, type SqlBool, sql } from 'kysely'
import { index, table } from './table.ts'

export async function membership(db: Kysely<unknown>): Promise<void> {
  await table(
    db,
    'town_document',
    `
    id text primary
    town_id text -> town.id
    kind text
    version integer
    body text
    sha256 text
    published_by text? -> person.id
    published_at text`,
  )
  await table(
    db,
    'vetting',
    `
    id text primary
    person_id text -> person.id
    town_id text -> town.id
    kind text
    status text
    weekly_hours integer
    places text
    skills text
    applied_at text
    proposed_class text?
    proposed_by text? -> person.id
    proposed_at text?
    clearance text?
    decided_by text? -> person.id
    decided_at text?
    reason text?
    valid_until text?`,
  )
  await table(
    db,
    'vetting_step',
    `
    id text primary
    vetting_id text -> vetting.id
    step text
    how text
    note text
    answers text
    document_id text? -> town_document.id
    done_by text -> person.id
    done_on text
    done_at text`,
  )
  await table(
    db,
    'recovery',
    `
    id text primary
    person_id text -> person.id
    how text
    note text
    started_by text -> person.id
    started_at text
    approved_by text? -> person.id
    approved_at text?
    used_at text?
    held_until text?
    cancelled_by text? -> person.id
    cancelled_at text?
    stopped_at text?
    settled_at text?`,
  )
  await table(
    db,
    'proof',
    `
    id text primary
    person_id text -> person.id
    passkey_id text
    about text
    expires_at text`,
  )
  await table(
    db,
    'shared_pc',
    `
    id text primary
    secret_hash text
    town_id text -> town.id
    label text
    registered_by text -> person.id
    registered_at text
    ended_by text? -> person.id
    ended_at text?`,
  )
  await table(
    db,
    'correction',
    `
    id text primary
    person_id text -> person.id
    town_id text
    field text
    wish text
    status text
    asked_at text
    due_on text
    answered_by text? -> person.id
    answered_at text?
    answer text?`,
  )
  await index(db, 'town_document', ['town_id', 'kind', 'version'], { unique: true })
  await index(db, 'vetting', ['person_id'])
  await index(db, 'vetting', ['town_id', 'status', 'applied_at'])
  // INVARIANT: one open vetting a person, and each step once; a newer pledge is signed beside the older one, which stays.
  await index(db, 'vetting', ['person_id', 'status'], { unique: true, where: sql<SqlBool>`status = 'open'` })
  await index(db, 'vetting_step', ['vetting_id', 'step'], { unique: true, where: sql<SqlBool>`step <> 'pledge'` })
  await index(db, 'vetting_step', ['vetting_id', 'document_id'], { unique: true, where: sql<SqlBool>`step = 'pledge'` })
  await index(db, 'recovery', ['person_id'])
  await index(db, 'shared_pc', ['secret_hash'], { unique: true })
  await index(db, 'correction', ['person_id'])
  await index(db, 'correction', ['town_id', 'status'])
}
