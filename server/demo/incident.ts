/** A suspected leak that 由美 is looking into: a resident lost a bag with a PC, the package is frozen, and the clocks run. */

import { newId } from '../../db/kernel/ids.ts'
import { findReportable } from '../../db/safety/incidents/own.ts'
import { reportIncident } from '../../db/safety/incidents/report.ts'
import { cast } from '../../db/seeds/cast.ts'
import { correctedFacility, facilityList } from '../../db/seeds/facilities.ts'
import { neighbours } from '../../db/seeds/neighbours.ts'
import { addDays, dayOf } from '../../policies/kernel/days.ts'
import { decideReport } from '../../policies/safety/incidents.ts'
import { given, take } from './ledger.ts'
import { actorOf, allowed, atOf, deliver, draft, move, publish, type Stage, write } from './stage.ts'
import type { Tell } from './story.ts'

const { ken, yumi, daisuke } = cast
const resident = (romaji: string) => neighbours.find((person) => person.romaji.startsWith(romaji))!.id
const [first, last] = [201, 320]

export function incidentStory(stage: Stage, tell: Tell): void {
  let id = ''
  const lots: string[] = []
  tell(10, async (ago) => {
    id = await draft(stage, { who: yumi.id, ago }, yumi.townId, {
      title: '見守り協力先の連絡先の照合',
      purpose: '見守り活動の連絡網を新しくします。',
      client: '塩尻市 長寿課',
      brief: '名称、所在地、電話番号を公式サイトで確かめ、違うところを直してください。',
      criteria: ['名称と電話番号が公式サイトと同じである', '番号は半角で、市外局番から書かれている'],
      dataClass: '2',
      answers: { published: false, namesPeople: false, graveHarm: false, fromState: false },
      managerId: daisuke.id,
      csv: `${facilityList()
        .split(/\n(?=[A-Z]{2}\d{4},)/)
        .filter((_, i) => i === 0 || (i >= first && i <= last))
        .join('\n')}\n`,
      fileName: '見守り協力先.csv',
    })
    await move(stage, { who: yumi.id, ago }, id, 'package.hand-over')
  })
  tell(9, (ago) =>
    publish(stage, { who: daisuke.id, ago }, id, 30, {
      unitPrice: 45,
      minutesPerRow: 2,
      courses: [],
      dueOn: addDays(dayOf(stage.now), 6),
      places: ['home', 'centre', 'vdi'],
      towns: ['202151', '203246', '152161'],
      expenses: 'かかる費用はありません。',
      keyColumn: '施設番号',
    }),
  )
  const people = [resident('Nana'), ken.id, resident('Megumi')]
  for (const [i, who] of people.entries())
    tell(8, async (ago) => {
      lots[i] = await given(stage, ago, id, i + 1, who)
      await take(stage, { who, ago }, lots[i]!)
    })
  tell(5, (ago) => deliver(stage, { who: people[2]!, ago }, lots[2]!, correctedFacility, ''))
  tell(3.2, async (ago) => {
    const { townId } = (await findReportable(stage.db.read, id))!
    const at = atOf(stage, ago)
    const permit = allowed(decideReport(await actorOf(stage, people[0]!), { townId, worked: true }, newId(at)))
    await write(stage, { who: people[0]!, ago }, (tx) =>
      reportIncident(tx, permit, {
        packageId: id,
        assignmentId: lots[0]!,
        kind: 'device',
        words: '帰りの電車に、パソコンの入った鞄を忘れました。駅と警察に届けました。',
        noticedAt: at,
      }),
    )
  })
}
