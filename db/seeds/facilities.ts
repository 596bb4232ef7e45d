// Makes a list of 1,200 invented public facilities of three towns, with the errors that real lists have, and corrects such rows.

export const facilityColumns = [
  '施設番号',
  '市町村',
  '施設名',
  '施設名フリガナ',
  '所在地',
  '電話番号',
  '開館時間',
  '休館日',
  'サイト',
  '更新日',
  '備考',
]
/** Where each column stands; the columns in between need no correction. */
const [number, town, name, kana, address, phone, hours, site, updated, note] = [0, 1, 2, 3, 4, 5, 6, 8, 9, 10] as const

type Named = readonly [written: string, read: string]

/** The exchanges begin with 0 and the lot numbers with 9: nobody has such a telephone number, and hardly a house stands there. */
const towns = [
  {
    code: 'SJ',
    name: '塩尻市',
    before: '長野県塩尻市',
    old: ['木曽郡楢川村', '東筑摩郡宗賀村'],
    exchange: '0263-00',
    host: 'shiojiri.example.jp',
    count: 520,
    districts: names(
      '大門=ダイモン 広丘=ヒロオカ 片丘=カタオカ 宗賀=ソウガ 洗馬=セバ 北小野=キタオノ 楢川=ナラカワ 高出=タカイデ 塩尻町=シオジリマチ 吉田=ヨシダ',
    ),
  },
  {
    code: 'TS',
    name: '立科町',
    before: '長野県北佐久郡立科町',
    old: ['北佐久郡芦田村', '北佐久郡三都和村'],
    exchange: '0267-00',
    host: 'tateshina.example.jp',
    count: 180,
    districts: names('芦田=アシダ 茂田井=モタイ 山部=ヤマベ 牛鹿=ウシロク 桐原=キリハラ 宇山=ウヤマ 塩沢=シオザワ'),
  },
  {
    code: 'IT',
    name: '糸魚川市',
    before: '新潟県糸魚川市',
    old: ['西頸城郡能生町', '西頸城郡青海町'],
    exchange: '025-000',
    host: 'itoigawa.example.jp',
    count: 500,
    districts: names(
      '大和川=ヤマトガワ 西海=ニシウミ 浦本=ウラモト 早川=ハヤカワ 青海=オウミ 能生=ノウ 根知=ネチ 今井=イマイ 大野=オオノ 須沢=スザワ',
    ),
  },
] as const

const byNames = names('さくら=サクラ みどり=ミドリ ひばり=ヒバリ あおぞら=アオゾラ せせらぎ=セセラギ こまくさ=コマクサ')

/** Kind, reading, opening hours, closed days. */
const kinds = [
  ['公民館', 'コウミンカン', '9:00-21:30', '月曜日・年末年始'],
  ['図書館', 'トショカン', '9:30-18:30', '月曜日・祝日'],
  ['保育園', 'ホイクエン', '7:30-18:30', '日曜日・祝日'],
  ['小学校', 'ショウガッコウ', '8:00-17:00', '土日・祝日'],
  ['体育館', 'タイイクカン', '8:30-21:30', '火曜日'],
  ['集会所', 'シュウカイジョ', '9:00-21:00', '年末年始'],
  ['公園', 'コウエン', '終日', 'なし'],
  ['診療所', 'シンリョウジョ', '8:30-17:15', '土日・祝日'],
  ['観光案内所', 'カンコウアンナイジョ', '9:00-17:00', '年末年始'],
  ['児童館', 'ジドウカン', '10:00-18:00', '日曜日・祝日'],
  ['郷土資料館', 'キョウドシリョウカン', '9:00-16:30', '月曜日'],
  ['子育て支援センター', 'コソダテシエンセンター', '9:00-16:00', '土日・祝日'],
] as const

const notes = ['', '', '', '駐車場あり', '多目的トイレあり', 'Wi-Fiあり', '避難所に指定', '予約制', '冬期は短縮']

type Random = (below: number) => number

/** The whole list as CSV text (header, LF, 1,200 rows): the same text at every call. About one row in six has an error. */
export function facilityList(): string {
  const random = mulberry(20_260_401)
  const rows: string[][] = []
  for (const place of towns)
    for (let i = 0; i < place.count; i++) {
      const row = soundRow(place, i, random)
      const spoil = faults[random(faults.length)]!
      rows.push(
        random(6) === 0
          ? spoil(row, { random, old: place.old[random(2)]!, before: place.before, earlier: rows.at(-1) ?? row })
          : row,
      )
    }
  return [facilityColumns, ...rows].map((cells) => `${cells.map(csvCell).join(',')}\n`).join('')
}

/** The row as a careful worker would send it back; a sound row comes back as it is. The number never changes. */
export function correctedFacility(row: string[]): string[] {
  const fixed = row.map((cell) => cell.replace(/[\s\u3000]+$/, ''))
  const cell = (i: number) => fixed[i] ?? ''
  if (/^[0０]/.test(cell(hours)) && !/[:：]/.test(cell(hours))) [fixed[phone], fixed[hours]] = [cell(hours), cell(phone)]
  fixed[name] = cell(name)
    .replace(/[\s\u3000]/g, '')
    .replace('センタ-', 'センター')
  fixed[kana] = cell(kana) ? cell(kana).normalize('NFKC') : (readings().get(cell(name)) ?? '')
  for (const { before, old, name: own } of towns) {
    if (cell(town) !== own) continue
    for (const gone of old) fixed[address] = cell(address).replace(`${before.slice(0, 3)}${gone}`, before)
  }
  fixed[address] = cell(address)
    .normalize('NFKC')
    .replace(/([一二三四五])丁目/, (_, digit) => `${'一二三四五'.indexOf(digit) + 1}丁目`)
  fixed[address] = cell(address).replace(/(\d)-(9\d{3})-(\d+)$/, '$1丁目$2番地$3')
  fixed[phone] = cell(phone)
    .normalize('NFKC')
    .replace(/[()]/g, (mark) => (mark === ')' ? '-' : ''))
  fixed[site] = cell(site)
    .replace(/^http:/, 'https:')
    .replace(/\/~old\/index\.htm$/, '/')
  fixed[updated] = cell(updated).replace(/^(?:令和|R)(\d+)[年.](\d+)[月.](\d+)日?$/, (_, y, m, d) =>
    isoDate(Number(y) + 2018, m, d),
  )
  fixed[updated] = cell(updated).replace(/^(\d{4})\/(\d+)\/(\d+)$/, (_, y, m, d) => isoDate(y, m, d))
  fixed[note] = cell(note).replace(/\n+/g, '。')
  return fixed
}

type Fault = (row: string[], from: { random: Random; old: string; before: string; earlier: string[] }) => string[]

const change =
  (column: number, to: (value: string, from: Parameters<Fault>[1]) => string): Fault =>
  (row, from) =>
    row.with(column, to(row[column]!, from))

const faults: Fault[] = [
  change(phone, (value) => value.replace(/\d/g, (digit) => String.fromCharCode(digit.charCodeAt(0) + 0xfee0))),
  change(phone, (value) => value.replace(/^(\d+)-(\d+)-/, '($1)$2-')),
  change(kana, () => ''),
  change(kana, halfWidth),
  change(address, (value) => value.replace(/(\d)丁目/, (_, digit) => `${'一二三四五'[digit - 1]}丁目`)),
  change(address, (value) => value.replace(/(\d)丁目(\d+)番地(\d+)/, '$1-$2-$3')),
  change(address, (value, { old, before }) => value.replace(before, `${before.slice(0, 3)}${old}`)),
  change(site, (value) => value.replace('https:', 'http:')),
  change(site, (value) => value.replace(/\/$/, '/~old/index.htm')),
  change(name, (value) => `${value}　`),
  change(note, (value) => `${value || '要確認'} `),
  change(note, (value, { random }) => `${value || '改修工事'}\n${['詳しくは電話で', '"仮"の内容', '担当課に確認中'][random(3)]}`),
  change(updated, (value) => value.replace(/^(\d+)-0?(\d+)-0?(\d+)$/, (_, y, m, d) => `令和${y - 2018}年${m}月${d}日`)),
  change(updated, (value) => value.replace(/^(\d+)-0?(\d+)-0?(\d+)$/, (_, y, m, d) => `R${y - 2018}.${m}.${d}`)),
  change(updated, (value) => value.replace(/^(\d+)-0?(\d+)-0?(\d+)$/, '$1/$2/$3')),
  (row) => row.with(phone, row[hours]!).with(hours, row[phone]!),
  (row, { earlier }) => (earlier[town] === row[town] ? twice(row, earlier) : row),
]

const spelledApart = new RegExp(`(${kinds.map(([kind]) => kind).join('|')})$`)

/** The facility above once more, under its own number and another spelling. */
function twice(row: string[], earlier: string[]): string[] {
  const again = earlier.with(number, row[number]!)
  return again.with(name, earlier[name]!.trim().replace(spelledApart, '　$1'))
}

function soundRow(place: (typeof towns)[number], i: number, random: Random): string[] {
  const [district, by, kind] = named(place, i)
  const month = String(random(12) + 1)
  return [
    `${place.code}${String(i + 1).padStart(4, '0')}`,
    place.name,
    `${district[0]}${by[0]}${kind[0]}`,
    `${district[1]}${by[1]}${kind[1]}`,
    `${place.before}${district[0]}${random(5) + 1}丁目${9000 + random(999)}番地${random(20) + 1}`,
    `${place.exchange}-${String(random(10_000)).padStart(4, '0')}`,
    kind[2],
    kind[3],
    `https://${place.host}/facilities/${i + 1}/`,
    isoDate(2020 + random(6), month, String(random(28) + 1)),
    notes[random(notes.length)]!,
  ]
}

/** Every pair of district and kind comes before a second name for it, so no two facilities of a town are alike. */
function named({ districts }: (typeof towns)[number], i: number) {
  const round = Math.floor(i / districts.length)
  const kind = kinds[round % kinds.length]!
  return [districts[i % districts.length]!, byNames[(Math.floor(round / kinds.length) + i) % byNames.length]!, kind] as const
}

function readings(): Map<string, string> {
  const all = towns.flatMap((place) => Array.from({ length: place.count }, (_, i) => named(place, i)))
  return new Map(all.map((parts) => [parts.map((part) => part[0]).join(''), parts.map((part) => part[1]).join('')]))
}

/** Full-width katakana in its half-width form, as old mainframes print it: found by asking NFKC for the way back. */
function halfWidth(text: string): string {
  const narrow = new Map<string, string>()
  for (let code = 0xff66; code <= 0xff9d; code++)
    for (const mark of ['', 'ﾞ', 'ﾟ']) {
      const half = `${String.fromCharCode(code)}${mark}`
      if (half.normalize('NFKC').length === 1) narrow.set(half.normalize('NFKC'), half)
    }
  return [...text].map((letter) => narrow.get(letter) ?? letter).join('')
}

function names(list: string): Named[] {
  return list.split(' ').map((pair) => pair.split('=') as [string, string])
}

function isoDate(year: number | string, month: string, day: string): string {
  return `${year}-${month.padStart(2, '0')}-${day.padStart(2, '0')}`
}

function csvCell(cell: string): string {
  return /[",\n]/.test(cell) ? `"${cell.replaceAll('"', '""')}"` : cell
}

/** mulberry32 (Tommy Ettinger, public domain): the list must be the same everywhere. */
function mulberry(seed: number): Random {
  let state = seed
  return (below) => {
    state = (state + 0x6d2b79f5) | 0
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state)
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed
    return Math.floor((((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296) * below)
  }
}
