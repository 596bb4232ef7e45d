/** Vettings as the rules and the pages see them. */
import type { DataClass, Place } from '../../policies/classes.ts'
import type { VettingFacts } from '../../policies/vetting.ts'
import type { Reader } from '../reader.ts'
import { fromJson } from '../schema.ts'
import { findDocument, readTownRules } from '../town-documents.ts'

const whole = (db: Reader) =>
  db
    .selectFrom('vetting')
    .innerJoin('person', 'person.id', 'vetting.personId')
    .innerJoin('town', 'town.id', 'vetting.townId')
    .selectAll('vetting')
    .select(['person.name', 'person.kana', 'person.romaji', 'person.email', 'person.phone', 'person.locale'])
    .select(['town.name as town', 'town.romaji as townRomaji'])

/** One vetting with its steps, the applicant, and the facts that policies/vetting.ts asks for. */
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
  const steps = await db
    .selectFrom('vettingStep')
    .innerJoin('person', 'person.id', 'vettingStep.doneBy')
    .selectAll('vettingStep')
    .select(['person.name as by', 'person.kana as byKana', 'person.romaji as byRomaji'])
    .where('vettingId', '=', row.id)
    .orderBy('doneAt')
    .orderBy('vettingStep.id')
    .execute()
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
