/** A package of class 3C: newcomers' questionnaires that 健 and others correct on the screens of their centres, and nowhere else. */

import { findDocument, publishDocument } from '../../db/membership/town-documents.ts'
import { countCoordinators, giveConsents, listHops } from '../../db/packages/consents.ts'
import { findPackage } from '../../db/packages/find.ts'
import { cast } from '../../db/seeds/cast.ts'
import { cleared } from '../../db/seeds/guarded.ts'
import { findAssignment } from '../../db/telework/assignments/find.ts'
import { type Entry, putEntries } from '../../db/telework/entries.ts'
import { addDays, dayOf } from '../../policies/kernel/days.ts'
import { decideTownDocument, defaultTownRules } from '../../policies/membership/towns.ts'
import { decideGive, lacking } from '../../policies/packages/consents.ts'
import { type AccessFacts, decideAccess, inside } from '../../policies/safety/access.ts'
import { handling } from '../../policies/safety/classes.ts'
import { decideEntry } from '../../policies/telework/entries.ts'
import { lotRows } from '../packages/csv/lots.ts'
import { arrivalList, correctedArrival } from './arrivals.ts'
import { addMaterial, sheet } from './material.ts'
import {
  accept,
  actorOf,
  allowed,
  approve,
  deliver,
  draft,
  move,
  offer,
  post,
  prepare,
  raise,
  type Stage,
  sendBack,
  type When,
  write,
} from './stage.ts'
import type { Tell } from './story.ts'

const { ken, yumi, daisuke } = cast
const { taku, miwa } = cleared
const guide = [
  [
    '入力の手引き',
    '日付は「2026-04-01」の形にそろえます。',
    'フリガナは全角カタカナ、電話番号は半角です。',
    '分からない行は、そのままにします。',
  ],
]
const shiojiri = yumi.townId
const rows = 72
const rowsPerLot = 12
const towns = [shiojiri, ken.townId]

export function guardedStories(stage: Stage, tell: Tell): void {
  tell(16, (ago) => takeIn(stage, { who: yumi.id, ago }))
  let id = ''
  tell(8, async (ago) => {
    id = await draft(stage, { who: yumi.id, ago }, shiojiri, {
      title: '転入者アンケートの入力確認',
      purpose: '移住の支援を良くするため、転入した方のアンケートを集計できる形に整えます。',
      client: '塩尻市 移住定住課',
      brief:
        '1. 画面の一覧を1行ずつ見ます。\n2. 日付が「2026-04-01」の形でないところを直します。\n3. フリガナが全角カタカナでないところを直します。\n4. 電話番号が半角でないところを直します。\n5. 受付番号は変えられません。分からないときは、そのままにしてください。',
      criteria: ['日付が「2026-04-01」の形でそろっている', 'フリガナが全角カタカナである', '電話番号が半角である'],
      dataClass: '3C',
      answers: { published: false, namesPeople: true, graveHarm: false, fromState: false },
      managerId: daisuke.id,
      csv: arrivalList(rows),
      fileName: '転入者アンケート（架空）.csv',
    })
    await addMaterial(stage, { who: yumi.id, ago }, id, '入力の手引き.pdf', sheet(guide))
    await move(stage, { who: yumi.id, ago }, id, 'package.hand-over')
  })
  tell(7.8, (ago) =>
    prepare(stage, { who: daisuke.id, ago }, id, rowsPerLot, {
      dueOn: addDays(dayOf(stage.now), 12),
      places: ['centre', 'vdi'],
      towns,
      courses: ['security'],
      expenses: 'センターの席とパソコンは、町が用意します。',
      keyColumn: '受付番号',
      unitPrice: 90,
      minutesPerRow: 3,
    }),
  )
  tell(7.6, (ago) => consent(stage, { who: yumi.id, ago }, id))
  tell(7.5, (ago) => post(stage, { who: daisuke.id, ago }, id, towns))
  for (const [who, lots] of [
    [ken.id, 2],
    [taku, 2],
    [miwa, 1],
  ] as const)
    tell(7, (ago) => raise(stage, { who, ago }, id, lots, 'センターで作業できます。'))
  const given: string[] = []
  const workers = [taku, taku, ken.id, ken.id]
  for (const [i, who] of workers.entries()) {
    tell(6 - i * 0.01, async (ago) => {
      given[i] = await offer(stage, { who: daisuke.id, ago }, id, i + 1, who)
    })
    tell(5 - i * 0.01, (ago) => accept(stage, { who, ago }, given[i]!))
  }
  const deliverLot = (ago: number, i: number, mend = correctedArrival, note = '') =>
    tell(ago, async (ago) => {
      const when = { who: workers[i]!, ago }
      await enter(stage, when, given[i]!, mend)
      await deliver(stage, when, given[i]!, mend, note)
    })
  deliverLot(4, 0)
  tell(3, (ago) => approve(stage, { who: daisuke.id, ago }, given[0]!, 'とても正確でした。'))
  deliverLot(0.6, 1, correctedArrival, '18行目のフリガナだけ、少し迷いました。')
  deliverLot(2, 2, (row) => row.with(5, correctedArrival(row)[5]!))
  tell(1, (ago) =>
    sendBack(stage, { who: daisuke.id, ago }, given[2]!, '電話番号はすべて直っています。日付をお願いします。', [
      { criterion: 1, row: 27, words: '転入日の区切りが「/」のままです。' },
      { criterion: 1, row: 33, words: '転入日の区切りが「/」のままです。' },
    ]),
  )
  tell(0.4, (ago) => enter(stage, { who: ken.id, ago }, given[3]!, correctedArrival, 3))
  tell(0.3, async (ago) => {
    await offer(stage, { who: daisuke.id, ago }, id, 5, miwa)
  })
}

/** 塩尻市 lets packages of class 3C and 3B in, unless it has published rules already. */
async function takeIn(stage: Stage, when: When): Promise<void> {
  const before = await findDocument(stage.db.read, shiojiri, 'rules')
  if (before) return
  const permit = allowed(decideTownDocument('town-rules.publish', await actorOf(stage, when.who), { id: shiojiri, leftOn: null }))
  const all = defaultTownRules.classes
  const accepted = { '3C': { ...all['3C'], accepted: true }, '3B': { ...all['3B'], accepted: true } }
  const rules = { ...defaultTownRules, classes: { ...all, ...accepted } }
  await write(stage, when, (tx) => publishDocument(tx, permit, rules, 0))
}

/** 由美 lets every town of the plan see the content (class 3C asks for one person). */
async function consent(stage: Stage, when: When, packageId: string): Promise<void> {
  const { read } = stage.db
  const { id, townId, status, dataClass, towns } = (await findPackage(read, packageId, when.who))!
  const hops = await listHops(read, { id, townId, status, towns })
  const coordinators = await countCoordinators(read, townId, dayOf(stage.now))
  const needed = handling['3C'].consents
  const facts = { id, townId, status, dataClass, needed, frozen: false, destroyed: false, towns: hops, coordinators }
  const asked = lacking(facts)
  const permit = allowed(decideGive(await actorOf(stage, when.who), facts, asked))
  await write(stage, when, (tx) => giveConsents(tx, permit, asked, true))
}

/** How somebody at the centre stands to a lot of their own while they work on it. */
const atWork: AccessFacts = {
  relation: 'worker',
  stage: 'active',
  dataClass: '3C',
  handling: handling['3C'],
  consent: 'given',
  standing: true,
  cleared: true,
  certified: true,
  place: 'centre',
  allowedPlaces: ['centre'],
  provedAgo: 0,
  deviceBound: true,
  heldUntil: null,
  frozen: false,
  destroyed: false,
  overdue: false,
}

/** Enters what `mend` changes, at most so many cells. */
async function enter(stage: Stage, when: When, id: string, mend: (row: string[]) => string[], most = 1_000): Promise<void> {
  const { facts, packageId, storageKey, byteFrom, byteTo, firstRow } = (await findAssignment(stage.db.read, id))!
  const entries: Entry[] = []
  let row = firstRow
  for await (const before of lotRows(() => stage.store.read(inside(packageId), storageKey!, byteFrom, byteTo))) {
    for (const [columnIndex, value] of mend(before).entries())
      if (value !== before[columnIndex] && entries.length < most)
        entries.push({ row, columnIndex, sealed: await stage.store.sealText(packageId, value) })
    row++
  }
  const permit = allowed(decideEntry('entry.put', await actorOf(stage, when.who), facts, decideAccess('open', atWork)))
  await write(stage, when, (tx) => putEntries(tx, permit, entries))
}
