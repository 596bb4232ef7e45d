/** Consents of a package's town, hop by hop: given, seconded, withdrawn; what a withdrawal closes is closed in the same write. */

import type { Day } from '../../policies/kernel/days.ts'
import type { Permit } from '../../policies/kernel/decision.ts'
import { consentable } from '../../policies/packages/consents.ts'
import type { Status } from '../../policies/packages/statuses.ts'
import type { DataClass } from '../../policies/safety/classes.ts'
import { inHand } from '../../policies/telework/assignments.ts'
import { Stale, type Tx } from '../kernel/database.ts'
import type { Reader } from '../kernel/reader.ts'
import { fromJson } from '../kernel/schema.ts'
import { inForce } from '../membership/grants.ts'
import { belongs } from '../membership/towns.ts'
import { cancelOffers } from '../telework/assignments/cancel.ts'
import { renewPostings } from './postings.ts'

type Asked = { readonly id: string; readonly townId: string; readonly status: Status; readonly towns: readonly string[] }

/**
 * Every town that a package is or will be posted to, its own first, with the body that stands for it and how its hop stands;
 * `inHand`: lots that its residents have in hand. Towns that have left are not among them.
 */
export async function listHops(db: Reader, pkg: Asked) {
  const posted = pkg.status === 'ready' ? [] : await postedTo(db, pkg.id)
  const ids = [...new Set([pkg.townId, ...(pkg.status === 'ready' ? pkg.towns : posted)])]
  const rows = await db
    .selectFrom('town')
    .leftJoin('operatingBody as body', 'body.townId', 'town.id')
    .leftJoin('consent as c', (on) => on.onRef('c.townId', '=', 'town.id').on('c.packageId', '=', pkg.id))
    .leftJoin('person as g', 'g.id', 'c.givenBy')
    .leftJoin('person as s', 's.id', 'c.secondedBy')
    .leftJoin('person as w', 'w.id', 'c.withdrawnBy')
    .where('town.id', 'in', ids)
    .where(belongs)
    .select(['town.id as townId', 'town.name', 'town.romaji', 'body.name as body'])
    .select(['c.givenBy', 'c.givenAt', 'g.name as giver', 'g.romaji as giverRomaji'])
    .select(['c.secondedBy', 'c.secondedAt', 's.name as second', 's.romaji as secondRomaji'])
    .select(['c.withdrawnAt', 'c.withdrawnWords', 'w.name as withdrawer', 'w.romaji as withdrawerRomaji'])
    .select((e) =>
      e
        .selectFrom('assignment as a')
        .innerJoin('workerProfile as p', 'p.personId', 'a.workerId')
        .where('a.packageId', '=', pkg.id)
        .where('a.status', 'in', inHand)
        .whereRef('p.townId', '=', 'town.id')
        .select((a) => a.fn.countAll<number | string>().as('n'))
        .as('inHand'),
    )
    .orderBy('town.id')
    .execute()
  const hops = rows.map(({ givenBy, givenAt, secondedBy, withdrawnAt, inHand, ...row }) => ({
    ...row,
    inHand: Number(inHand ?? 0),
    hop: givenBy === null || givenAt === null ? undefined : { givenBy, givenAt, secondedBy, withdrawnAt },
  }))
  return [...hops.filter(({ townId }) => townId === pkg.townId), ...hops.filter(({ townId }) => townId !== pkg.townId)]
}
export type FoundHop = Awaited<ReturnType<typeof listHops>>[number]

const postedTo = async (db: Reader, packageId: string): Promise<string[]> =>
  (await db.selectFrom('packageTown').select('townId').where('packageId', '=', packageId).execute()).map(({ townId }) => townId)

/** How many coordinators of a town count on a day. */
export async function countCoordinators(db: Reader, townId: string, today: Day): Promise<number> {
  const { n } = await db
    .selectFrom('roleGrant')
    .where('role', '=', 'coordinator')
    .where('townId', '=', townId)
    .where(inForce(today))
    .select((e) => e.fn.count<number | string>('personId').distinct().as('n'))
    .executeTakeFirstOrThrow()
  return Number(n)
}

/**
 * Packages whose consents may wait for somebody, oldest first: planned ones that are not published yet, and any with a hop that waits
 * for its second person; their towns and hops as `listHops` gives them, without those that have left. `towns` null: of every town. `asking`, `two`: classes that ask for consents, and for those of two persons.
 */
export async function listAsking(
  db: Reader,
  { towns, asking, two }: { towns: readonly string[] | null; asking: readonly DataClass[]; two: readonly DataClass[] },
  limit = 20,
) {
  if (towns?.length === 0) return []
  let query = db
    .selectFrom('package as p')
    .where('p.dataClass', 'in', asking)
    .where('p.frozenAt', 'is', null)
    .where('p.destroyedAt', 'is', null)
    .where((e) =>
      e.or([
        e.and([e('p.status', '=', 'ready'), e('p.unitPrice', 'is not', null)]),
        e.and([
          e('p.status', 'in', consentable),
          e('p.dataClass', 'in', two),
          e.exists(
            e
              .selectFrom('consent as c')
              .select('c.townId')
              .whereRef('c.packageId', '=', 'p.id')
              .where('c.secondedBy', 'is', null)
              .where('c.withdrawnAt', 'is', null),
          ),
        ]),
      ]),
    )
    .select(['p.id', 'p.townId', 'p.title', 'p.number', 'p.status', 'p.dataClass', 'p.towns'])
  if (towns) query = query.where('p.townId', 'in', towns)
  const rows = await query.orderBy('p.id').limit(limit).execute()
  if (rows.length === 0) return []
  const hops = await db
    .selectFrom('consent')
    .select(['packageId', 'townId', 'givenBy', 'secondedBy', 'withdrawnAt'])
    .where(
      'packageId',
      'in',
      rows.map(({ id }) => id),
    )
    .execute()
  const here = new Set((await db.selectFrom('town').select('id').where(belongs).execute()).map(({ id }) => id))
  return rows.map((row) => ({
    ...row,
    towns: fromJson(row.towns).filter((id) => here.has(id)),
    hops: hops.filter(({ packageId, townId }) => packageId === row.id && here.has(townId)),
  }))
}

/** Towns that a plan has asked a consent for since the draft was last handed over: sending it back voids what was asked, too. */
export async function listAsked(db: Reader, { id, townId }: Pick<Asked, 'id' | 'townId'>): Promise<string[]> {
  const rows = await db
    .selectFrom('audit')
    .where('chain', '=', townId)
    .where('subjectId', '=', id)
    .where('act', 'in', ['consent.ask', 'package.send-back'])
    .orderBy('seq', 'desc')
    .select(['act', 'detail'])
    .execute()
  const voided = rows.findIndex(({ act }) => act === 'package.send-back')
  const standing = voided < 0 ? rows : rows.slice(0, voided)
  return standing.flatMap(({ detail }) => (JSON.parse(detail) as { towns: string[] }).towns)
}

/** Notes that a plan waits for consents; the town is told. */
export const askConsents = (tx: Tx, permit: Permit<'consent.ask'>, towns: readonly string[]): Promise<unknown> =>
  tx.record(permit, { towns })

const noSecond = { secondedBy: null, secondedAt: null }
const standing = { withdrawnBy: null, withdrawnAt: null, withdrawnWords: null }

/**
 * Consents for these towns, for the first time or anew; anew it takes a second person again. `complete`: no second person is asked
 * for, so what is published opens. Throws Stale where one of them was consented to meanwhile.
 */
export async function giveConsents(
  tx: Tx,
  permit: Permit<'consent.give'>,
  towns: readonly string[],
  complete: boolean,
): Promise<void> {
  const given = { givenBy: tx.actorId!, givenAt: tx.at, ...noSecond, ...standing }
  for (const townId of towns) {
    const { numInsertedOrUpdatedRows } = await tx.sql
      .insertInto('consent')
      .values({ packageId: permit.on, townId, ...given })
      .onConflict((on) => on.columns(['packageId', 'townId']).doUpdateSet(given).where('consent.withdrawnAt', 'is not', null))
      .executeTakeFirst()
    if (!numInsertedOrUpdatedRows) throw new Stale(permit.on)
  }
  if (complete) await openPostings(tx, permit.on, towns)
  await tx.record(permit, { towns })
}

/** The second of two persons. INVARIANT: the WHERE never takes the giver for the second. Throws Stale where somebody else was first. */
export async function secondConsents(tx: Tx, permit: Permit<'consent.second'>, towns: readonly string[]): Promise<void> {
  const seconded = await tx.sql
    .updateTable('consent')
    .set({ secondedBy: tx.actorId, secondedAt: tx.at })
    .where('packageId', '=', permit.on)
    .where('townId', 'in', towns)
    .where('secondedBy', 'is', null)
    .where('withdrawnAt', 'is', null)
    .where('givenBy', '!=', tx.actorId!)
    .executeTakeFirst()
  if (seconded.numUpdatedRows !== BigInt(towns.length)) throw new Stale(permit.on)
  await openPostings(tx, permit.on, towns)
  await tx.record(permit, { towns })
}

/**
 * Takes consents back, and with them everything that hung on them: content closes by the rule of access, the posting leaves the
 * towns' lists, open offers to their residents are cancelled. Where the class asked for no consent, the posting was one. Throws Stale
 * where one was withdrawn meanwhile. INVARIANT: the package's row is changed first, so that a publication decided upon before is stale.
 */
export async function withdrawConsents(
  tx: Tx,
  permit: Permit<'consent.withdraw'>,
  towns: readonly string[],
  words: string,
): Promise<void> {
  const pkg = await tx.sql
    .updateTable('package')
    .set({ updatedAt: tx.at })
    .where('id', '=', permit.on)
    .returning(['createdBy', 'publishedAt'])
    .executeTakeFirstOrThrow()
  const withdrawn = { withdrawnBy: tx.actorId, withdrawnAt: tx.at, withdrawnWords: words }
  const implied = { givenBy: pkg.createdBy, givenAt: pkg.publishedAt ?? tx.at, ...noSecond }
  for (const townId of towns) {
    const { numInsertedOrUpdatedRows } = await tx.sql
      .insertInto('consent')
      .values({ packageId: permit.on, townId, ...implied, ...withdrawn })
      .onConflict((on) => on.columns(['packageId', 'townId']).doUpdateSet(withdrawn).where('consent.withdrawnAt', 'is', null))
      .executeTakeFirst()
    if (!numInsertedOrUpdatedRows) throw new Stale(permit.on)
  }
  await tx.sql
    .updateTable('packageTown')
    .set({ closed: 1 })
    .where('packageId', '=', permit.on)
    .where('townId', 'in', towns)
    .execute()
  await renewPostings(tx, permit.on)
  const offers = await cancelOffers(tx, permit, towns)
  await tx.record(permit, { towns, offers })
}

/** What is published stands in the towns' lists again. INVARIANT: the package's row is changed first, so that a freeze closes them after this. */
export async function openPostings(tx: Tx, packageId: string, towns: readonly string[]): Promise<void> {
  const pkg = await tx.sql
    .updateTable('package')
    .set({ updatedAt: tx.at })
    .where('id', '=', packageId)
    .returning('status')
    .executeTakeFirst()
  if (pkg?.status !== 'published') return
  const here = tx.sql.selectFrom('town').select('id').where(belongs)
  await tx.sql
    .updateTable('packageTown')
    .set({ closed: 0 })
    .where('packageId', '=', packageId)
    .where('townId', 'in', towns)
    .where('townId', 'in', here)
    .execute()
  await renewPostings(tx, packageId)
}
