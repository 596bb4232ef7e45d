/** My applications and what was decided about them; and each of their steps, the note of the talk included. */
import { fromJson } from '../schema.ts'
import { type Read, two } from './section.ts'

export const vettings: Read = async (db, personId, most) => {
  const rows = await db
    .selectFrom('vetting as v')
    .innerJoin('town', 'town.id', 'v.townId')
    .leftJoin('person as first', 'first.id', 'v.proposedBy')
    .leftJoin('person as second', 'second.id', 'v.decidedBy')
    .where('v.personId', '=', personId)
    .selectAll('v')
    .select(['town.name as town', 'town.romaji as townRomaji', 'first.name as first', 'first.romaji as firstRomaji'])
    .select(['second.name as second', 'second.romaji as secondRomaji'])
    .orderBy('v.appliedAt', 'desc')
    .orderBy('v.id', 'desc')
    .limit(most)
    .execute()
  return rows.map((row) => ({
    town: two(row.town, row.townRomaji),
    kind: row.kind,
    status: row.status,
    appliedAt: row.appliedAt,
    weeklyHours: row.weeklyHours,
    places: fromJson(row.places),
    skills: row.skills,
    proposedClass: row.proposedClass,
    proposedBy: two(row.first, row.firstRomaji),
    proposedAt: row.proposedAt,
    clearance: row.clearance,
    decidedBy: two(row.second, row.secondRomaji),
    decidedAt: row.decidedAt,
    reason: row.reason,
    validUntil: row.validUntil,
  }))
}

export const vettingSteps: Read = async (db, personId, most) => {
  const rows = await db
    .selectFrom('vettingStep as s')
    .innerJoin('vetting as v', 'v.id', 's.vettingId')
    .innerJoin('person as doer', 'doer.id', 's.doneBy')
    .leftJoin('townDocument as d', 'd.id', 's.documentId')
    .where('v.personId', '=', personId)
    .select(['v.appliedAt', 's.step', 's.how', 's.note', 's.answers', 's.doneOn', 's.doneAt', 'd.version'])
    .select(['doer.name as doer', 'doer.romaji as doerRomaji'])
    .orderBy('s.doneAt', 'desc')
    .orderBy('s.id', 'desc')
    .limit(most)
    .execute()
  return rows.map((row) => ({
    step: row.step,
    vetting: row.appliedAt,
    how: row.how,
    note: row.note,
    answers: fromJson(row.answers),
    document: row.version,
    doneBy: two(row.doer, row.doerRomaji),
    doneOn: row.doneOn,
    doneAt: row.doneAt,
  }))
}
