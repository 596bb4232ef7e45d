/** Acts about people and their roles. */
import type { ActWords } from '../../acts.ts'

export const people: ActWords<'person' | 'people' | 'grant'> = {
  'person.invite': { done: '人を登録しました' },
  'person.read': { done: '人の登録内容を見ました' },
  'people.list': { done: '人の一覧を見ました' },
  'grant.give': { done: '役割を追加しました', news: 'あなたに新しい役割が追加されました' },
  'grant.end': { done: '役割を終了しました', news: 'あなたの役割のひとつが終了しました' },
}
