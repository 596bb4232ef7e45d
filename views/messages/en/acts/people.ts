/** Acts about people and their roles. */
import type { ActWords } from '../../acts.ts'

export const people: ActWords<'person' | 'people' | 'grant'> = {
  'person.invite': { done: 'Registered a person' },
  'person.read': { done: 'Viewed a person’s details' },
  'people.list': { done: 'Viewed the list of people' },
  'grant.give': { done: 'Added a role', news: 'You have been given a new role' },
  'grant.end': { done: 'Ended a role', news: 'One of your roles has ended' },
}
