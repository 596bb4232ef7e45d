/** My names and how I can be reached. */
import type { Reader } from '../reader.ts'
import type { Read } from './section.ts'

/** The row of one person as they may see it themselves; the random handle inside passkeys stays out. */
export const readPerson = (db: Reader, personId: string) =>
  db
    .selectFrom('person')
    .select(['id', 'name', 'kana', 'romaji', 'email', 'phone', 'locale', 'letters', 'heldUntil', 'createdAt'])
    .where('id', '=', personId)
    .executeTakeFirstOrThrow()

export const person: Read = async (db, personId) => [await readPerson(db, personId)]
