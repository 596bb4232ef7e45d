/** What happens by the clock and not by a person: offers run out, recoveries settle, vettings are reminded of and end. */
import { listExpired } from '../db/assignments/find.ts'
import { moveAssignment } from '../db/assignments/move.ts'
import { type Database, Stale } from '../db/database.ts'
import type { Clock } from '../db/time.ts'
import { decideExpiry } from '../policies/assignments.ts'
import { dayOf } from '../policies/days.ts'
import { isRefusal } from '../policies/decision.ts'
import { endKeeping, remindHolders } from './custody-clock.ts'
import { type Carrying, finishDecided } from './destructions/carry-out.ts'
import { scanWaiting } from './file-scan.ts'
import { warnOfIncidents } from './incident-clock.ts'
import { faultOf } from './log.ts'
import { settleRecoveries } from './recovery-clock.ts'
import { type Sweeping, sweepBytes, sweepUploads } from './upload-clock.ts'
import { forgetApplicants, forgetLeavers, freeOrphans, lapseUnfinished, remindRenewals } from './vetting-clock.ts'

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
    try {
      await db.write({ actor: null, at }, (tx) => moveAssignment(tx, decision))
      expired++
    } catch (error) {
      if (!(error instanceof Stale)) throw error
    }
  }
  return expired
}

/** One that fails is tried again in a minute and keeps none of the others waiting. */
const duties: readonly ((world: Carrying & Sweeping) => Promise<unknown>)[] = [
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
