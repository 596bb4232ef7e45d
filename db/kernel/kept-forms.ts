/** What was typed into a form that did not come through: sealed under the deployment's key, for its writer and its page only. */
import { hkdfSync } from 'node:crypto'
import { keptDraftDays, keptFormMinutes } from '../../policies/identity/people.ts'
import { Broken, unwrapKey, wrapKey } from '../files/sealing.ts'
import type { Database } from './database.ts'
import { sha256 } from './ids.ts'
import { type Instant, minutesAfter } from './time.ts'

/** Whose it is: a person, or a stranger who holds a secret. */
export type Owner = { readonly personId: string } | { readonly secret: string }
/** `page`: the path of the page on which the form stands. */
type Place = { readonly owner: Owner; readonly page: string }
/** How long it waits: for who was interrupted, for who leaves a draft, for the one answer to a stranger. */
const minutes = { hour: keptFormMinutes, draft: keptDraftDays * 24 * 60, moment: 1 } as const
export type Span = keyof typeof minutes
const mostEach = 30

export type KeptForms = ReturnType<typeof openKeptForms>
export function openKeptForms({ read, upkeep }: Database, deploymentKey: Uint8Array) {
  const key = Buffer.from(hkdfSync('sha256', deploymentKey, '', 'yui-form-1', 32))
  const about = ({ owner, page }: Place) => `yui-form-1 ${'secret' in owner ? owner.secret : owner.personId} ${page}`
  const idOf = (place: Place) => sha256(about(place))
  return {
    /** Takes the place of what was kept for the same page. INVARIANT: at most `mostEach` pages a person. */
    async keep(place: Place, content: string, at: Instant, span: Span): Promise<void> {
      const personId = 'personId' in place.owner ? place.owner.personId : null
      const until = minutesAfter(at, minutes[span])
      const row = { personId, sealed: wrapKey(key, Buffer.from(content), about(place)), keptAt: at, until }
      await upkeep.deleteFrom('keptForm').where('until', '<=', at).execute()
      await upkeep
        .insertInto('keptForm')
        .values({ id: idOf(place), ...row })
        .onConflict((conflict) => conflict.column('id').doUpdateSet(row))
        .execute()
      if (personId === null) return
      const newest = upkeep.selectFrom('keptForm').select('id').where('personId', '=', personId).orderBy('keptAt', 'desc')
      await upkeep
        .deleteFrom('keptForm')
        .where('personId', '=', personId)
        .where('id', 'not in', newest.orderBy('id').limit(mostEach))
        .execute()
    },
    /** Nothing for anybody else, for another page, after its time, or where the deployment's key is another one. */
    async find(place: Place, at: Instant): Promise<string | undefined> {
      const row = await read
        .selectFrom('keptForm')
        .select('sealed')
        .where('id', '=', idOf(place))
        .where('until', '>', at)
        .executeTakeFirst()
      try {
        return row && unwrapKey(key, row.sealed, about(place)).toString('utf8')
      } catch (error) {
        if (error instanceof Broken) return undefined
        throw error
      }
    },
    async drop(place: Place): Promise<void> {
      await upkeep.deleteFrom('keptForm').where('id', '=', idOf(place)).execute()
    },
  }
}
