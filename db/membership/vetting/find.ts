/** Vettings as the rules and the pages see them. */

import type { Member, Standing, VettingFacts } from '../../../policies/membership/vetting.ts'
import type { DataClass, Place } from '../../../policies/safety/classes.ts'
import { prepared } from '../../kernel/prepared.ts'
import type { Reader } from '../../kernel/reader.ts'
import { fromJson } from '../../kernel/schema.ts'
import { findDocument, readTownRules } from '../town-documents.ts'

const whole = (db: Reader) =>
  db
    .selectFrom('vetting')
    .innerJoin('person', 'person.id', 'vetting.personId')
    .innerJoin('town', 'town.id', 'vetting.townId')
    .leftJoin('person as decider', 'decider.id', 'vetting.decidedBy')
    .selectAll('vetting')
    .select(['person.name', 'person.kana', 'person.romaji', 'person.email', 'person.phone', 'person.locale'])
    .select(['town.name as town', 'town.romaji as townRomaji', 'town.desk'])
    .select(['decider.name as decidedByName', 'decider.kana as decidedByKana', 'decider.romaji as decidedByRomaji'])

/** One vetting with its steps, the applicant, and the facts that policies/membership/vetting.ts asks for. */
export async function findVetting(db: Reader, id: string) {
  const row = await whole(db).where('vetting.id', '=', id).executeTakeFirst()
  return row && complete(db, row)
}

/** The vetting of a person that stands open, or else the latest; nothing for who never applied. */
export async function findVettingOf(db: Reader, personId: string) {
  const rows = await whole(db)
    .where('vetting.personId', '=', personId)
    .orderBy('vetting.appliedAt', 'desc')
    .orderBy('vetting.id', 'desc')
    .execute()
  const row = rows.find(({ status }) => status === 'open') ?? rows[0]
  return row && complete(db, row)
}
export type Vetting = NonNullable<Awaited<ReturnType<typeof findVetting>>>

type Row = NonNullable<Awaited<ReturnType<ReturnType<typeof whole>['executeTakeFirst']>>>

async function complete(db: Reader, row: Row) {
  const taken = await db
    .selectFrom('vettingStep')
    .innerJoin('person', 'person.id', 'vettingStep.doneBy')
    .selectAll('vettingStep')
    .select(['person.name as by', 'person.kana as byKana', 'person.romaji as byRomaji'])
    .where('vettingId', '=', row.id)
    .orderBy('doneAt')
    .orderBy('vettingStep.id')
    .execute()
  // A newer pledge is signed beside the older one: what counts is the last.
  const steps = taken.filter((one, i) => !taken.slice(i + 1).some(({ step }) => step === one.step))
  const keys = await db
    .selectFrom('passkey')
    .select(['id', 'backupEligible'])
    .where('personId', '=', row.personId)
    .where('suspendedAt', 'is', null)
    .execute()
  const pledge = await findDocument(db, row.townId, 'pledge')
  const rules = await readTownRules(db, row.townId)
  const facts: VettingFacts = {
    id: row.id,
    townId: row.townId,
    personId: row.personId,
    kind: row.kind,
    status: row.status,
    done: steps.map(({ step }) => step),
    pledgeCurrent: pledge !== undefined && steps.some(({ step, documentId }) => step === 'pledge' && documentId === pledge.id),
    proposal: row.proposedBy && row.proposedClass ? { by: row.proposedBy, clearance: row.proposedClass as DataClass } : null,
    deviceBoundKeys: keys.filter(({ backupEligible }) => backupEligible === 0).length,
    deviceBoundDemanded: rules.deviceBoundFor3,
    passkeys: keys.length,
  }
  return { ...row, places: fromJson(row.places) as Place[], steps, pledge, facts }
}

/** How somebody stands towards applying: whether they are at it, and what they are as a worker. */
export async function findStanding(db: Reader, personId: string): Promise<Standing> {
  const [row] = await standingOf(db, personId)
  return { applying: row?.openId != null, status: row?.status ?? null }
}
const standingOf = prepared((db, personId: string) =>
  db
    .selectFrom('person')
    .leftJoin('workerProfile', 'workerProfile.personId', 'person.id')
    .leftJoin('vetting', (on) => on.onRef('vetting.personId', '=', 'person.id').on('vetting.status', '=', 'open'))
    .where('person.id', '=', personId)
    .select(['workerProfile.status', 'workerProfile.vettedUntil', 'workerProfile.townId', 'vetting.id as openId']),
)

/** A worker as the rules of renewal see them, with what a renewal begins from; nothing for who never was one. */
export async function findMember(db: Reader, personId: string) {
  const row = await db
    .selectFrom('workerProfile')
    .innerJoin('town', 'town.id', 'workerProfile.townId')
    .where('personId', '=', personId)
    .select(['personId as id', 'townId', 'status', 'vettedOn', 'vettedUntil', 'clearance', 'places', 'weeklyHours'])
    .select(['town.name as town', 'town.romaji as townRomaji', 'town.desk'])
    .executeTakeFirst()
  if (!row) return undefined
  const { applying } = await findStanding(db, personId)
  const facts: Member = { ...row, renewing: applying, pledgeCurrent: await isPledgeCurrent(db, personId, row.townId) }
  return { ...row, ...facts, places: fromJson(row.places) as Place[] }
}

/** Whether the pledge that somebody signed last is the town's of now; also where neither is known, since nothing is to be done. */
async function isPledgeCurrent(db: Reader, personId: string, townId: string): Promise<boolean> {
  const signed = await db
    .selectFrom('vettingStep')
    .innerJoin('vetting', 'vetting.id', 'vettingStep.vettingId')
    .where('personId', '=', personId)
    .where('townId', '=', townId)
    .where('vetting.status', '=', 'approved')
    .where('step', '=', 'pledge')
    .select('documentId')
    .orderBy('doneAt', 'desc')
    .orderBy('vettingStep.id', 'desc')
    .executeTakeFirst()
  const inForce = signed && (await findDocument(db, townId, 'pledge'))
  return !inForce || inForce.id === signed.documentId
}

/** What home says of it, a query at most: the vetting that stands open, and until when a worker's holds. */
export async function findDates(db: Reader, personId: string) {
  const [row] = await standingOf(db, personId)
  return { openId: row?.openId ?? null, status: row?.status ?? null, vettedUntil: row?.vettedUntil ?? null }
}
