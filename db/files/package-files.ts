/** Files of packages beside their lists: added, checked, held, refused, removed; what was removed stays as a line without bytes. */

import type { FileKind, FileProblem } from '../../policies/files/files.ts'
import { deliverable, type Failed, type State } from '../../policies/files/package-files.ts'
import type { Permit } from '../../policies/kernel/decision.ts'
import { preparing } from '../../policies/packages/statuses.ts'
import { Stale, type Tx } from '../kernel/database.ts'
import type { Reader } from '../kernel/reader.ts'
import { fromJson, type Schema, toJson } from '../kernel/schema.ts'
import type { Instant } from '../kernel/time.ts'
import { holdLot } from '../telework/assignments/hold.ts'
import { addFile, type StoredBytes } from './files.ts'

type Added = { packageId: string; assignmentId: string | null; name: string; bytes: StoredBytes }

/** Adds a file under the id that the permit names; nobody has it before it was checked. */
export async function addPackageFile(tx: Tx, permit: Permit<'file.add'>, { bytes, ...added }: Added): Promise<void> {
  const { packageId, assignmentId, name } = added
  await (assignmentId === null ? holdPackage(tx, packageId) : holdLot(tx, assignmentId))
  const fileId = await addFile(tx, { ...bytes, packageId, name })
  await tx.sql
    .insertInto('packageFile')
    .values({
      id: permit.on,
      ...{ packageId, fileId, assignmentId, submissionId: null, kind: null, state: 'scanning', problems: toJson([]) },
      ...{ addedBy: tx.actorId!, addedAt: tx.at, begun: 0, begunAt: null, checkedAt: null, scannedAt: null, removedAt: null },
    })
    .execute()
  const about = assignmentId === null ? { package: packageId } : { assignment: assignmentId }
  await tx.record(permit, { ...about, size: bytes.size, sha256: bytes.sha256 })
}

/** INVARIANT: nothing is added or taken out behind the back of who hands over or publishes: they would be Stale, or this is. */
async function holdPackage({ sql, at }: Tx, packageId: string): Promise<void> {
  const open = await sql
    .updateTable('package')
    .set({ updatedAt: at })
    .where('id', '=', packageId)
    .where('status', 'in', preparing)
    .executeTakeFirst()
  if (open.numUpdatedRows !== 1n) throw new Stale(packageId)
}

type Verdict = { state: 'clean'; kind: FileKind; scanned: boolean } | { state: Failed; problems: readonly FileProblem[] }

/** What the checks came to. INVARIANT: only once; whoever checked the same file second is Stale. */
export async function settleFile(tx: Tx, permit: Permit<'file.check' | 'file.hold'>, verdict: Verdict): Promise<void> {
  const isClean = verdict.state === 'clean'
  const set: Partial<Schema['packageFile']> = isClean
    ? { state: 'clean', kind: verdict.kind, scannedAt: verdict.scanned ? tx.at : null }
    : { state: verdict.state, problems: toJson([...verdict.problems]) }
  const settled = await tx.sql
    .updateTable('packageFile')
    .set({ ...set, checkedAt: tx.at, begun: 0, begunAt: null })
    .where('id', '=', permit.on)
    .where('state', '=', 'scanning')
    .where('removedAt', 'is', null)
    .executeTakeFirst()
  if (settled.numUpdatedRows !== 1n) throw new Stale(permit.on)
  const found = isClean
    ? { kind: verdict.kind, scanned: verdict.scanned }
    : { problems: verdict.problems.map(({ kind }) => kind) }
  await tx.record(permit, { to: verdict.state, ...found })
}

/**
 * Takes a file out; the caller removes its bytes once this was committed. `lot`: whose worker takes it back before it has gone out.
 * What is held goes at any time, other material while it may be added to.
 */
export async function removePackageFile(tx: Tx, permit: Permit<'file.remove'>, lot?: string): Promise<void> {
  if (lot) await holdLot(tx, lot)
  const there = tx.sql
    .updateTable('packageFile')
    .set({ removedAt: tx.at })
    .where('id', '=', permit.on)
    .where('removedAt', 'is', null)
  const removed = await (lot ? there.where('submissionId', 'is', null) : there)
    .returning(['packageId', 'state'])
    .executeTakeFirst()
  if (!removed) throw new Stale(permit.on)
  if (!lot && removed.state !== 'held') await holdPackage(tx, removed.packageId)
  await tx.record(permit)
}

/** What was added to a lot goes out with its delivery; whatever was refused or is held stays. Gives the SHA-256 of each. */
export async function deliverFiles(tx: Tx, assignmentId: string, submissionId: string): Promise<string[]> {
  const sent = await tx.sql
    .updateTable('packageFile')
    .set({ submissionId })
    .where('assignmentId', '=', assignmentId)
    .where('submissionId', 'is', null)
    .where('removedAt', 'is', null)
    .where('state', 'in', deliverable)
    .returning('fileId')
    .execute()
  if (sent.length === 0) return []
  const files = await tx.sql
    .selectFrom('file')
    .select('sha256')
    .where(
      'id',
      'in',
      sent.map(({ fileId }) => fileId),
    )
    .orderBy('id')
    .execute()
  return files.map(({ sha256 }) => sha256)
}

const found = (db: Reader) =>
  db
    .selectFrom('packageFile as p')
    .innerJoin('file as f', 'f.id', 'p.fileId')
    .innerJoin('package', 'package.id', 'p.packageId')
    .innerJoin('person', 'person.id', 'p.addedBy')
    .select(['p.id', 'p.packageId', 'p.assignmentId', 'p.submissionId', 'p.kind', 'p.state', 'p.problems', 'p.addedAt'])
    .select(['p.checkedAt', 'p.scannedAt', 'p.removedAt', 'f.name', 'f.size', 'f.sha256', 'f.storageKey', 'package.townId'])
    .select(['person.name as by', 'person.romaji as byRomaji'])

function unpack<Row extends { problems: string; removedAt: Instant | null; submissionId: string | null } & FileRow>(row: Row) {
  const { id, townId, state, assignmentId } = row
  return {
    ...row,
    problems: fromJson(row.problems as Schema['packageFile']['problems']) as FileProblem[],
    facts: { id, townId, state, removed: row.removedAt !== null, assignmentId, delivered: row.submissionId !== null },
  }
}
type FileRow = { id: string; townId: string; state: State; assignmentId: string | null }

export async function findPackageFile(db: Reader, id: string) {
  const row = await found(db).where('p.id', '=', id).executeTakeFirst()
  return row && unpack(row)
}
export type PackageFile = NonNullable<Awaited<ReturnType<typeof findPackageFile>>>

/** What a town added to a package, oldest first; what was removed is gone from it. */
export async function listMaterial(db: Reader, packageId: string): Promise<PackageFile[]> {
  const rows = await found(db)
    .where('p.packageId', '=', packageId)
    .where('p.assignmentId', 'is', null)
    .where('p.removedAt', 'is', null)
    .orderBy('p.id')
    .execute()
  return rows.map(unpack)
}

/** What was added to the deliveries of one lot, oldest first. */
export async function listAttached(db: Reader, assignmentId: string): Promise<PackageFile[]> {
  const rows = await found(db)
    .where('p.assignmentId', '=', assignmentId)
    .where('p.removedAt', 'is', null)
    .orderBy('p.id')
    .execute()
  return rows.map(unpack)
}

/** What workers added that is held: for the town and the manager, who decide what becomes of it. */
export async function listHeld(db: Reader, packageId: string): Promise<PackageFile[]> {
  const rows = await found(db)
    .where('p.packageId', '=', packageId)
    .where('p.assignmentId', 'is not', null)
    .where('p.state', '=', 'held')
    .where('p.removedAt', 'is', null)
    .orderBy('p.id')
    .execute()
  return rows.map(unpack)
}
