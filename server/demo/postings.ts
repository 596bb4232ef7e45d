/** Postings that did not go to their end by themselves: one past its day, one that was ended, one concluded with lots missing. */

import { concludePackage, endPosting } from '../../db/packages/postings.ts'
import { cast } from '../../db/seeds/cast.ts'
import { correctedFacility, facilityList } from '../../db/seeds/facilities.ts'
import { addDays, dayOf } from '../../policies/kernel/days.ts'
import { accept, act, approve, deliver, draft, move, offer, publish, raise, type Stage } from './stage.ts'
import type { Tell } from './story.ts'

const { hana, ken, yumi, daisuke } = cast
const list = () => {
  const lines = facilityList().split(/\n(?=[A-Z]{2}\d{4},)/)
  return `${lines.slice(0, 61).join('\n')}\n`
}

export function postingStories(stage: Stage, tell: Tell): void {
  posted(stage, tell, { title: '観光案内板の場所の確認', days: -2, since: 20 })
  posted(stage, tell, { title: '公園のベンチ一覧の確認', days: 12, since: 9 }, (id) => {
    tell(7, (ago) => raise(stage, { who: hana.id, ago }, id(), 1))
    tell(1.4, (ago) =>
      act(stage, { who: daisuke.id, ago }, id(), 'package.end-posting', (tx, permit) =>
        endPosting(tx, permit, '一覧を作り直すため、募集を終えました。ご応募ありがとうございました。'),
      ),
    )
  })
  posted(stage, tell, { title: '掲示板の場所一覧の確認', days: -6, since: 30 }, (id) => {
    let given = ''
    tell(28, (ago) => raise(stage, { who: ken.id, ago }, id(), 1))
    tell(27, async (ago) => {
      given = await offer(stage, { who: daisuke.id, ago }, id(), 1, ken.id)
    })
    tell(26, (ago) => accept(stage, { who: ken.id, ago }, given))
    tell(20, (ago) => deliver(stage, { who: ken.id, ago }, given, correctedFacility, '公式サイトで確かめました。'))
    tell(19, (ago) => approve(stage, { who: daisuke.id, ago }, given, 'ありがとうございました。'))
    tell(1.2, (ago) =>
      act(stage, { who: daisuke.id, ago }, id(), 'package.conclude', (tx, permit) =>
        concludePackage(tx, permit, '納期まで待ちましたが、残りを引き受ける人が見つかりませんでした。'),
      ),
    )
  })
}

type Posted = { readonly title: string; readonly days: number; readonly since: number }

/** Published so many days ago, in three lots; `days`: from now to its day. */
function posted(stage: Stage, tell: Tell, { title, days, since }: Posted, then: (id: () => string) => void = () => {}): void {
  let id = ''
  tell(since + 1, async (ago) => {
    id = await draft(stage, { who: yumi.id, ago }, yumi.townId, {
      title,
      purpose: '町の地図を刷り直す前に、一覧を正しくします。',
      client: '塩尻市 都市計画課',
      brief: '公式サイトと地図で場所を確かめ、違うときは直してください。',
      criteria: ['場所が公式サイトと同じである'],
      dataClass: '1',
      answers: { published: true, namesPeople: false, graveHarm: false, fromState: false },
      managerId: daisuke.id,
      csv: list(),
      fileName: '一覧.csv',
    })
    await move(stage, { who: yumi.id, ago }, id, 'package.hand-over')
  })
  tell(since, (ago) =>
    publish(stage, { who: daisuke.id, ago }, id, 20, {
      unitPrice: 45,
      minutesPerRow: 2,
      courses: [],
      dueOn: addDays(dayOf(stage.now), days),
      places: ['home', 'centre', 'vdi'],
      towns: ['202151', '203246', '152161'],
      expenses: 'かかる費用はありません。',
      keyColumn: '施設番号',
    }),
  )
  then(() => id)
}
