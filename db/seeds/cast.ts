/** The cast: the people whom demo, tests and browser suite all meet. The towns are real, the people are not. */

import type { Role } from '../../policies/identity/people.ts'
import type { DataClass, Place } from '../../policies/safety/classes.ts'

type Member = {
  id: string
  name: string
  kana: string
  romaji: string
  role: Role
  townId: string | null
  town: string
  townRomaji: string
  worker?: { places: Place[]; weeklyHours: number; clearance: DataClass }
}

export const towns = [
  { id: '202151', name: '塩尻市', kana: 'シオジリシ', romaji: 'Shiojiri', prefecture: '長野県' },
  { id: '203246', name: '立科町', kana: 'タテシナマチ', romaji: 'Tateshina', prefecture: '長野県' },
  { id: '152161', name: '糸魚川市', kana: 'イトイガワシ', romaji: 'Itoigawa', prefecture: '新潟県' },
] as const
const shiojiri = { townId: '202151', town: '塩尻市', townRomaji: 'Shiojiri' }
const tateshina = { townId: '203246', town: '立科町', townRomaji: 'Tateshina' }
const itoigawa = { townId: '152161', town: '糸魚川市', townRomaji: 'Itoigawa' }
const everywhere = { townId: null, town: '', townRomaji: '' }

export const cast = {
  hana: {
    id: '01910000-0000-7000-8000-000000000001',
    name: '小林 花',
    kana: 'コバヤシ ハナ',
    romaji: 'Hana Kobayashi',
    role: 'worker',
    ...tateshina,
    worker: { places: ['home'], weeklyHours: 10, clearance: '2' },
  },
  ken: {
    id: '01910000-0000-7000-8000-000000000002',
    name: '渡辺 健',
    kana: 'ワタナベ ケン',
    romaji: 'Ken Watanabe',
    role: 'worker',
    ...itoigawa,
    worker: { places: ['home', 'centre'], weeklyHours: 25, clearance: '2' },
  },
  yumi: {
    id: '01910000-0000-7000-8000-000000000003',
    name: '上條 由美',
    kana: 'カミジョウ ユミ',
    romaji: 'Yumi Kamijo',
    role: 'coordinator',
    ...shiojiri,
  },
  daisuke: {
    id: '01910000-0000-7000-8000-000000000004',
    name: '百瀬 大輔',
    kana: 'モモセ ダイスケ',
    romaji: 'Daisuke Momose',
    role: 'manager',
    ...shiojiri,
  },
  reiko: {
    id: '01910000-0000-7000-8000-000000000005',
    name: '塚田 礼子',
    kana: 'ツカダ レイコ',
    romaji: 'Reiko Tsukada',
    role: 'trainer',
    ...everywhere,
  },
  makoto: {
    id: '01910000-0000-7000-8000-000000000006',
    name: '清水 誠',
    kana: 'シミズ マコト',
    romaji: 'Makoto Shimizu',
    role: 'secretariat',
    ...everywhere,
  },
  akira: {
    id: '01910000-0000-7000-8000-000000000007',
    name: '伊藤 明',
    kana: 'イトウ アキラ',
    romaji: 'Akira Ito',
    role: 'auditor',
    ...everywhere,
  },
} as const satisfies Record<string, Member>

export type CastKey = keyof typeof cast
export const isCastKey = (key: string): key is CastKey => Object.hasOwn(cast, key)
