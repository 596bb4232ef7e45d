/** Towns (連携自治体): their official codes, and who keeps them in order. */

import { classes, type DataClass, handling, type Place } from './classes.ts'
import type { Day } from './days.ts'
import { alliance, type Permit, permit, type Refusal, refuse, type Why } from './decision.ts'
import { type Actor, holds, holdsAnywhere } from './people.ts'

export type Act =
  | 'town.list'
  | 'town.read'
  | 'town.add'
  | 'town.edit'
  | 'town.leave'
  | 'operating-body.edit'
  | 'pledge.publish'
  | 'town-rules.publish'

/** Towns are the secretariat's: who belongs, and who contracts with workers for them. `townId` names the town, if there is one yet. */
export const decideTown = <A extends 'town.list' | 'town.add' | 'operating-body.edit'>(
  act: A,
  actor: Actor,
  townId: string,
): Permit<A> | Refusal<Why> =>
  holdsAnywhere(actor, 'secretariat') ? permit(act, { id: townId, townId: alliance }) : refuse('role')

/** How a town handles data, where it may be stricter than the defaults but never looser (domain.md 4.1). Versions are kept. */
export type TownRules = {
  /** Who may see class 3 must hold a passkey that cannot leave its device (security.md 4.3). */
  readonly deviceBoundFor3: boolean
  /** The classes that the town's packages may have, and where each may be worked on. */
  readonly classes: Readonly<Record<DataClass, { readonly accepted: boolean; readonly places: readonly Place[] }>>
}
const byDefault = (code: DataClass) => ({ accepted: handling[code].intake === 'accepted', places: handling[code].places })
export const defaultTownRules: TownRules = {
  deviceBoundFor3: true,
  classes: { '1': byDefault('1'), '2': byDefault('2'), '3C': byDefault('3C'), '3B': byDefault('3B'), '3A': byDefault('3A') },
}
/** The classes in which rules are looser than the defaults; such rules are not published. */
export const looserThanDefault = (rules: TownRules): DataClass[] =>
  classes.filter((code) => {
    const [asked, least] = [rules.classes[code], defaultTownRules.classes[code]]
    return (asked.accepted && !least.accepted) || asked.places.some((place) => !least.places.includes(place))
  })

type TownFacts = { readonly id: string; readonly leftOn: Day | null }
/** A town's page: its coordinators and the secretariat. */
export const decideTownRead = (actor: Actor, town: TownFacts): Permit<'town.read'> | Refusal<Why> =>
  holdsAnywhere(actor, 'secretariat') || holds(actor, 'coordinator', town.id)
    ? permit('town.read', { id: town.id, townId: town.id })
    : refuse('unseen')

/** A town's own words and rules are the town's: its pledge, how it handles data, whom to turn to. The secretariat does not write them. */
export function decideTownDocument<A extends 'town.edit' | 'pledge.publish' | 'town-rules.publish'>(
  act: A,
  actor: Actor,
  town: TownFacts,
): Permit<A> | Refusal<Why> {
  if (!holds(actor, 'coordinator', town.id)) return refuse(holdsAnywhere(actor, 'secretariat') ? 'role' : 'unseen')
  return town.leftOn === null ? permit(act, { id: town.id, townId: town.id }) : refuse('status')
}

/** A town leaves once nothing of it is unfinished; `open` counts its packages in work and its residents' work in others'. */
export function decideTownLeaving(
  actor: Actor,
  town: TownFacts & { readonly open: number },
): Permit<'town.leave'> | Refusal<Why> {
  if (!holdsAnywhere(actor, 'secretariat')) return refuse('role')
  if (town.leftOn !== null) return refuse('status')
  return town.open === 0 ? permit('town.leave', { id: town.id, townId: alliance }) : refuse('incomplete')
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
