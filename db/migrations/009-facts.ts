/** Facts that hold from a day on: names of towns and terms of payment as they were until now, and the minimum wages of 2025. */
import { type Kysely, type SqlBool, sql } from 'kysely'
import { index, table } from './table.ts'

/** The prefecture's code and name, yen an hour, and the day from which it holds: MHLW 令和7年度地域別最低賃金の全国一覧. */
const wages = `
01 北海道 1075 2025-10-04
02 青森 1029 2025-11-21
03 岩手 1031 2025-12-01
04 宮城 1038 2025-10-04
05 秋田 1031 2026-03-31
06 山形 1032 2025-12-23
07 福島 1033 2026-01-01
08 茨城 1074 2025-10-12
09 栃木 1068 2025-10-01
10 群馬 1063 2026-03-01
11 埼玉 1141 2025-11-01
12 千葉 1140 2025-10-03
13 東京 1226 2025-10-03
14 神奈川 1225 2025-10-04
15 新潟 1050 2025-10-02
16 富山 1062 2025-10-12
17 石川 1054 2025-10-08
18 福井 1053 2025-10-08
19 山梨 1052 2025-12-01
20 長野 1061 2025-10-03
21 岐阜 1065 2025-10-18
22 静岡 1097 2025-11-01
23 愛知 1140 2025-10-18
24 三重 1087 2025-11-21
25 滋賀 1080 2025-10-05
26 京都 1122 2025-11-21
27 大阪 1177 2025-10-16
28 兵庫 1116 2025-10-04
29 奈良 1051 2025-11-16
30 和歌山 1045 2025-11-01
31 鳥取 1030 2025-10-04
32 島根 1033 2025-11-17
33 岡山 1047 2025-12-01
34 広島 1085 2025-11-01
35 山口 1043 2025-10-16
36 徳島 1046 2026-01-01
37 香川 1036 2025-10-18
38 愛媛 1033 2025-12-01
39 高知 1023 2025-12-01
40 福岡 1057 2025-11-16
41 佐賀 1030 2025-11-21
42 長崎 1031 2025-12-01
43 熊本 1034 2026-01-01
44 大分 1035 2026-01-01
45 宮崎 1023 2025-11-16
46 鹿児島 1026 2025-11-01
47 沖縄 1023 2025-12-01`

// biome-ignore lint/suspicious/noExplicitAny: a migration sees the tables of its own time, not today's schema
export async function facts(db: Kysely<any>): Promise<void> {
  await table(
    db,
    'dated_fact',
    `
    id text primary
    kind text
    subject text
    from_on text
    value text
    source text
    recorded_by text? -> person.id
    recorded_at text
    withdrawn_by text? -> person.id
    withdrawn_at text?`,
  )
  // INVARIANT: from each day on one thing holds; a mistake is withdrawn before it is put right.
  const standing = sql<SqlBool>`withdrawn_at is null`
  await index(db, 'dated_fact', ['kind', 'subject', 'from_on'], { unique: true, where: standing })
  const put = (rows: readonly { kind: string; subject: string; fromOn: string; value: object; source: string }[]) =>
    rows.length === 0
      ? undefined
      : db
          .insertInto('datedFact')
          .values(
            rows.map(({ value, ...row }) => ({
              ...row,
              id: `${row.kind}-${row.subject}`,
              value: JSON.stringify(value),
              recordedAt: `${row.fromOn}T00:00:00.000Z`,
            })),
          )
          .execute()
  await put(
    wages
      .trim()
      .split('\n')
      .map((line) => {
        const [subject, , yen, fromOn] = line.split(' ') as [string, string, string, string]
        const source = '厚生労働省 令和7年度地域別最低賃金の全国一覧'
        return { kind: 'minimum-wage', subject, fromOn, value: { yen: Number(yen) }, source }
      }),
  )
  const towns = await db.selectFrom('town').select(['id', 'name', 'kana', 'romaji', 'joinedOn']).execute()
  await put(
    towns.map(({ id, joinedOn, name, kana, romaji }) => ({
      kind: 'town-name',
      subject: id,
      fromOn: joinedOn,
      value: { name, kana, romaji },
      source: '連携体への参加',
    })),
  )
  // What every order said until now.
  const bodies = await db
    .selectFrom('operatingBody as body')
    .innerJoin('town', 'town.id', 'body.townId')
    .select(['town.id', 'town.joinedOn'])
    .execute()
  await put(
    bodies.map(({ id, joinedOn }) => ({
      kind: 'payment-terms',
      subject: id,
      fromOn: joinedOn,
      value: { closing: 31, months: 1, pay: 25 },
      source: 'これまでの取引条件',
    })),
  )
}
