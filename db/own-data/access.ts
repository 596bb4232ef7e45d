/** My ways in: passkeys (never their key material), invitation codes, recoveries, and where I am signed in. */
import { type Read, two } from './section.ts'

export const passkeys: Read = async (db, personId, most) => {
  const rows = await db
    .selectFrom('passkey')
    .where('personId', '=', personId)
    .select(['label', 'backupEligible', 'backedUp', 'createdAt', 'lastUsedAt', 'suspendedAt'])
    .orderBy('createdAt', 'desc')
    .orderBy('id', 'desc')
    .limit(most)
    .execute()
  return rows.map((row) => ({ ...row, backupEligible: row.backupEligible === 1, backedUp: row.backedUp === 1 }))
}

export const codes: Read = async (db, personId, most) => {
  const rows = await db
    .selectFrom('enrolment as e')
    .leftJoin('person as issuer', 'issuer.id', 'e.issuedBy')
    .where('e.personId', '=', personId)
    .select(['issuedAt', 'expiresAt', 'usedAt', 'issuer.name as issuer', 'issuer.romaji as issuerRomaji'])
    .orderBy('e.id', 'desc')
    .limit(most)
    .execute()
  return rows.map(({ issuer, issuerRomaji, ...row }) => ({ issuedBy: two(issuer, issuerRomaji), ...row }))
}

export const recoveries: Read = async (db, personId, most) => {
  const rows = await db
    .selectFrom('recovery as r')
    .innerJoin('person as first', 'first.id', 'r.startedBy')
    .leftJoin('person as second', 'second.id', 'r.approvedBy')
    .leftJoin('person as third', 'third.id', 'r.cancelledBy')
    .where('r.personId', '=', personId)
    .selectAll('r')
    .select(['first.name as first', 'first.romaji as firstRomaji', 'second.name as second', 'second.romaji as secondRomaji'])
    .select(['third.name as third', 'third.romaji as thirdRomaji'])
    .orderBy('r.startedAt', 'desc')
    .orderBy('r.id', 'desc')
    .limit(most)
    .execute()
  return rows.map((row) => ({
    how: row.how,
    note: row.note,
    startedBy: two(row.first, row.firstRomaji),
    startedAt: row.startedAt,
    approvedBy: two(row.second, row.secondRomaji),
    approvedAt: row.approvedAt,
    usedAt: row.usedAt,
    heldUntil: row.heldUntil,
    cancelledBy: two(row.third, row.thirdRomaji),
    cancelledAt: row.cancelledAt,
    stoppedAt: row.stoppedAt,
    settledAt: row.settledAt,
  }))
}

export const sessions: Read = (db, personId, most) =>
  db
    .selectFrom('session')
    .leftJoin('sharedPc', 'sharedPc.id', 'session.sharedPcId')
    .where('session.personId', '=', personId)
    .select(['device', 'sharedPc.label as sharedPc', 'createdAt', 'seenAt', 'provedAt', 'expiresAt', 'endsAt'])
    .orderBy('createdAt', 'desc')
    .orderBy('session.id')
    .limit(most)
    .execute()
