/** What has happened before the visitor comes: packages in every state, one of them destroyed, and everybody's training. */

import { cast } from '../../db/seeds/cast.ts'
import { correctedFacility, facilityList } from '../../db/seeds/facilities.ts'
import { courses } from '../../db/seeds/index.ts'
import { neighbours } from '../../db/seeds/neighbours.ts'
import { addDays, dayOf } from '../../policies/kernel/days.ts'
import type { Result } from '../../policies/training/training.ts'
import { applicants } from './applicants.ts'
import { handedBack, takenFromHana } from './endings.ts'
import { incidentStory } from './incident.ts'
import { ledgerStories } from './ledger.ts'
import { addMaterial, sampleOfList, sheet } from './material.ts'
import { accept, approve, completed, deliver, draft, move, offer, publish, raise, type Stage, sendBack } from './stage.ts'
import type { Story, Tell } from './story.ts'

const { hana, ken, yumi, daisuke, reiko } = cast
const shiojiri = yumi.townId
const allies = ['202151', '203246', '152161']
const [security, dataEntry, webSurvey] = courses
const resident = (romaji: string) => neighbours.find((person) => person.romaji.startsWith(romaji))!.id

/** One thing that somebody did, and how many days ago. */
type Deed = { readonly ago: number; readonly run: () => Promise<unknown> }

/** Gathers what every story tells, then lets it happen in the order of time, so that records follow each other as they would. */
export async function tellStories(stage: Stage, more: readonly Story[] = []): Promise<void> {
  const deeds: Deed[] = []
  const tell: Tell = (ago, run) => deeds.push({ ago, run: () => run(ago) })
  for (const story of [
    trainEverybody,
    finishedStory,
    facilityStory,
    closedToHana,
    inPreparation,
    withdrawn,
    unfinishedDraft,
    applicants,
    ledgerStories,
    incidentStory,
    ...more,
  ])
    story(stage, tell)
  for (const { run } of deeds.sort((a, b) => b.ago - a.ago)) await run()
}

function trainEverybody(stage: Stage, tell: Tell): void {
  const record = (
    ago: number,
    learner: { id: string; townId: string },
    course: (typeof courses)[number],
    result: Result = 'passed',
  ) => tell(ago, () => completed(stage, { who: reiko.id, ago }, learner, course, result))
  for (const [i, person] of neighbours.entries()) {
    // Two have not come yet, one failed, one runs out within the month.
    if (i === 2 || i === 9) continue
    record(i === 5 ? 345 : 50 + i, person, security, i === 7 ? 'failed' : 'passed')
    if (i % 3 === 0) record(48, person, dataEntry)
  }
  record(200, ken, security)
  record(120, ken, webSurvey)
  record(90, ken, dataEntry)
  record(60, hana, dataEntry)
}

const plan = (stage: Stage, days: number, more: { unitPrice: number; minutesPerRow: number; courses: string[] }) => ({
  ...more,
  dueOn: addDays(dayOf(stage.now), days),
  places: ['home' as const, 'centre' as const, 'vdi' as const],
  towns: allies,
  expenses: 'かかる費用はありません。',
  keyColumn: '施設番号',
})

/** Rows of the facility list, with its header. */
function facilityRows(from: number, to: number): string {
  const lines = facilityList().split(/\n(?=[A-Z]{2}\d{4},)/)
  return `${[lines[0], ...lines.slice(from, to + 1)].join('\n')}\n`
}

/** Done: three lots, all approved, one after points to mend. */
function finishedStory(stage: Stage, tell: Tell): void {
  let id = ''
  tell(45, async (ago) => {
    id = await draft(stage, { who: yumi.id, ago }, shiojiri, {
      title: '避難所一覧の電話番号の確認',
      purpose: '防災マップを刷り直す前に、避難所の電話番号を正しくします。',
      client: '塩尻市 危機管理課',
      brief:
        '一覧の電話番号を公式サイトで確かめ、違うときは正しい番号に直してください。見つからないときは備考に「不明」と書いてください。',
      criteria: ['電話番号が公式サイトと同じである', '番号は半角で、市外局番から書かれている'],
      dataClass: '1',
      answers: { published: true, namesPeople: false, graveHarm: false, fromState: false },
      managerId: daisuke.id,
      csv: facilityRows(1, 60),
      fileName: '避難所一覧.csv',
    })
    await move(stage, { who: yumi.id, ago }, id, 'package.hand-over')
  })
  tell(44, (ago) =>
    publish(stage, { who: daisuke.id, ago }, id, 20, plan(stage, -14, { unitPrice: 40, minutesPerRow: 2, courses: [] })),
  )
  for (const [lot, who] of [
    [1, ken.id],
    [2, resident('Megumi')],
    [3, hana.id],
  ] as const) {
    let given = ''
    tell(43, (ago) => raise(stage, { who, ago }, id, 1))
    tell(42, async (ago) => {
      given = await offer(stage, { who: daisuke.id, ago }, id, lot, who)
    })
    tell(41, (ago) => accept(stage, { who, ago }, given))
    tell(36, (ago) => deliver(stage, { who, ago }, given, correctedFacility, '公式サイトで確かめました。'))
    if (lot === 2) {
      const points = [
        { criterion: 2, row: 23, words: '市外局番から書いてください。' },
        { criterion: 2, row: 31, words: '全角の数字が残っています。' },
      ]
      tell(35, (ago) =>
        sendBack(stage, { who: daisuke.id, ago }, given, 'ていねいな確認をありがとうございます。2か所だけお願いします。', points),
      )
      tell(34, (ago) => deliver(stage, { who, ago }, given, correctedFacility, '2か所を直しました。'))
    }
    tell(33, (ago) => approve(stage, { who: daisuke.id, ago }, given, 'ありがとうございました。'))
  }
}

/** In full swing: 1,200 rows in 24 lots, lots in every state. */
const facilityProcedure = [
  [
    '公共施設一覧の照合　手順書',
    '1. 町の公式サイトで施設のページを開きます。',
    '2. 施設名、フリガナ、所在地、電話番号を一覧と見比べます。',
    '3. 違うところを、公式サイトの書き方に合わせて直します。',
    '4. 電話番号は半角で、市外局番から書きます。',
    '5. サイトのアドレスは、開いて確かめます。',
  ],
  [
    '迷ったとき',
    '見つからない施設は、備考に「不明」と書きます。',
    '閉館した施設は、備考に「閉館」と日付を書きます。',
    '施設番号は変えません。',
  ],
]

function facilityStory(stage: Stage, tell: Tell): void {
  let id = ''
  tell(12, async (ago) => {
    id = await draft(stage, { who: yumi.id, ago }, shiojiri, {
      title: '公共施設一覧の照合',
      purpose: '三つの町の公共施設一覧を正しくし、地図と窓口案内に使います。',
      client: '塩尻市 情報政策課',
      brief:
        '1. 施設名、フリガナ、所在地、電話番号、サイトを公式サイトで確かめます。\n2. 違うところ、抜けているところを直します。\n3. 同じ施設が二度あるときは、備考に「重複」と書きます。\n4. 施設番号は変えないでください。',
      criteria: [
        '施設名とフリガナが公式サイトと同じである',
        '電話番号は半角で市外局番から書かれている',
        'サイトのアドレスが開ける',
      ],
      dataClass: '1',
      answers: { published: true, namesPeople: false, graveHarm: false, fromState: false },
      managerId: daisuke.id,
      csv: facilityList(),
      fileName: '公共施設一覧.csv',
    })
    await addMaterial(stage, { who: yumi.id, ago }, id, '手順書.pdf', sheet(facilityProcedure))
    await addMaterial(stage, { who: yumi.id, ago }, id, '直し方の見本.png', sampleOfList())
    await move(stage, { who: yumi.id, ago }, id, 'package.hand-over')
  })
  tell(11, (ago) =>
    publish(stage, { who: daisuke.id, ago }, id, 50, plan(stage, 9, { unitPrice: 45, minutesPerRow: 2, courses: [] })),
  )
  const people = [ken.id, ...['Sakura', 'Ryo', 'Nana', 'Megumi', 'Haruka', 'Hayato'].map(resident), hana.id]
  for (const who of people)
    tell(10, (ago) =>
      raise(stage, { who, ago }, id, who === hana.id ? 2 : 3, who === hana.id ? '夜に2時間ずつ進められます。' : ''),
    )
  const workers = [...people.slice(0, 7), ...people.slice(0, 4)]
  const given: string[] = []
  for (const [i, who] of workers.entries()) {
    tell(9, async (ago) => {
      given[i] = await offer(stage, { who: daisuke.id, ago }, id, i + 1, who)
    })
    if (i < 9) tell(8, (ago) => accept(stage, { who, ago }, given[i]!))
    if (i < 5)
      tell(4 - i * 0.3, (ago) =>
        deliver(
          stage,
          { who, ago },
          given[i]!,
          correctedFacility,
          i === 1 ? '3か所、確かめられないサイトがありました。備考に書きました。' : '',
        ),
      )
  }
  tell(3, (ago) => handedBack(stage, workers[6]!, ago, given[6]!, 8))
  takenFromHana(stage, tell, () => id)
  tell(2, (ago) => approve(stage, { who: daisuke.id, ago }, given[0]!, 'とても正確です。'))
  tell(2, (ago) => approve(stage, { who: daisuke.id, ago }, given[1]!))
  tell(1.5, (ago) =>
    sendBack(stage, { who: daisuke.id, ago }, given[2]!, '早い納品をありがとうございます。次の点だけお願いします。', [
      { criterion: 2, row: 104, words: '電話番号に全角の数字が残っています。' },
      { criterion: 1, row: null, words: '市町村名の旧い書き方が数か所あります。見直してください。' },
    ]),
  )
  let forHana = ''
  tell(1, async (ago) => {
    forHana = await offer(stage, { who: daisuke.id, ago }, id, 12, hana.id)
  })
  tell(0.8, (ago) => accept(stage, { who: hana.id, ago }, forHana))
  tell(0.5, (ago) => offer(stage, { who: daisuke.id, ago }, id, 13, hana.id))
}

/** Open, but closed to 花 until she completes the security course: what a trainer's record opens at once. */
function closedToHana(stage: Stage, tell: Tell): void {
  let id = ''
  tell(6, async (ago) => {
    id = await draft(stage, { who: yumi.id, ago }, shiojiri, {
      title: '観光施設の紹介文の見直し',
      purpose: '来春の案内冊子に載せる前に、施設の紹介文と開館時間を正しくします。',
      client: '塩尻市 観光課',
      brief: '公式サイトで開館時間と休館日を確かめ、違うところを直してください。',
      criteria: ['開館時間と休館日が公式サイトと同じである', '日付の書き方がそろっている'],
      dataClass: '2',
      answers: { published: false, namesPeople: false, graveHarm: false, fromState: false },
      managerId: daisuke.id,
      csv: facilityRows(1, 300),
      fileName: '観光施設.csv',
    })
    await move(stage, { who: yumi.id, ago }, id, 'package.hand-over')
  })
  tell(5, (ago) =>
    publish(
      stage,
      { who: daisuke.id, ago },
      id,
      30,
      plan(stage, 20, { unitPrice: 60, minutesPerRow: 3, courses: [security.id] }),
    ),
  )
  tell(4, (ago) => raise(stage, { who: ken.id, ago }, id, 2, 'センターで作業できます。'))
  tell(3, (ago) => raise(stage, { who: resident('Hayato'), ago }, id, 3))
}

function inPreparation(stage: Stage, tell: Tell): void {
  tell(1.2, async (ago) => {
    const id = await draft(stage, { who: yumi.id, ago }, shiojiri, {
      title: '子育て施設マップの情報確認',
      purpose: '子育て世代に配る地図の、電話番号と開館時間を正しくします。',
      client: '塩尻市 こども課',
      brief: '公式サイトを開き、電話番号と開館時間を確かめて直してください。',
      criteria: ['電話番号が公式サイトと同じである', '開館時間が公式サイトと同じである'],
      dataClass: '1',
      answers: { published: true, namesPeople: false, graveHarm: false, fromState: false },
      managerId: daisuke.id,
      csv: facilityRows(301, 540),
      fileName: '子育て施設.csv',
    })
    await move(stage, { who: yumi.id, ago }, id, 'package.hand-over')
  })
}

function withdrawn(stage: Stage, tell: Tell): void {
  tell(20, async (ago) => {
    const id = await draft(stage, { who: yumi.id, ago }, shiojiri, {
      title: '公園の遊具一覧の確認',
      purpose: '点検の予定が変わったため、いったん取り下げました。',
      client: '塩尻市 都市計画課',
      csv: facilityRows(1, 30),
      fileName: '公園一覧.csv',
    })
    await move(stage, { who: yumi.id, ago }, id, 'package.withdraw')
  })
}

function unfinishedDraft(stage: Stage, tell: Tell): void {
  tell(0.3, (ago) =>
    draft(stage, { who: yumi.id, ago }, shiojiri, {
      title: '公民館の利用案内の確認',
      purpose: '利用案内のページを作り直す前に、公民館の情報を確かめます。',
      client: '塩尻市 社会教育課',
      csv: facilityRows(1, 120),
      fileName: '公民館一覧.csv',
    }),
  )
}
