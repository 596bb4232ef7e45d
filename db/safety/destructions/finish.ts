/** The end of a destruction: every word of the content is blanked, the package is closed, and the certificate is issued. */

import { type Day, dayOf } from '../../../policies/kernel/days.ts'
import type { Permit } from '../../../policies/kernel/decision.ts'
import type { Accounting } from '../../../policies/safety/custody.ts'
import { finalOn } from '../../../policies/safety/destructions.ts'
import { changeRow } from '../../kernel/change.ts'
import { Stale, type Tx } from '../../kernel/database.ts'
import { sha256 } from '../../kernel/ids.ts'
import { toJson } from '../../kernel/schema.ts'
import type { Instant } from '../../kernel/time.ts'
import { countAccountings } from '../custody.ts'
import { blankContent } from './blank.ts'
import { type FoundDestruction, findDestruction, inventoryOf } from './find.ts'
import type { Gone } from './inventory.ts'

/**
 * The certificate (廃棄証明) as it is hashed and kept: figures, fingerprints, and the names of those who answer for it. INVARIANT: it
 * knows the package by its number, since the secretariat and auditors read it for good, and a title tells of the content.
 */
export type Certificate = {
  readonly format: 'yui-destruction-2' | typeof titledFormat
  readonly package: { readonly id: string; readonly number: string }
  readonly town: { readonly id: string; readonly name: string; readonly romaji: string }
  readonly dataClass: string | null
  readonly rows: number
  readonly lots: number
  readonly files: readonly Omit<Gone, 'storageKey'>[]
  /** Objects that no file pointed to, left behind by something that was broken off. */
  readonly strays: number
  /** 暗号消去: the key is gone for good, the objects that it opened are deleted, and words about them are blanked. */
  readonly method: {
    readonly cipher: 'AES-256-GCM'
    readonly keysDestroyed: 1
    readonly objects: 'deleted'
    readonly words: 'blanked'
  }
  /** Null: the clock, on the day until which the package was kept. */
  readonly asked: { readonly by: Named; readonly at: Instant; readonly reason: string } | null
  readonly witnessed: { readonly by: Named } | null
  readonly keptUntil: Day | null
  readonly ledger: Readonly<Record<string, number>>
  readonly resultTakenAt: Instant | null
  readonly destroyedAt: Instant
  /** From this day on no backup of the key is left. */
  readonly finalOn: Day
  /** Where the record of the closing stands in the audit. */
  readonly audit: { readonly chain: string; readonly seq: number }
}
/** Earlier certificates hold the title, and their bytes never change. */
const titledFormat = 'yui-destruction-1'
export const holdsTitle = ({ format }: Pick<Certificate, 'format'>): boolean => format === titledFormat

type Named = { readonly id: string; readonly name: string; readonly romaji: string }
type Permits = { readonly close: Permit<'package.close'>; readonly certify: Permit<'destruction.certify'> }

/**
 * Finishes what was decided, once the key is destroyed and the objects are deleted. INVARIANT: the certificate is written in the one
 * write that closes the package, and never again. Throws Stale where another process finished it.
 */
export async function finishDestruction(
  tx: Tx,
  { close, certify }: Permits,
  { destroyedAt, strays }: { readonly destroyedAt: Instant; readonly strays: number },
): Promise<void> {
  const found = await findDestruction(tx.sql, close.on)
  if (found?.facts.stage !== 'decided') throw new Stale(close.on)
  const { status: to } = await changeRow(tx, close, { destroyedAt, updatedAt: tx.at }, { destroyedAt: null })
  await blankContent(tx, close.on)
  await tx.sql
    .updateTable('custody')
    .set({ accountedAt: tx.at, accountedHow: 'destroyed' satisfies Accounting })
    .where('packageId', '=', close.on)
    .where('takes', '=', 0)
    .where('accountedAt', 'is', null)
    .execute()
  const audit = await tx.record(close, { to, destroyedAt })
  const ledger = await countAccountings(tx, close.on)
  const certificate = certificateOf(found, { destroyedAt, strays, audit, ledger })
  const text = toJson(certificate)
  const done = await tx.sql
    .updateTable('destruction')
    .set({ certificate: text, sha256: sha256(text), doneAt: tx.at, finalOn: certificate.finalOn })
    .where('id', '=', found.destructionId!)
    .where('doneAt', 'is', null)
    .executeTakeFirst()
  if (done.numUpdatedRows !== 1n) throw new Stale(close.on)
  await tx.record(certify, { sha256: sha256(text), files: certificate.files.length, finalOn: certificate.finalOn })
}

/**
 * The database is an older copy, in which the package still exists; its key is gone. It is closed as it was, by a record of its own:
 * the certificate was issued where the copy was taken from.
 */
export async function reconcileDestruction(tx: Tx, permit: Permit<'destruction.reconcile'>, destroyedAt: Instant): Promise<void> {
  const { status } = (await tx.sql.selectFrom('package').select('status').where('id', '=', permit.on).executeTakeFirst()) ?? {}
  const closed = await tx.sql
    .updateTable('package')
    .set({ status: 'closed', destroyedAt, updatedAt: tx.at })
    .where('id', '=', permit.on)
    .where('destroyedAt', 'is', null)
    .executeTakeFirst()
  if (closed.numUpdatedRows !== 1n) throw new Stale(permit.on)
  await blankContent(tx, permit.on)
  await tx.record(permit, { from: status, destroyedAt })
}

type Outcome = {
  readonly destroyedAt: Instant
  readonly strays: number
  readonly audit: Certificate['audit']
  readonly ledger: Certificate['ledger']
}
function certificateOf(found: FoundDestruction, { destroyedAt, strays, audit, ledger }: Outcome): Certificate {
  const { askedBy, asker, askerRomaji, askedAt, reason, witnessedBy, witness, witnessRomaji } = found
  const named = (id: string | null, name: string | null, romaji: string | null): Named | null =>
    id === null ? null : { id, name: name ?? '', romaji: romaji ?? '' }
  const by = named(askedBy, asker, askerRomaji)
  const second = named(witnessedBy, witness, witnessRomaji)
  return {
    format: 'yui-destruction-2',
    package: { id: found.id, number: found.number },
    town: { id: found.townId, name: found.town, romaji: found.townRomaji },
    dataClass: found.dataClass,
    rows: found.rowCount ?? 0,
    lots: found.lotCount,
    files: inventoryOf(found).map(({ storageKey: _, ...file }) => file),
    strays,
    method: { cipher: 'AES-256-GCM', keysDestroyed: 1, objects: 'deleted', words: 'blanked' },
    asked: by && { by, at: askedAt!, reason: reason ?? '' },
    witnessed: second && { by: second },
    keptUntil: found.keepUntil,
    ledger,
    resultTakenAt: found.resultTakenAt,
    destroyedAt,
    finalOn: finalOn(dayOf(destroyedAt)),
    audit,
  }
}
