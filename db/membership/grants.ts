/** Which of the roles that were ever given count on a day. */
import type { ExpressionBuilder, ExpressionWrapper, SqlBool } from 'kysely'
import type { Day } from '../../policies/kernel/days.ts'
import type { Schema } from '../kernel/schema.ts'

/**
 * A role in force on a day, as policies/membership/grants.ts says it (`isInForce`): begun, not over, and a worker's only while nobody
 * suspended it and the worker has not left. Asked of a query that has `roleGrant`.
 */
export const inForce = (today: Day) => (e: ExpressionBuilder<Pick<Schema, 'roleGrant' | 'workerProfile'>, 'roleGrant'>) =>
  e.and([
    e('roleGrant.fromOn', '<=', today),
    e.or([e('roleGrant.untilOn', 'is', null), e('roleGrant.untilOn', '>=', today)]),
    e.or([
      e('roleGrant.role', '!=', 'worker'),
      e.exists(
        e
          .selectFrom('workerProfile as w')
          .select('w.personId')
          .whereRef('w.personId', '=', 'roleGrant.personId')
          .where('w.status', '=', 'active'),
      ),
    ]),
  ]) as unknown as ExpressionWrapper<never, never, SqlBool>
