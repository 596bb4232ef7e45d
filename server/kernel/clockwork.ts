/** What happens by the clock and not by a person; `duties` is the whole of it, in the order in which it is done. */

import { type Database, unlessStale } from '../../db/kernel/database.ts'
import { type Clock, minutesAfter } from '../../db/kernel/time.ts'
import { bringNames } from '../../db/membership/facts.ts'
import { sweepOpenings } from '../../db/safety/openings.ts'
import { listExpired } from '../../db/telework/assignments/find.ts'
import { moveAssignment } from '../../db/telework/assignments/move.ts'
import { dayOf } from '../../policies/kernel/days.ts'
import { isRefusal } from '../../policies/kernel/decision.ts'
import { openingMinutes } from '../../policies/safety/access.ts'
import { decideExpiry } from '../../policies/telework/assignments.ts'
import { scanWaiting } from '../files/file-scan.ts'
import { type Sweeping, sweepBytes, sweepUploads } from '../files/upload-clock.ts'
import { settleRecoveries } from '../identity/recovery-clock.ts'
import { forgetApplicants, forgetLeavers, freeOrphans, lapseUnfinished, remindRenewals } from '../membership/vetting-clock.ts'
import { endKeeping, remindHolders } from '../safety/custody/clock.ts'
import { type Carrying, finishDecided } from '../safety/destructions/carry-out.ts'
import { warnOfIncidents } from '../safety/incidents/clock.ts'
import { faultOf } from './log.ts'

type Running = { readonly db: Database; readonly clock: Clock }
const everyMs = 60_000

/** Ends every offer whose last day has passed; gives how many. Each is a write of its own, so that one that was just answered stops no other. */
export async function expireOffers({ db, clock }: Running): Promise<number> {
  const at = clock()
  const today = dayOf(at)
  let expired = 0
  for (const offer of await listExpired(db.read, today)) {
    const decision = decideExpiry(offer, today)
    if (isRefusal(decision)) continue
    if (await unlessStale(db.write({ actor: null, at }, (tx) => moveAssignment(tx, decision)))) expired++
  }
  return expired
}

/** Touches of the passkey whose hour is over open nothing any more, in whatever session they were made; gives how many. */
export const forgetOpenings = ({ db, clock }: Running): Promise<number> =>
  sweepOpenings(db, minutesAfter(clock(), -openingMinutes))

/** Names of towns that hold from today on come into force. */
export const nameTowns = ({ db, clock }: Running): Promise<number> => bringNames(db, dayOf(clock()))

/** One that fails is tried again in a minute and keeps none of the others waiting. */
const duties: readonly ((world: Carrying & Sweeping) => Promise<unknown>)[] = [
  nameTowns,
  expireOffers,
  warnOfIncidents,
  settleRecoveries,
  remindRenewals,
  lapseUnfinished,
  freeOrphans,
  forgetLeavers,
  forgetApplicants,
  remindHolders,
  finishDecided,
  endKeeping,
  scanWaiting,
  sweepUploads,
  sweepBytes,
  forgetOpenings,
]

/** Looks every minute, never twice at once; gives the function that stops it. */
export function startClockwork(world: Carrying & Sweeping): () => void {
  let busy = false
  const tick = async () => {
    if (busy) return
    busy = true
    for (const duty of duties) await duty(world).catch((error) => world.log.error({ fault: faultOf(error) }, 'clockwork failed'))
    busy = false
  }
  const timer = setInterval(tick, everyMs)
  timer.unref()
  return () => clearInterval(timer)
}
