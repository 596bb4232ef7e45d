/** Proof that somebody used a passkey for one act and all that its form said: kept for minutes, taken once. */
import type { Database } from '../kernel/database.ts'
import { newSecret, sha256 } from '../kernel/ids.ts'
import { type Instant, minutesAfter } from '../kernel/time.ts'

const proofMinutes = 5

/** Keeps a proof; gives the secret that the form will bring. Only its hash is stored. */
export async function keepProof(
  { upkeep }: Database,
  { personId, passkeyId, about }: { personId: string; passkeyId: string; about: string },
  at: Instant,
): Promise<string> {
  const secret = newSecret()
  await upkeep.deleteFrom('proof').where('expiresAt', '<=', at).execute()
  await upkeep
    .insertInto('proof')
    .values({ id: sha256(secret), personId, passkeyId, about, expiresAt: minutesAfter(at, proofMinutes) })
    .execute()
  return secret
}

/** INVARIANT: DELETE … RETURNING lets a proof be used once, by who gave it, for what it was given for. */
export async function takeProof(
  { upkeep }: Database,
  { secret, personId, about }: { secret: string; personId: string; about: string },
  at: Instant,
): Promise<boolean> {
  const taken = await upkeep
    .deleteFrom('proof')
    .where('id', '=', sha256(secret))
    .where('personId', '=', personId)
    .where('about', '=', about)
    .where('expiresAt', '>', at)
    .returning('id')
    .executeTakeFirst()
  return taken !== undefined
}
