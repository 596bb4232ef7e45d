/** Two lots that end before all of them is done: one that 大輔 takes back from 花, and one that is handed back and waits to be settled. */
import { cast } from '../../db/seeds/cast.ts'
import { findAssignment } from '../../db/telework/assignments/find.ts'
import { handBack, takeBack } from '../../db/telework/assignments/move.ts'
import { decide } from '../../policies/telework/assignments.ts'
import { accept, actorOf, allowed, offer, type Stage, write } from './stage.ts'
import type { Tell } from './story.ts'

const { hana, daisuke } = cast
const words = 'ご家族の看病で続けられないと、お電話でうかがいました。済ませてくださった行の報酬をお支払いします。'

export function takenFromHana(stage: Stage, tell: Tell, packageId: () => string): void {
  let lot = ''
  tell(7, async (ago) => {
    lot = await offer(stage, { who: daisuke.id, ago }, packageId(), 14, hana.id)
  })
  tell(6.5, (ago) => accept(stage, { who: hana.id, ago }, lot))
  tell(3.5, async (ago) => {
    const { facts } = (await findAssignment(stage.db.read, lot))!
    const permit = allowed(decide('assignment.take-back', await actorOf(stage, daisuke.id), facts))
    await write(stage, { who: daisuke.id, ago }, (tx) => takeBack(tx, permit, { reason: 'unable', words, rows: 12 }))
  })
}

/** `rows`: how many of them the worker says are done. */
export async function handedBack(stage: Stage, who: string, ago: number, lot: string, rows: number): Promise<void> {
  const { facts } = (await findAssignment(stage.db.read, lot))!
  const permit = allowed(decide('assignment.hand-back', await actorOf(stage, who), facts))
  await write(stage, { who, ago }, (tx) => handBack(tx, permit, { reason: '', rows }))
}
