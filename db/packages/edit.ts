/** Packages as they are made: drafted, filled with rows, planned. */
import { sql } from 'kysely'
import { acts } from '../../policies/kernel/acts.ts'
import { type Day, dayOf, fiscalYear } from '../../policies/kernel/days.ts'
import type { Permit } from '../../policies/kernel/decision.ts'
import { within } from '../../policies/kernel/statuses.ts'
import type { Move } from '../../policies/packages/packages.ts'
import { type Ended, ended } from '../../policies/packages/statuses.ts'
import type { DataClass, Place } from '../../policies/safety/classes.ts'
import { keepUntil } from '../../policies/safety/destructions.ts'
import { addFile, type StoredBytes } from '../files/files.ts'
import { changeRow } from '../kernel/change.ts'
import type { Tx } from '../kernel/database.ts'
import { toJson } from '../kernel/schema.ts'
import type { Instant } from '../kernel/time.ts'
import { readTownRules } from '../membership/town-documents.ts'

/** The town's next number of the fiscal year, `R8-0012`. INVARIANT: unique per town by constraint; the town's audit head is locked first. */
async function nextNumber(tx: Tx, townId: string): Promise<string> {
  const prefix = `R${fiscalYear(dayOf(tx.at)) - 2018}-`
  const last = await tx.sql
    .selectFrom('package')
    .select('number')
    .where('townId', '=', townId)
    .where('number', 'like', `${prefix}%`)
    .orderBy('number', 'desc')
    .limit(1)
    .executeTakeFirst()
  return prefix + String(Number(last?.number.slice(prefix.length) ?? 0) + 1).padStart(4, '0')
}

/** Begins a draft under the id that the permit names; a title is enough. */
export async function createPackage(
  tx: Tx,
  permit: Permit<'package.create'>,
  { title, purpose = '', client = '' }: { title: string; purpose?: string; client?: string },
): Promise<void> {
  await tx.record(permit)
  await tx.sql
    .insertInto('package')
    .values({
      id: permit.on,
      townId: permit.chain,
      number: await nextNumber(tx, permit.chain),
      title,
      purpose,
      client,
      brief: '',
      criteria: toJson([]),
      dataClass: null,
      answers: toJson({}),
      places: toJson([]),
      courses: toJson([]),
      towns: toJson([]),
      managerId: null,
      unitPrice: null,
      minutesPerRow: null,
      dueOn: null,
      expenses: '',
      priceReason: null,
      sentBackWords: null,
      stoppedWords: null,
      concludedWords: null,
      status: 'draft',
      rowCount: null,
      rowsPerLot: null,
      lotCount: 0,
      lotsFree: 0,
      lotsApproved: 0,
      createdBy: tx.actorId!,
      createdAt: tx.at,
      publishedAt: null,
      updatedAt: tx.at,
    })
    .execute()
}

export type Draft = Partial<{
  title: string
  purpose: string
  client: string
  brief: string
  criteria: string[]
  dataClass: DataClass
  answers: Record<string, boolean>
  managerId: string
}>

/** Saves one step of the draft. */
export async function editPackage(tx: Tx, permit: Permit<'package.edit'>, { criteria, answers, ...plain }: Draft): Promise<void> {
  const set = {
    ...plain,
    ...(criteria ? { criteria: toJson(criteria) } : {}),
    ...(answers ? { answers: toJson(answers) } : {}),
    updatedAt: tx.at,
  }
  await changeRow(tx, permit, set)
  await tx.record(permit, { fields: Object.keys({ ...plain, ...(criteria && { criteria }), ...(answers && { answers }) }) })
}

type RowList = {
  name: string
  bytes: StoredBytes
  header: string[]
  headerBytes: number
  rowCount: number
  encoding: string
  lineEnd: string
  keyColumns: string[]
  /** The first rows, sealed (`FileStore.sealText`). */
  sample: string
  /** What an officer said that its 12 digits are. */
  numbers?: string | undefined
}

/**
 * Gives the package its rows; a second import takes the place of the first, and lots cut from the first are gone.
 * Gives the storage key that is no longer needed. INVARIANT: the package's row is changed first, so that two imports follow each other.
 */
export async function putRows(tx: Tx, permit: Permit<'package.import'>, list: RowList): Promise<string | undefined> {
  const packageId = permit.on
  const none = { rowsPerLot: null, lotCount: 0, lotsFree: 0 }
  await changeRow(tx, permit, { rowCount: list.rowCount, ...none, updatedAt: tx.at })
  await tx.sql.deleteFrom('lot').where('packageId', '=', packageId).execute()
  const old = await tx.sql
    .selectFrom('rowList')
    .innerJoin('file', 'file.id', 'rowList.fileId')
    .where('rowList.packageId', '=', packageId)
    .select(['fileId', 'storageKey'])
    .executeTakeFirst()
  await tx.sql.deleteFrom('rowList').where('packageId', '=', packageId).execute()
  if (old) await tx.sql.deleteFrom('file').where('id', '=', old.fileId).execute()
  const fileId = await addFile(tx, { ...list.bytes, packageId, name: list.name })
  const { header, headerBytes, rowCount, encoding, lineEnd, keyColumns, sample } = list
  await tx.sql
    .insertInto('rowList')
    .values({
      packageId,
      fileId,
      header: toJson(header),
      headerBytes,
      rowCount,
      encoding,
      lineEnd,
      keyColumns: toJson(keyColumns),
      keyColumn: keyColumns[0] ?? null,
      sample,
    })
    .execute()
  const { numbers } = list
  await tx.record(permit, { file: fileId, rows: rowCount, sha256: list.bytes.sha256, encoding, ...(numbers ? { numbers } : {}) })
  return old?.storageKey
}

export type Plan = {
  unitPrice: number
  minutesPerRow: number
  dueOn: Day
  places: Place[]
  courses: string[]
  towns: string[]
  expenses: string
  priceReason?: string | null
  keyColumn: string | null
}

/** What the manager asks and pays: price, date, training, places, towns. Prices of lots follow. */
export async function planPackage(tx: Tx, permit: Permit<'package.plan'>, plan: Plan): Promise<void> {
  const { places, courses, towns, keyColumn, ...plain } = plan
  await changeRow(tx, permit, {
    ...plain,
    places: toJson(places),
    courses: toJson(courses),
    towns: toJson(towns),
    updatedAt: tx.at,
  })
  await tx.sql.updateTable('rowList').set({ keyColumn }).where('packageId', '=', permit.on).execute()
  // The same sum as lotPrice() in policies/packages/lots.ts, over all lots at once.
  const price = sql<number>`(${sql.ref('lastRow')} - ${sql.ref('firstRow')} + 1) * ${sql.lit(plan.unitPrice)}`
  await tx.sql.updateTable('lot').set({ price }).where('packageId', '=', permit.on).execute()
  await tx.record(permit, { unitPrice: plan.unitPrice, dueOn: plan.dueOn, courses, towns, places })
}

/** Moves the package on. `seen`: when what was decided upon was last changed; a later change is `Stale`, because nobody has checked it. */
export async function movePackage(
  tx: Tx,
  permit: Permit<Move>,
  detail: Record<string, unknown> = {},
  seen?: Instant,
): Promise<void> {
  const { to } = acts[permit.act]
  await changeRow(tx, permit, { updatedAt: tx.at }, seen ? { updatedAt: seen } : {})
  // Once the draft is handed over its list stays as it was read; the bytes, which nothing names any more, go by the sweep.
  await tx.sql.deleteFrom('sentList').where('packageId', '=', permit.on).execute()
  if (within(ended, to)) await keepFrom(tx, permit.on, to)
  await tx.record(permit, { to, ...detail })
}

/** INVARIANT: what has ended has a day on which it is destroyed, by the rules of its town on the day of the end. */
export async function keepFrom(tx: Tx, packageId: string, how: Ended): Promise<void> {
  const pkg = await tx.sql.selectFrom('package').select(['townId', 'dataClass']).where('id', '=', packageId).executeTakeFirst()
  const rules = await readTownRules(tx.sql, pkg!.townId)
  const until = keepUntil(how, { dataClass: pkg!.dataClass, rules }, dayOf(tx.at))
  await tx.sql.updateTable('package').set({ keepUntil: until }).where('id', '=', packageId).execute()
}

/**
 * Sends the draft back with what is asked for; the words stay with the package, not in the audit. What was consented to is about to
 * change, so consents are asked for anew.
 */
export async function sendBack(tx: Tx, permit: Permit<'package.send-back'>, words: string): Promise<void> {
  const { status: to } = await changeRow(tx, permit, { sentBackWords: words, updatedAt: tx.at })
  await tx.sql.deleteFrom('consent').where('packageId', '=', permit.on).execute()
  await tx.record(permit, { to })
}

/** Publishes: the package stands in the list of every chosen town from this instant. */
export async function publishPackage(
  tx: Tx,
  permit: Permit<'package.publish'>,
  towns: readonly string[],
  seen?: Instant,
): Promise<void> {
  await changeRow(tx, permit, { publishedAt: tx.at, updatedAt: tx.at }, seen ? { updatedAt: seen } : {})
  await tx.sql
    .insertInto('packageTown')
    .values(towns.map((townId) => ({ townId, packageId: permit.on, postedAt: tx.at, closed: 0 as const, version: 1 })))
    .execute()
  await tx.record(permit, { to: 'published', towns })
}
