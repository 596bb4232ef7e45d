/** Fills an empty demo: towns, people, training, and packages in every state. */

import { findSetting, keepSetting } from '../../db/kernel/settings.ts'
import type { Instant } from '../../db/kernel/time.ts'
import { cast } from '../../db/seeds/cast.ts'
import { seedCentres, seedCleared } from '../../db/seeds/guarded.ts'
import { seed, seedDesks, seedNeighbours } from '../../db/seeds/index.ts'
import { addDays, dayOf } from '../../policies/kernel/days.ts'
import { ConfigError } from '../config.ts'
import type { Opened } from '../kernel/world.ts'
import { emergencyStories } from './emergencies.ts'
import { guardedStories } from './guarded.ts'
import { postingStories } from './postings.ts'
import { tellStories } from './stories.ts'

/** 健's address has a letter too many: what was sent there came back. */
const loseLetter = ({ upkeep }: Opened['db'], at: Instant) =>
  upkeep
    .updateTable('outbox')
    .set({ failedAt: at, failure: 'refused', letter: 'refused', attempts: 1 })
    .where('personId', '=', cast.ken.id)
    .execute()

/** INVARIANT: a database that is neither empty nor a demo's own is never touched. */
export async function prepareDemo({ db, engine, store, clock }: Opened): Promise<void> {
  if (await findSetting(db, 'demo')) return
  const anybody = await db.read.selectFrom('person').select('id').limit(1).execute()
  if (anybody.length > 0)
    throw new ConfigError('DATABASE_URL names a database that holds real data: the demo wants an empty one.')
  const now = clock()
  // Everybody was here before the first of the stories.
  const since = addDays(dayOf(now), -365)
  await seed(engine, now, since)
  await seedDesks(engine)
  await seedNeighbours(engine, now, since)
  await seedCentres(engine, now)
  await seedCleared(engine)
  await tellStories({ db, store, now }, [guardedStories, emergencyStories, postingStories])
  await loseLetter(db, now)
  await keepSetting(db, 'demo', now)
}
