/** Acts about training. */
import type { ActWords } from '../../acts.ts'

export const training: ActWords<'completion' | 'course' | 'training'> = {
  'completion.record': { done: '研修の結果を記録しました', news: '研修の結果が記録されました' },
  'course.read': { done: '研修を見ました' },
  'course.add': { done: '研修を作りました' },
  'course.add-session': { done: '研修の日程を追加しました' },
  'training.read': { done: '研修の記録を見ました' },
}
