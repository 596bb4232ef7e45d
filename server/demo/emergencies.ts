/** What waits for 由美 to consent, and an emergency look of the secretariat whose review nobody has closed yet. */

import { newId } from '../../db/kernel/ids.ts'
import { askConsents } from '../../db/packages/consents.ts'
import { findPackage, listPackages } from '../../db/packages/find.ts'
import { breakGlass, endGlass, findBreakable } from '../../db/safety/break-glass.ts'
import { cast } from '../../db/seeds/cast.ts'
import { addDays, dayOf } from '../../policies/kernel/days.ts'
import { asking } from '../../policies/packages/consents.ts'
import { decide } from '../../policies/packages/packages.ts'
import { decideBreak, decideEnd, decideLook } from '../../policies/safety/break-glass.ts'
import { arrivalList } from './arrivals.ts'
import { actorOf, allowed, atOf, draft, move, prepare, type Stage, type When, write } from './stage.ts'
import type { Tell } from './story.ts'

const { ken, yumi, daisuke, makoto } = cast
const shiojiri = yumi.townId
/** The package of class 3C of the other story (guarded.ts). */
const looked = '転入者アンケートの入力確認'

export function emergencyStories(stage: Stage, tell: Tell): void {
  tell(1.6, async (ago) => {
    const id = await draft(stage, { who: yumi.id, ago }, shiojiri, {
      title: '移住相談の記録の入力確認',
      purpose: '相談会の受付票を、来年の計画のために集計できる形に整えます。',
      client: '塩尻市 移住定住課',
      brief: '画面の一覧を1行ずつ見て、日付と電話番号の形をそろえてください。',
      criteria: ['日付が「2026-04-01」の形でそろっている', '電話番号が半角である'],
      dataClass: '3C',
      answers: { published: false, namesPeople: true, graveHarm: false, fromState: false },
      managerId: daisuke.id,
      csv: arrivalList(24),
      fileName: '移住相談の受付票（架空）.csv',
    })
    await move(stage, { who: yumi.id, ago }, id, 'package.hand-over')
    await planned(stage, { who: daisuke.id, ago: ago - 0.2 }, id)
  })
  tell(2.5, (ago) => emergency(stage, { who: makoto.id, ago }))
}

/** Split and planned; 由美 is told that the plan waits for her town's consent. */
async function planned(stage: Stage, when: When, id: string): Promise<void> {
  const towns = [shiojiri, ken.townId]
  await prepare(stage, when, id, 12, {
    dueOn: addDays(dayOf(stage.now), 25),
    places: ['centre', 'vdi'],
    towns,
    courses: ['security'],
    expenses: 'センターの席とパソコンは、町が用意します。',
    keyColumn: '受付番号',
    unitPrice: 90,
    minutesPerRow: 3,
  })
  const { facts } = (await findPackage(stage.db.read, id, when.who))!
  const plan = allowed(decide('package.plan', await actorOf(stage, when.who), facts))
  await write(stage, when, (tx) => askConsents(tx, asking(plan), towns))
}

/** 誠 breaks the glass after a call, and 由美 ends it a little later. */
async function emergency(stage: Stage, when: When): Promise<void> {
  const { read } = stage.db
  const all = await listPackages(read, { towns: [shiojiri], words: looked }, { limit: 200 })
  const named = all.find(({ title }) => title === looked)
  if (!named) return
  const at = atOf(stage, when.ago)
  const pkg = (await findBreakable(read, { townId: shiojiri, number: named.number, personId: when.who, at }))!
  const facts = { ...pkg, frozen: pkg.frozenAt !== null, destroyed: pkg.destroyedAt !== null, related: false }
  const broken = allowed(decideBreak(await actorOf(stage, when.who), facts, newId(at)))
  const reason = 'センターの画面で一覧表の20行目が切れて見えるとの連絡があり、急いで確かめるため。'
  await write(stage, when, (tx) =>
    breakGlass(tx, broken, { packageId: pkg.id, dataClass: '3C', reason, ticket: '受付-0127', minutes: 30 }),
  )
  const glass = { id: broken.on, townId: shiojiri, personId: when.who, status: 'open' as const }
  const look = allowed(decideLook(await actorOf(stage, when.who), glass))
  for (const page of [2, 3])
    await write(stage, { who: when.who, ago: when.ago - 0.003 * page }, (tx) =>
      tx.record(look, { use: 'open', form: 'page', place: 'home', page }),
    )
  const ended = allowed(decideEnd(await actorOf(stage, yumi.id), glass))
  await write(stage, { who: yumi.id, ago: when.ago - 0.01 }, (tx) => endGlass(tx, ended))
}
