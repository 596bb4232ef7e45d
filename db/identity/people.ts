/** People: their names, roles and profiles. */

import { holdAt } from '../../policies/identity/hold.ts'
import type { Actor, Grant, Role } from '../../policies/identity/people.ts'
import { type Day, dayOf } from '../../policies/kernel/days.ts'
import type { Permit } from '../../policies/kernel/decision.ts'
import { validUntil } from '../../policies/membership/vetting.ts'
import type { DataClass, Place } from '../../policies/safety/classes.ts'
import { type Database, Stale, type Tx } from '../kernel/database.ts'
import { newId, newSecret } from '../kernel/ids.ts'
import { prepared } from '../kernel/prepared.ts'
import type { Reader } from '../kernel/reader.ts'
import { fromJson, type Locale, toJson } from '../kernel/schema.ts'
import type { Instant } from '../kernel/time.ts'
import { inForce } from '../membership/grants.ts'

type NewPerson = { name: string; kana: string; romaji: string; email: string | null; locale: Locale }
type NewWorker = { places: readonly Place[]; weeklyHours: number; clearance: DataClass }

/** Adds the person that the permit names, with one role; with `worker` vetted already, as only tests do: others come by a vetting. */
export async function addPerson(
  tx: Tx,
  permit: Permit<'person.invite'>,
  person: NewPerson,
  grant: Grant,
  worker?: NewWorker,
): Promise<void> {
  const id = permit.on
  await tx.sql
    .insertInto('person')
    .values({ letters: 'all', ...person, id, userHandle: newSecret(32), createdAt: tx.at })
    .execute()
  await addGrant(tx, id, grant, '')
  if (worker && grant.townId)
    await tx.sql
      .insertInto('workerProfile')
      .values({
        personId: id,
        townId: grant.townId,
        status: 'active',
        clearance: worker.clearance,
        places: toJson([...worker.places]),
        weeklyHours: worker.weeklyHours,
        vettedOn: dayOf(tx.at),
        vettedBy: tx.actorId,
        vettedUntil: validUntil(dayOf(tx.at)),
      })
      .execute()
  await tx.record(permit, { role: grant.role, town: grant.townId })
}

/**
 * Brings in the first of the secretariat; throws Stale when somebody was first.
 * INVARIANT: the record comes first, since it locks the head of the alliance's chain: of two foundings one sees the other.
 */
export async function foundAlliance(tx: Tx, permit: Permit<'person.invite'>, person: NewPerson): Promise<void> {
  await tx.sql
    .insertInto('person')
    .values({ letters: 'all', ...person, id: permit.on, userHandle: newSecret(32), createdAt: tx.at })
    .execute()
  await tx.record(permit, { role: 'secretariat', founding: true })
  const earlier = await tx.sql.selectFrom('roleGrant').select('id').where('role', '=', 'secretariat').executeTakeFirst()
  if (earlier) throw new Stale('founded')
  await addGrant(tx, permit.on, { role: 'secretariat', townId: null }, 'founding')
}

const addGrant = (tx: Tx, personId: string, { role, townId }: Grant, reason: string) =>
  tx.sql
    .insertInto('roleGrant')
    .values({
      id: newId(tx.at),
      personId,
      role,
      townId,
      fromOn: dayOf(tx.at),
      untilOn: null,
      grantedBy: tx.actorId,
      reason,
    })
    .execute()

type Found = Actor & { name: string; kana: string; romaji: string; locale: Locale; email: string | null }

/** A person with every role held today, as the rules want them. */
export async function findActor(db: Reader, id: string, at: Instant): Promise<Found | undefined> {
  const rows = await db
    .selectFrom('person')
    .leftJoin('roleGrant', (on) => on.onRef('roleGrant.personId', '=', 'person.id').on(inForce(dayOf(at))))
    .where('person.id', '=', id)
    .select(['person.id', 'name', 'kana', 'romaji', 'locale', 'email', 'heldUntil', 'role', 'townId'])
    .execute()
  const [first] = rows
  if (!first) return undefined
  const { name, kana, romaji, locale, email, heldUntil } = first
  const grants = rows.flatMap(({ role, townId }): Grant[] => (role ? [{ role, townId }] : []))
  return { id, name, kana, romaji, locale, email, heldUntil: holdAt(heldUntil, at), grants }
}

/** Names of one person, and how they are reached and addressed. */
export const readPerson = (db: Reader, id: string) =>
  db
    .selectFrom('person')
    .select(['name', 'kana', 'romaji', 'email', 'phone', 'locale', 'letters'])
    .where('id', '=', id)
    .executeTakeFirstOrThrow()

/** The random name under which a person's devices know them; authenticators see it, and no list of ours. */
export const findUserHandle = async (db: Reader, id: string): Promise<string> =>
  (await db.selectFrom('person').select('userHandle').where('id', '=', id).executeTakeFirstOrThrow()).userHandle

/** Who holds a role that reaches a town on a day. */
export const listHolders = (db: Reader, role: Role, townId: string, today: Day) =>
  db
    .selectFrom('roleGrant')
    .innerJoin('person', 'person.id', 'roleGrant.personId')
    .where('role', '=', role)
    .where(inForce(today))
    .where((e) => e.or([e('townId', '=', townId), e('townId', 'is', null)]))
    .select(['person.id', 'person.name', 'person.kana', 'person.romaji'])
    .orderBy('person.kana')
    .orderBy('person.id')
    .execute()

const profileOf = prepared((db, personId: string) =>
  db
    .selectFrom('workerProfile')
    .innerJoin('town', 'town.id', 'workerProfile.townId')
    .where('personId', '=', personId)
    .select(['personId as id', 'townId', 'status', 'clearance', 'places', 'weeklyHours', 'vettedUntil'])
    .select(['town.name as town', 'town.romaji as townRomaji']),
)
const completionsOf = prepared((db, personId: string) =>
  db.selectFrom('completion').select(['courseId', 'result', 'completedOn', 'validUntil']).where('personId', '=', personId),
)

/** A worker as the rules of eligibility see them. */
export async function findWorker(db: Reader, personId: string) {
  const [profile] = await profileOf(db, personId)
  if (!profile) return undefined
  const { places, ...rest } = profile
  return { places: fromJson(places) as Place[], completions: await completionsOf(db, personId), ...rest }
}
export type Worker = NonNullable<Awaited<ReturnType<typeof findWorker>>>

export async function setLocale(tx: Tx, permit: Permit<'account.edit'>, locale: Locale): Promise<void> {
  await tx.sql.updateTable('person').set({ locale }).where('id', '=', permit.on).execute()
  await tx.record(permit, { locale })
}

/** Whether anybody has ever held the secretariat: until then the console may bring in the first one. */
export async function isFounded({ read }: Database): Promise<boolean> {
  return (await read.selectFrom('roleGrant').select('id').where('role', '=', 'secretariat').limit(1).execute()).length > 0
}

/** The secretariat people who have no passkey: those whom the console may hand a new link. */
export const listSecretariatWithoutKey = ({ read }: Database, today: Day) =>
  read
    .selectFrom('person')
    .innerJoin('roleGrant', 'roleGrant.personId', 'person.id')
    .leftJoin('passkey', 'passkey.personId', 'person.id')
    .where('role', '=', 'secretariat')
    .where(inForce(today))
    .where('passkey.id', 'is', null)
    .select(['person.id', 'person.name', 'person.romaji'])
    .orderBy('person.id')
    .execute()

/** Everybody of the secretariat on a day, by the names that the console knows them by. */
export const listSecretariat = ({ read }: Database, today: Day) =>
  read
    .selectFrom('person')
    .innerJoin('roleGrant', 'roleGrant.personId', 'person.id')
    .where('role', '=', 'secretariat')
    .where(inForce(today))
    .select(['person.id', 'person.name', 'person.romaji'])
    .distinct()
    .orderBy('person.id')
    .execute()
