// Names in Latin letters from their kana, as passports write them.
import { expect, test } from 'vitest'
import { cast } from '../../db/seeds/cast.ts'
import { neighbours } from '../../db/seeds/neighbours.ts'
import { romajiOf } from '../../policies/membership/romaji.ts'

const names: [string, string][] = [
  ['コバヤシ ハナ', 'Hana Kobayashi'],
  ['コバヤシ　ハナ', 'Hana Kobayashi'],
  // Long vowels are not written.
  ['オオノ ユウコ', 'Yuko Ono'],
  ['サトウ タロウ', 'Taro Sato'],
  ['コウノ シンイチロウ', 'Shinichiro Kono'],
  ['ヒュウガ シュウ', 'Shu Hyuga'],
  ['マリー', 'Mari'],
  ['キョウゴク ジョウジ', 'Joji Kyogoku'],
  // Except at the end, where another word begins, and after a vowel that is long already.
  ['ヨコオ ナオト', 'Naoto Yokoo'],
  ['イノウエ ケイコ', 'Keiko Inoue'],
  ['キノウチ アイ', 'Ai Kinouchi'],
  ['マツウラ トオル', 'Toru Matsuura'],
  ['オオウチ ミウ', 'Miu Ouchi'],
  ['コウチ イイチ', 'Iichi Kochi'],
  // っ doubles, before ch as t.
  ['ハットリ イッペイ', 'Ippei Hattori'],
  ['キッカワ ハッチョウ', 'Hatcho Kikkawa'],
  ['ホッタ リッショウ', 'Rissho Hotta'],
  // ん before b, m and p.
  ['ナンバ ジュンペイ', 'Jumpei Namba'],
  ['ホンマ ケンイチ', 'Kenichi Homma'],
  ['コンノ シンヤ', 'Shinya Konno'],
  // Sounds of two kana.
  ['ショウジ チヒロ', 'Chihiro Shoji'],
  ['リュウ ジャスミン', 'Jasumin Ryu'],
  ['ミヤヂ カヅキ', 'Kazuki Miyaji'],
  ['ファン ティ・フオン', 'Ti Fuon Fan'],
  ['チェ ジェイ', 'Jei Che'],
  ['ヴィクトリア', 'Vikutoria'],
  ['ウォン デュイ', 'Dyui Won'],
  ['ジョン・スミス', 'Jon Sumisu'],
  // What people may type besides.
  ['キム', 'Kimu'],
  ['サトウ ハナ マリア', 'Hana Maria Sato'],
  ['ッ', ''],
  ['', ''],
]
test.each(names)('%s is %s', (kana, romaji) => expect(romajiOf(kana)).toBe(romaji))

test('everybody of the cast and all neighbours are written as they write themselves', () => {
  for (const { kana, romaji } of [...Object.values(cast), ...neighbours]) expect(romajiOf(kana)).toBe(romaji)
})
