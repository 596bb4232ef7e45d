/** Seeds the towns, the cast and the courses: the world that demo, tests and browser suite begin with. */
import { addDays, dayOf } from '../../policies/days.ts'
import { validUntil } from '../../policies/vetting.ts'
import type { Engine } from '../engine.ts'
import { newSecret } from '../ids.ts'
import { toJson } from '../schema.ts'
import type { Instant } from '../time.ts'
import { cast, towns } from './cast.ts'
import { neighbours } from './neighbours.ts'

export const courses = [
  { id: 'security', name: '情報セキュリティと個人情報の基礎', nameEn: 'Information security and personal data', validMonths: 12 },
  { id: 'data-entry', name: 'データ入力と照合の実務', nameEn: 'Data entry and checking', validMonths: null },
  { id: 'web-survey', name: 'ウェブ調査の進め方', nameEn: 'Web research', validMonths: 24 },
] as const

const townId = { shiojiri: '202151', tateshina: '203246', itoigawa: '152161' } as const

/** Fills an empty database; `at` is the present, from which the days of sessions count. */
export async function seed({ writer }: Engine, at: Instant): Promise<void> {
  const today = dayOf(at)
  await writer
    .insertInto('town')
    .values(towns.map((town) => ({ ...town, joinedOn: '2025-04-01' as const, leftOn: null })))
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
        fromOn: today,
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

/** Residents beyond the cast, for the demo and for lists of a real size. */
export async function seedNeighbours({ writer }: Engine, at: Instant): Promise<void> {
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
        fromOn: today,
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
