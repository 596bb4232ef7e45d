/** Acts about training. */
import type { ActWords } from '../../acts.ts'

export const training: ActWords<'completion' | 'course' | 'training'> = {
  'completion.record': { done: 'Recorded a training result', news: 'A result was added to your training record' },
  'course.read': { done: 'Viewed a course' },
  'course.add': { done: 'Created a course' },
  'course.add-session': { done: 'Added a course session' },
  'training.read': { done: 'Viewed a training record' },
}
