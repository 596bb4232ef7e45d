/** Shared PCs of centres: who registered which, and the mark by which a machine is known. */
import type { Permit } from '../../policies/kernel/decision.ts'
import { Stale, type Tx } from '../kernel/database.ts'
import { newSecret, sha256 } from '../kernel/ids.ts'
import type { Reader } from '../kernel/reader.ts'

/** The shared PC that keeps this secret in its cookie; nothing once it was taken out. */
export const findSharedPcBy = (db: Reader, secret: string) =>
  db
    .selectFrom('sharedPc')
    .select(['id', 'townId', 'label'])
    .where('secretHash', '=', sha256(secret))
    .where('endedAt', 'is', null)
    .executeTakeFirst()

export const findSharedPc = (db: Reader, id: string) =>
  db.selectFrom('sharedPc').select(['id', 'townId', 'label', 'registeredAt', 'endedAt']).where('id', '=', id).executeTakeFirst()

/** The PCs of these towns with who registered them and when; those taken out come last. */
export const listSharedPcs = async (db: Reader, towns: readonly string[]) =>
  towns.length === 0
    ? []
    : db
        .selectFrom('sharedPc')
        .innerJoin('town', 'town.id', 'sharedPc.townId')
        .innerJoin('person', 'person.id', 'sharedPc.registeredBy')
        .where('sharedPc.townId', 'in', towns)
        .select(['sharedPc.id', 'label', 'registeredAt', 'endedAt', 'town.name as town', 'town.romaji as townRomaji'])
        .select(['person.name', 'person.kana', 'person.romaji'])
        .orderBy('registeredAt', 'desc')
        .orderBy('sharedPc.id')
        .execute()

/** Registers the machine under the id that the permit names; gives the secret for its cookie, of which only the hash is kept. */
export async function registerSharedPc(
  tx: Tx,
  permit: Permit<'shared-pc.register'>,
  { townId, label }: { townId: string; label: string },
): Promise<string> {
  const secret = newSecret()
  await tx.sql
    .insertInto('sharedPc')
    .values({
      id: permit.on,
      secretHash: sha256(secret),
      townId,
      label,
      registeredBy: tx.actorId!,
      registeredAt: tx.at,
      endedBy: null,
      endedAt: null,
    })
    .execute()
  await tx.record(permit)
  return secret
}

/** Takes a machine out; throws Stale where somebody else did first. Sessions begun on it keep their short limits. */
export async function endSharedPc(tx: Tx, permit: Permit<'shared-pc.end'>): Promise<void> {
  const ended = await tx.sql
    .updateTable('sharedPc')
    .set({ endedBy: tx.actorId, endedAt: tx.at })
    .where('id', '=', permit.on)
    .where('endedAt', 'is', null)
    .executeTakeFirst()
  if (ended.numUpdatedRows === 0n) throw new Stale('shared-pc')
  await tx.record(permit)
}
