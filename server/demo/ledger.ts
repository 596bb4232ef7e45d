/** Two stories of what becomes of data: a ledger with something left open, and a package that was destroyed with its certificate. */

import { findPackage } from '../../db/packages/find.ts'
import { accountFor, findLine, noteUse } from '../../db/safety/custody.ts'
import { askDestruction, witnessDestruction } from '../../db/safety/destructions/decide.ts'
import { findDestruction } from '../../db/safety/destructions/find.ts'
import { takeInventory } from '../../db/safety/destructions/inventory.ts'
import { cast } from '../../db/seeds/cast.ts'
import { correctedFacility, facilityList } from '../../db/seeds/facilities.ts'
import { findAssignment } from '../../db/telework/assignments/find.ts'
import { addDays, dayOf } from '../../policies/kernel/days.ts'
import { decideResult } from '../../policies/packages/packages.ts'
import { decideAccount, decideDeclare } from '../../policies/safety/custody.ts'
import { decideAsk, decideWitness } from '../../policies/safety/destructions.ts'
import { decide as decideAssignment } from '../../policies/telework/assignments.ts'
import { carryOut } from '../safety/destructions/carry-out.ts'
import {
  accept,
  actorOf,
  allowed,
  approve,
  atOf,
  deliver,
  draft,
  move,
  offer,
  publish,
  type Stage,
  step,
  type When,
  write,
} from './stage.ts'
import type { Tell } from './story.ts'

const { hana, ken, yumi, daisuke } = cast
const allies = ['202151', '203246', '152161']

export function ledgerStories(stage: Stage, tell: Tell): void {
  openLedger(stage, tell)
  destroyed(stage, tell)
}

/** Completed twelve days ago: 花 said at once that her files are deleted, 健 has not, and one lot was handed back untouched. */
function openLedger(stage: Stage, tell: Tell): void {
  let id = ''
  const lots: string[] = []
  begin(stage, tell, 30, { title: '自主防災会の連絡先一覧の確認', fileName: '自主防災会.csv', from: 61, to: 120 }, (made) => {
    id = made
  })
  for (const [i, who] of [hana.id, ken.id, ken.id].entries())
    tell(27, async (ago) => {
      lots[i] = await given(stage, ago, id, i + 1, who)
      if (i < 2) await take(stage, { who, ago }, lots[i]!)
    })
  tell(25, (ago) => step(stage, { who: ken.id, ago }, lots[2]!, 'assignment.hand-back'))
  tell(24, async (ago) => {
    lots[2] = await given(stage, ago, id, 3, hana.id)
    await take(stage, { who: hana.id, ago }, lots[2]!)
  })
  for (const [i, who] of [hana.id, ken.id, hana.id].entries()) {
    tell(15, (ago) => deliver(stage, { who, ago }, lots[i]!, correctedFacility, '公式サイトで確かめました。'))
    tell(12, (ago) => approve(stage, { who: daisuke.id, ago }, lots[i]!, 'ありがとうございました。'))
  }
  tell(11, (ago) => declare(stage, { who: hana.id, ago }, lots[0]!))
  tell(8, async (ago) => {
    const line = (await findLine(stage.db.read, lots[2]!))!
    const permit = allowed(decideAccount(await actorOf(stage, yumi.id), line))
    await write(stage, { who: yumi.id, ago }, (tx) => accountFor(tx, permit, 'heard', { reason: 'no-device' }))
  })
}

/** Destroyed seven weeks ago: its result was taken, its ledger settled, two persons decided, and the certificate is final by now. */
function destroyed(stage: Stage, tell: Tell): void {
  let id = ''
  const lots: string[] = []
  begin(stage, tell, 75, { title: '災害時の協力者名簿の確認', fileName: '協力者名簿.csv', from: 121, to: 160 }, (made) => {
    id = made
  })
  for (const [i, who] of [hana.id, ken.id].entries()) {
    tell(72, async (ago) => {
      lots[i] = await given(stage, ago, id, i + 1, who)
      await take(stage, { who, ago }, lots[i]!)
    })
    tell(65, (ago) => deliver(stage, { who, ago }, lots[i]!, correctedFacility, ''))
    tell(62, (ago) => approve(stage, { who: daisuke.id, ago }, lots[i]!))
    tell(60, (ago) => declare(stage, { who, ago }, lots[i]!))
  }
  tell(61, async (ago) => {
    const pkg = (await findPackage(stage.db.read, id, yumi.id))!
    const permit = allowed(decideResult('package.result', await actorOf(stage, yumi.id), pkg.facts, pkg.lotsApproved))
    await write(stage, { who: yumi.id, ago }, (tx) => tx.record(permit, { lots: pkg.lotCount, rows: pkg.rowCount }))
  })
  tell(50, async (ago) => {
    const { facts } = (await findDestruction(stage.db.read, id))!
    const permit = allowed(decideAsk(await actorOf(stage, yumi.id), facts))
    await write(stage, { who: yumi.id, ago }, (tx) => askDestruction(tx, permit, 'finished'))
  })
  tell(49, async (ago) => {
    const { facts } = (await findDestruction(stage.db.read, id))!
    const permit = allowed(decideWitness(await actorOf(stage, daisuke.id), facts))
    const inventory = await takeInventory(stage.db.read, stage.store, id)
    await write(stage, { who: daisuke.id, ago }, (tx) => witnessDestruction(tx, permit, inventory))
    await carryOut({ ...stage, clock: () => atOf(stage, ago) }, id)
  })
}

type Told = { readonly title: string; readonly fileName: string; readonly from: number; readonly to: number }

/** Drafted by 由美 and published by 大輔 the day after, in lots of twenty rows. */
function begin(stage: Stage, tell: Tell, start: number, { title, fileName, from, to }: Told, made: (id: string) => void): void {
  let id = ''
  tell(start, async (ago) => {
    id = await draft(stage, { who: yumi.id, ago }, yumi.townId, {
      title,
      purpose: '連絡先の古くなったところを直し、次の年度の名簿に使います。',
      client: '塩尻市 危機管理課',
      brief: '一覧の連絡先を確かめ、違うところを直してください。写しは残さず、終わったらすべて消してください。',
      criteria: ['名称と電話番号が正しい', '番号は半角で、市外局番から書かれている'],
      dataClass: '2',
      answers: { published: false, namesPeople: false, graveHarm: false, fromState: false },
      managerId: daisuke.id,
      csv: rows(from, to),
      fileName,
    })
    made(id)
    await move(stage, { who: yumi.id, ago }, id, 'package.hand-over')
  })
  tell(start - 1, (ago) =>
    publish(stage, { who: daisuke.id, ago }, id, 20, {
      unitPrice: 45,
      minutesPerRow: 2,
      courses: [],
      dueOn: addDays(dayOf(stage.now), 14 - start),
      places: ['home', 'centre', 'vdi'],
      towns: allies,
      expenses: 'かかる費用はありません。',
      keyColumn: '施設番号',
    }),
  )
}

/** Rows of the facility list, with its header. */
function rows(from: number, to: number): string {
  const lines = facilityList().split(/\n(?=[A-Z]{2}\d{4},)/)
  return `${[lines[0], ...lines.slice(from, to + 1)].join('\n')}\n`
}

export async function given(stage: Stage, ago: number, packageId: string, lot: number, who: string): Promise<string> {
  const id = await offer(stage, { who: daisuke.id, ago }, packageId, lot, who)
  await accept(stage, { who, ago }, id)
  return id
}

/** As the download of the rows notes it. */
export async function take(stage: Stage, when: When, assignmentId: string): Promise<void> {
  const { facts, lotNumber } = (await findAssignment(stage.db.read, assignmentId))!
  const permit = allowed(decideAssignment('assignment.download', await actorOf(stage, when.who), facts))
  await write(stage, when, async (tx) => {
    await noteUse(tx, assignmentId, 'download')
    await tx.record(permit, { use: 'download', form: 'file', place: 'home', lot: lotNumber })
  })
}

async function declare(stage: Stage, when: When, assignmentId: string): Promise<void> {
  const line = (await findLine(stage.db.read, assignmentId))!
  const permit = allowed(decideDeclare({ id: when.who }, line))
  await write(stage, when, (tx) => accountFor(tx, permit, 'deleted'))
}
