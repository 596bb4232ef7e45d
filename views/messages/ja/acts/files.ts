/** Acts about files as they come in and go out. */
import type { ActWords } from '../../acts.ts'

export const files: ActWords<'file' | 'upload'> = {
  'file.list': { done: '資料の一覧を見ました' },
  'file.add': { done: 'ファイルを追加しました' },
  'file.open': { done: 'ファイルを画面で見ました' },
  'file.download': { done: 'ファイルをダウンロードしました' },
  'file.remove': { done: 'ファイルを削除しました' },
  'file.check': { done: 'ファイルの安全を確認しました' },
  'file.hold': {
    done: '安全を確認できないファイルの利用を止めました',
    news: (of) => `${of}に追加されたファイルの安全を確認できず、利用を止めています`,
    advice: '資料のページで確認してください。',
  },
  'upload.begin': { done: 'ファイルの送信を始めました' },
  'upload.send': { done: 'ファイルを送信しました' },
  'upload.cancel': { done: 'ファイルの送信を取りやめました' },
}
