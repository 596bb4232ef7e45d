/** Towns (連携自治体): their official codes, and who keeps them in order. */

import { type Actor, holds, holdsAnywhere, type Role } from '../identity/people.ts'
import type { Acts } from '../kernel/act.ts'
import type { Day } from '../kernel/days.ts'
import { alliance, type Permit, type Refusal, refuse, type Why } from '../kernel/decision.ts'
import { rulesOf } from '../kernel/judge.ts'
import { classes, type DataClass, type Handling, handling, type Place } from '../safety/classes.ts'

const byTown = { on: 'town', by: ['coordinator'], from: ['member'] } as const
const bySecretariat = { on: 'town', by: ['secretariat'] } as const
export const townActs = {
  'town.list': bySecretariat,
  'town.read': { on: 'town', by: ['secretariat', 'coordinator'] },
  'town.add': { ...bySecretariat, from: [], to: 'member', untouched: 'slight' },
  'town.edit': { ...byTown, untouched: 'slight' },
  'town.leave': { ...bySecretariat, from: ['member'], to: 'left', grave: true },
  'operating-body.edit': { ...bySecretariat, untouched: 'slight' },
  'pledge.publish': { ...byTown, grave: true, tells: ['town-workers'], letter: 'own', leads: 'pledge' },
  'town-rules.publish': { ...byTown, grave: true },
} as const satisfies Acts<Role, 'member' | 'left'>
export type Act = keyof typeof townActs
const { judge, anywhere } = rulesOf(townActs)

/** Towns are the secretariat's: who belongs, and who contracts with workers for them. `townId` names the town, if there is one yet. */
export const decideTown = <A extends 'town.list' | 'town.add' | 'operating-body.edit'>(
  act: A,
  actor: Actor,
  townId: string,
): Permit<A> | Refusal<Why> => anywhere(act, actor, { id: townId, townId: alliance })

/** What a town says of one class. `keepDays`: days after completion on which the package is destroyed. */
export type ClassRules = {
  readonly accepted: boolean
  readonly places: readonly Place[]
  readonly download: boolean
  readonly keepDays: number
}
/** How a town handles data, where it may be stricter than the alliance asks but never looser. Versions are kept. */
export type TownRules = {
  /** Whoever may see class 3 must hold a passkey that cannot leave its device. */
  readonly deviceBoundFor3: boolean
  /** The classes that the town's packages may have, and how each is handled. */
  readonly classes: Readonly<Record<DataClass, ClassRules>>
}
const rulesFor = (say: (code: DataClass) => ClassRules): TownRules['classes'] =>
  Object.fromEntries(classes.map((code) => [code, say(code)])) as TownRules['classes']
const said = (code: DataClass, accepted: boolean): ClassRules => {
  const { places, download, keepDays } = handling[code]
  return { accepted, places, download, keepDays }
}
/** What holds until a town has said anything: class 3 is not taken in before it has. */
export const defaultTownRules: TownRules = {
  deviceBoundFor3: true,
  classes: rulesFor((code) => said(code, handling[code].intake === 'accepted')),
}
/** The most that the alliance allows any town. */
export const loosestTownRules: TownRules = {
  deviceBoundFor3: false,
  classes: rulesFor((code) => said(code, handling[code].intake !== 'never')),
}
/** The shortest time for which a class must be kept: a town has to fetch its result. Days. */
export const leastKeepDays = 1
/** The classes in which rules are looser than any town's may be; such rules are not published. */
export const looserThanAllowed = (rules: TownRules): DataClass[] =>
  classes.filter((code) => {
    const [asked, most] = [rules.classes[code], loosestTownRules.classes[code]]
    return (
      (asked.accepted && !most.accepted) ||
      (asked.download && !most.download) ||
      asked.keepDays > most.keepDays ||
      asked.places.some((place) => !most.places.includes(place))
    )
  })

/** How a town's packages of a class are handled: what the class demands, made stricter by what the town says. */
export function handlingIn(rules: Pick<TownRules, 'classes'>, code: DataClass): Handling {
  const [all, own] = [handling[code], rules.classes[code]]
  return {
    ...all,
    places: all.places.filter((place) => own.places.includes(place)),
    download: all.download && own.download,
    keepDays: Math.min(all.keepDays, own.keepDays),
  }
}

type TownFacts = { readonly id: string; readonly leftOn: Day | null }
/** A town's page: its coordinators and the secretariat. */
export const decideTownRead = (actor: Actor, town: TownFacts): Permit<'town.read'> | Refusal<Why> =>
  judge('town.read', actor, relationsTo(actor, town), factsOf(town))
const relationsTo = (actor: Actor, { id }: TownFacts): Role[] => [
  ...(holdsAnywhere(actor, 'secretariat') ? (['secretariat'] as const) : []),
  ...(holds(actor, 'coordinator', id) ? (['coordinator'] as const) : []),
]
const factsOf = ({ id, leftOn }: TownFacts) => ({ id, townId: id, status: leftOn === null ? 'member' : 'left' })

/** A town's own words and rules are the town's: its pledge, how it handles data, whom to turn to. The secretariat does not write them. */
export const decideTownDocument = <A extends 'town.edit' | 'pledge.publish' | 'town-rules.publish'>(
  act: A,
  actor: Actor,
  town: TownFacts,
): Permit<A> | Refusal<Why> => judge(act, actor, relationsTo(actor, town), factsOf(town))

/** A town leaves once nothing of it is unfinished; `open` counts its packages in work and its residents' work in others'. */
export function decideTownLeaving(
  actor: Actor,
  town: TownFacts & { readonly open: number },
): Permit<'town.leave'> | Refusal<Why> {
  const may = anywhere('town.leave', actor, { ...factsOf(town), townId: alliance })
  return 'act' in may && town.open > 0 ? refuse('incomplete') : may
}

/**
 * Whether six digits are a 団体コード with the right check digit.
 * Source: 総務省「全国地方公共団体コード」: weights 6,5,4,3,2 over the first five digits, 11 minus the sum modulo 11, last digit of that.
 */
export function isTownCode(code: string): boolean {
  if (!/^\d{6}$/.test(code)) return false
  const sum = [6, 5, 4, 3, 2].reduce((total, weight, i) => total + weight * Number(code[i]), 0)
  return String((11 - (sum % 11)) % 10) === code[5] && prefectureOf(code) !== undefined
}

/** The prefectures in the order of their codes: the first two digits of a 団体コード are the place in this list (JIS X 0401). */
const prefectures =
  '北海道 青森県 岩手県 宮城県 秋田県 山形県 福島県 茨城県 栃木県 群馬県 埼玉県 千葉県 東京都 神奈川県 新潟県 富山県 石川県 福井県 山梨県 長野県 岐阜県 静岡県 愛知県 三重県 滋賀県 京都府 大阪府 兵庫県 奈良県 和歌山県 鳥取県 島根県 岡山県 広島県 山口県 徳島県 香川県 愛媛県 高知県 福岡県 佐賀県 長崎県 熊本県 大分県 宮崎県 鹿児島県 沖縄県'.split(
    ' ',
  )

/** The prefecture of a town's code; nothing where the code names none. */
export const prefectureOf = (code: string): string | undefined => prefectures[Number(code.slice(0, 2)) - 1]
/** Two digits for each prefecture, in order. */
export const prefectureCodes: readonly string[] = prefectures.map((_, i) => String(i + 1).padStart(2, '0'))
