/** Every migration, in order, by name. Import, never scan: the list is the history. */
import type { Migration } from 'kysely'
import type { DialectKit } from '../dialects/kit.ts'
import { people } from './001-people.ts'
import { work } from './002-work.ts'
import { records } from './003-records.ts'
import { membership } from './004-membership.ts'
import { data } from './005-data.ts'
import { checks } from './006-checks.ts'
import { dues } from './007-dues.ts'
import { postings } from './008-postings.ts'
import { facts } from './009-facts.ts'
import { typed } from './010-typed.ts'
import { lists } from './012-lists.ts'
import { drafts } from './016-drafts.ts'
import { lots } from './018-lots.ts'
import { letters } from './019-letters.ts'

export const migrations = (kit: DialectKit): Record<string, Migration> => ({
  '001-people': { up: (db) => people(db, kit) },
  '002-work': { up: work },
  '003-records': { up: records },
  '004-membership': { up: membership },
  '005-data': { up: data },
  '006-checks': { up: checks },
  '007-dues': { up: dues },
  '008-postings': { up: postings },
  '009-facts': { up: facts },
  '010-typed': { up: typed },
  '012-lists': { up: lists },
  '016-drafts': { up: drafts },
  '018-lots': { up: lots },
  '019-letters': { up: letters },
})
