/** Residents of 塩尻市 at every stage of becoming a teleworker, so that 由美 has somebody to see, meet and decide about. */

import { addPasskey } from '../../db/identity/passkeys.ts'
import { newId, newSecret } from '../../db/kernel/ids.ts'
import { findTown } from '../../db/membership/towns.ts'
import { apply, passEnvironment, signPledge } from '../../db/membership/vetting/apply.ts'
import { decideVetting, declineVetting, keepStep } from '../../db/membership/vetting/decide.ts'
import { findVetting, type Vetting } from '../../db/membership/vetting/find.ts'
import { cast } from '../../db/seeds/cast.ts'
import { decideCeremony } from '../../policies/identity/people.ts'
import { addMonths, dayOf, daysBetween } from '../../policies/kernel/days.ts'
import { romajiOf } from '../../policies/membership/romaji.ts'
import {
  decideApply,
  decideClearance,
  decideOwn,
  decideTown,
  type interviewWays,
  questionsFor,
  type residencyWays,
  validMonths,
} from '../../policies/membership/vetting.ts'
import type { DataClass, Place } from '../../policies/safety/classes.ts'
import { actorOf, allowed, atOf, type Stage, write } from './stage.ts'
import type { Tell } from './story.ts'

const { yumi } = cast
type Resident = {
  readonly name: string
  readonly kana: string
  readonly places: Place[]
  readonly hours: number
  readonly skills: string
}
/** Where a story writes down whose it is, since that is known only once they have applied. */
type Application = { personId: string; vettingId: string }

const jun = { name: '宮沢 純', kana: 'ミヤザワ ジュン', places: ['home'], hours: 8, skills: '' } satisfies Resident
const mio = {
  ...{ name: '大池 美緒', kana: 'オオイケ ミオ', places: ['home', 'centre'], hours: 15 },
  skills: '表計算と、ブログの文章を書くのが得意です。',
} satisfies Resident
const toru = {
  ...{ name: '古畑 徹', kana: 'フルハタ トオル', places: ['home'], hours: 20 },
  skills: '図書館で10年、目録の仕事をしました。',
} satisfies Resident
const rei = { name: '青柳 玲', kana: 'アオヤギ レイ', places: ['centre'], hours: 10, skills: '' } satisfies Resident
const aki = {
  ...{ name: '小松 亜希', kana: 'コマツ アキ', places: ['home', 'centre'], hours: 12 },
  skills: '経理の事務を5年していました。',
} satisfies Resident

export function applicants(stage: Stage, tell: Tell): void {
  const begin = (ago: number, resident: Resident) => {
    const own: Application = { personId: '', vettingId: '' }
    tell(ago, (then) => applied(stage, then, resident, own))
    return own
  }
  // Just applied.
  begin(0.2, jun)
  // Residency, pledge and self-check are there: only the interview is missing.
  const waiting = begin(9, mio)
  tell(8.9, (ago) => enrolled(stage, ago, waiting))
  tell(8.5, (ago) => signed(stage, ago, waiting))
  tell(8.4, (ago) => checked(stage, ago, waiting))
  tell(6, (ago) => seen(stage, ago, waiting, 'vetting.residency', 'card'))
  // Everything is there: the decision waits.
  const ready = begin(14, toru)
  tell(13.9, (ago) => enrolled(stage, ago, ready))
  tell(13, (ago) => seen(stage, ago, ready, 'vetting.residency', 'certificate'))
  tell(12, (ago) => signed(stage, ago, ready))
  tell(11, (ago) => checked(stage, ago, ready))
  tell(2, (ago) => seen(stage, ago, ready, 'vetting.interview', 'in-person', '朝と夜に2時間ずつ。とても丁寧な方。'))
  // Declined, with a reason to read.
  const declined = begin(30, rei)
  tell(24, (ago) => refused(stage, ago, declined, 'お住まいが市外のため、今回は見送りました。お住まいの町でも申し込めます。'))
  // Let in almost a year ago: to be renewed within the month.
  const member = begin(almostAYear(stage) + 10, aki)
  tell(almostAYear(stage) + 9, (ago) => enrolled(stage, ago, member))
  tell(almostAYear(stage) + 8, (ago) => signed(stage, ago, member))
  tell(almostAYear(stage) + 7, (ago) => checked(stage, ago, member))
  tell(almostAYear(stage) + 5, (ago) => seen(stage, ago, member, 'vetting.residency', 'card'))
  tell(almostAYear(stage) + 3, (ago) => seen(stage, ago, member, 'vetting.interview', 'video'))
  tell(almostAYear(stage), (ago) => letIn(stage, ago, member, '2'))
}

/** So long ago that twenty days are left. */
function almostAYear({ now }: Stage): number {
  const today = dayOf(now)
  return daysBetween(addMonths(today, -validMonths), today) - 20
}

async function applied(stage: Stage, ago: number, resident: Resident, own: Application): Promise<void> {
  const { read } = stage.db
  const at = atOf(stage, ago)
  own.personId = newId(at)
  own.vettingId = newId(at)
  const permit = allowed(decideApply((await findTown(read, yumi.townId))!, own.personId))
  const { name, kana, places, hours, skills } = resident
  const person = { name, kana, romaji: romajiOf(kana), email: null, phone: '0263-00-0000', locale: 'ja' as const }
  await write(stage, { who: own.personId, ago }, (tx) =>
    apply(tx, permit, own.vettingId, { weeklyHours: hours, places, skills }, person),
  )
}

/** A key that no device of the visitor's holds: nobody signs in with it. */
async function enrolled(stage: Stage, ago: number, { personId }: Application): Promise<void> {
  const key = { id: newSecret(), publicKey: new Uint8Array(77), counter: 0, transports: ['internal'], label: 'phone' }
  const permit = decideCeremony('enrolment.use', { personId })
  await write(stage, { who: personId, ago }, (tx) => addPasskey(tx, permit, { ...key, backupEligible: 1, backedUp: 1 }))
}

const load = async (stage: Stage, { vettingId }: Application): Promise<Vetting> => (await findVetting(stage.db.read, vettingId))!

async function signed(stage: Stage, ago: number, own: Application): Promise<void> {
  const { facts, pledge } = await load(stage, own)
  const permit = allowed(decideOwn('vetting.pledge', await actorOf(stage, own.personId), facts))
  await write(stage, { who: own.personId, ago }, (tx) => signPledge(tx, permit, pledge!))
}

async function checked(stage: Stage, ago: number, own: Application): Promise<void> {
  const { facts, places } = await load(stage, own)
  const permit = allowed(decideOwn('vetting.environment', await actorOf(stage, own.personId), facts))
  const answers = Object.fromEntries(questionsFor(places).map((question) => [question, 'yes']))
  const updatedOn = dayOf(atOf(stage, ago))
  await write(stage, { who: own.personId, ago }, (tx) =>
    passEnvironment(tx, permit, places.includes('home') ? { ...answers, updatedOn } : answers),
  )
}

async function seen(
  stage: Stage,
  ago: number,
  own: Application,
  act: 'vetting.residency' | 'vetting.interview',
  how: (typeof residencyWays)[number] | (typeof interviewWays)[number],
  note = '',
): Promise<void> {
  const permit = allowed(decideTown(act, await actorOf(stage, yumi.id), (await load(stage, own)).facts))
  const on = dayOf(atOf(stage, ago))
  await write(stage, { who: yumi.id, ago }, (tx) => keepStep(tx, permit, { how, on, note }))
}

async function refused(stage: Stage, ago: number, own: Application, reason: string): Promise<void> {
  const permit = allowed(decideTown('vetting.decline', await actorOf(stage, yumi.id), (await load(stage, own)).facts))
  await write(stage, { who: yumi.id, ago }, (tx) => declineVetting(tx, permit, reason))
}

async function letIn(stage: Stage, ago: number, own: Application, clearance: DataClass): Promise<void> {
  const vetting = await load(stage, own)
  const permit = allowed(decideClearance(await actorOf(stage, yumi.id), vetting.facts, clearance))
  const outcome = { clearance, reason: '', vetting: { ...vetting, places: JSON.stringify(vetting.places) } }
  await write(stage, { who: yumi.id, ago }, (tx) => decideVetting(tx, permit, outcome))
}
