/** More residents than the cast, so that lists look like a real alliance's: fictitious people who never sign in. */
import type { Place } from '../../policies/safety/classes.ts'

type Neighbour = { id: string; name: string; kana: string; romaji: string; townId: string; places: Place[]; weeklyHours: number }

const lines = `
宮下 さくら|ミヤシタ サクラ|Sakura Miyashita|202151|home|12
赤羽 亮|アカハネ リョウ|Ryo Akahane|202151|home,centre|20
小口 千尋|オグチ チヒロ|Chihiro Oguchi|202151|home|8
中原 美和|ナカハラ ミワ|Miwa Nakahara|202151|centre|16
市川 奈々|イチカワ ナナ|Nana Ichikawa|203246|home|10
滝沢 恵|タキザワ メグミ|Megumi Takizawa|203246|home|15
両角 隼人|モロズミ ハヤト|Hayato Morozumi|203246|home,centre|25
笠原 由紀|カサハラ ユキ|Yuki Kasahara|203246|home|6
松木 遥|マツキ ハルカ|Haruka Matsuki|152161|home|14
猪又 直樹|イノマタ ナオキ|Naoki Inomata|152161|home,centre|22
渡部 詩織|ワタナベ シオリ|Shiori Watanabe|152161|home|10
斉藤 拓|サイトウ タク|Taku Saito|152161|centre|18`

export const neighbours: readonly Neighbour[] = lines
  .trim()
  .split('\n')
  .map((line, i) => {
    const [name, kana, romaji, townId, places, hours] = line.split('|') as [string, string, string, string, string, string]
    const id = `01910000-0000-7000-8000-0000000001${String(i).padStart(2, '0')}`
    return { id, name, kana, romaji, townId, places: places.split(',') as Place[], weeklyHours: Number(hours) }
  })
