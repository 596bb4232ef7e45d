/** Seeds the towns, the cast and the courses: the world that demo, tests and browser suite begin with. */
import { addDays, dayOf } from '../../policies/kernel/days.ts'
import { validUntil } from '../../policies/membership/vetting.ts'
import type { Engine } from '../kernel/engine.ts'
import { newSecret, sha256 } from '../kernel/ids.ts'
import { toJson } from '../kernel/schema.ts'
import type { Instant } from '../kernel/time.ts'
import { cast, towns } from './cast.ts'
import { neighbours } from './neighbours.ts'

export const courses = [
  { id: 'security', name: '情報セキュリティと個人情報の基礎', nameEn: 'Information security and personal data', validMonths: 12 },
  { id: 'data-entry', name: 'データ入力と照合の実務', nameEn: 'Data entry and checking', validMonths: null },
  { id: 'web-survey', name: 'ウェブ調査の進め方', nameEn: 'Web research', validMonths: 24 },
] as const

const townId = { shiojiri: '202151', tateshina: '203246', itoigawa: '152161' } as const

/** Fills an empty database; `at` is the present, from which the days of sessions count, `since` the first day of everybody's role. */
export async function seed({ writer }: Engine, at: Instant, since = dayOf(at)): Promise<void> {
  const today = dayOf(at)
  await writer
    .insertInto('town')
    .values(towns.map((town) => ({ ...town, joinedOn: '2025-04-01', leftOn: null })))
    .execute()
  await writer
    .insertInto('operatingBody')
    .values([
      {
        id: 'body-shiojiri',
        townId: townId.shiojiri,
        name: '塩尻みらい振興公社(架空)',
        address: '長野県塩尻市見本町1-1',
        contact: 'work@shiojiri.example.jp / 0263-00-0000',
      },
      {
        id: 'body-tateshina',
        townId: townId.tateshina,
        name: '立科みらい振興公社(架空)',
        address: '長野県北佐久郡立科町見本2-2',
        contact: 'work@tateshina.example.jp / 0267-00-0000',
      },
      {
        id: 'body-itoigawa',
        townId: townId.itoigawa,
        name: '糸魚川みらい振興会(架空)',
        address: '新潟県糸魚川市見本3-3',
        contact: 'work@itoigawa.example.jp / 025-000-0000',
      },
    ])
    .execute()
  await writer
    .insertInto('datedFact')
    .values(towns.flatMap((town) => factsOf(town, at)))
    .execute()
  await writer
    .insertInto('townDocument')
    .values(towns.map((town) => pledgeOf(town, at)))
    .execute()
  const people = Object.entries(cast)
  await writer
    .insertInto('person')
    .values(
      people.map(([key, { id, name, kana, romaji }]) => ({
        id,
        name,
        kana,
        romaji,
        email: `${key}@example.jp`,
        locale: 'ja' as const,
        letters: 'all' as const,
        userHandle: newSecret(32),
        createdAt: at,
      })),
    )
    .execute()
  await writer
    .insertInto('roleGrant')
    .values(
      people.map(([key, { id, role, townId }]) => ({
        id: `grant-${key}`,
        personId: id,
        role,
        townId,
        fromOn: since,
        untilOn: null,
        grantedBy: null,
        reason: 'seed',
      })),
    )
    .execute()
  for (const member of Object.values(cast))
    if ('worker' in member)
      await writer
        .insertInto('workerProfile')
        .values({
          personId: member.id,
          townId: member.townId,
          status: 'active',
          clearance: member.worker.clearance,
          places: toJson([...member.worker.places]),
          weeklyHours: member.worker.weeklyHours,
          vettedOn: today,
          vettedBy: cast.yumi.id,
          vettedUntil: validUntil(today),
        })
        .execute()
  await writer
    .insertInto('course')
    .values([...courses])
    .execute()
  await writer
    .insertInto('courseSession')
    .values([
      { id: 'session-security', courseId: 'security', onDay: addDays(today, 3), startsAt: '10:00', place: 'オンライン / Online' },
      {
        id: 'session-web-survey',
        courseId: 'web-survey',
        onDay: addDays(today, 10),
        startsAt: '13:30',
        place: '塩尻テレワークセンター',
      },
    ])
    .execute()
}

/** Whom residents of each town turn to, for the demo. */
export async function seedDesks({ writer }: Engine): Promise<void> {
  for (const { id, name, romaji } of towns) {
    const email = `telework@${romaji.toLowerCase()}.example.jp`
    const desk = { name: `${name} テレワーク担当(架空)`, phone: '0120-00-0000', email, hours: '平日 8:30〜17:15' }
    await writer
      .updateTable('town')
      .set({ desk: toJson(desk) })
      .where('id', '=', id)
      .execute()
  }
}

/** Residents beyond the cast, for the demo and for lists of a real size. */
export async function seedNeighbours({ writer }: Engine, at: Instant, since = dayOf(at)): Promise<void> {
  const today = dayOf(at)
  await writer
    .insertInto('person')
    .values(
      neighbours.map(({ id, name, kana, romaji }) => ({
        id,
        name,
        kana,
        romaji,
        email: null,
        locale: 'ja' as const,
        letters: 'all' as const,
        userHandle: newSecret(32),
        createdAt: at,
      })),
    )
    .execute()
  await writer
    .insertInto('roleGrant')
    .values(
      neighbours.map(({ id, townId }) => ({
        id: `grant-${id}`,
        personId: id,
        role: 'worker' as const,
        townId,
        fromOn: since,
        untilOn: null,
        grantedBy: null,
        reason: 'seed',
      })),
    )
    .execute()
  await writer
    .insertInto('workerProfile')
    .values(
      neighbours.map(({ id, townId, places, weeklyHours }) => ({
        personId: id,
        townId,
        status: 'active' as const,
        clearance: '2' as const,
        places: toJson([...places] as string[]),
        weeklyHours,
        vettedOn: today,
        vettedBy: cast.yumi.id,
        vettedUntil: validUntil(today),
      })),
    )
    .execute()
}

/** The first version of a town's pledge; a real town writes its own. */
function pledgeOf({ id, name, romaji }: { id: string; name: string; romaji: string }, at: Instant) {
  const body = JSON.stringify({ ja: pledge.ja.replace('{town}', name), en: pledge.en.replace('{town}', romaji) })
  return {
    id: `pledge-${id}`,
    townId: id,
    kind: 'pledge' as const,
    version: 1,
    body,
    sha256: sha256(body),
    publishedBy: null,
    publishedAt: at,
  }
}
const pledge = {
  ja: [
    '{town}の住民テレワーカーとして、次のことを守ります。',
    '1. 仕事で知ったことを、仕事のほかに使わず、家族をふくめてだれにも話しません。やめたあとも同じです。',
    '2. 渡された情報は、決められた場所でだけ扱い、写し・印刷・撮影・転送をしません。',
    '3. 仕事をほかの人に任せません。アカウントやパスキーを人に使わせません。',
    '4. 仕事が終わったら、手元に残った情報をすべて消します。',
    '5. なくした、漏れた、間違って送ったかもしれないと思ったら、すぐに窓口へ知らせます。',
  ].join('\n'),
  en: [
    'As a teleworker of {town} I keep to the following.',
    '1. I use what I learn at work for that work only and tell nobody, my family included, also after I have left.',
    '2. I handle data only where it is allowed, and I do not copy, print, photograph or forward them.',
    '3. I hand my work to nobody else and let nobody use my account or my passkeys.',
    '4. When the work is done I delete everything that is left with me.',
    '5. If I think that something was lost, leaked or sent to the wrong place, I tell my desk at once.',
  ].join('\n'),
}

/** What a town is called, and when its operating body pays: both since it joined. */
function factsOf({ id: subject, name, kana, romaji }: (typeof towns)[number], at: Instant) {
  const same = { subject, fromOn: '2025-04-01', recordedBy: null, recordedAt: at, withdrawnBy: null, withdrawnAt: null } as const
  const source = '連携体への参加'
  return [
    { ...same, id: `name-${subject}`, kind: 'town-name' as const, value: toJson({ name, kana, romaji }), source },
    {
      ...same,
      id: `payment-${subject}`,
      kind: 'payment-terms' as const,
      value: toJson({ closing: 31, months: 1, pay: 25 }),
      source: '運営団体の会計規程',
    },
  ]
}
