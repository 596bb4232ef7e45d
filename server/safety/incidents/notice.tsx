/** What stands still because of a suspected leak, said where people meet it: on home, on a lot, on a posting, on a package. */

import { findOpenOf } from '../../../db/safety/incidents/find.ts'
import { listFrozenLots } from '../../../db/safety/incidents/own.ts'
import { isRefusal } from '../../../policies/kernel/decision.ts'
import { decideRead } from '../../../policies/safety/incidents.ts'
import { FrozenLot, FrozenPackage } from '../../../views/safety/incidents/notice.tsx'
import type { Ctx } from '../../kernel/context.ts'

type Frozen = {
  readonly packageId: string
  readonly title: string
  readonly town: string
  readonly townRomaji: string
  readonly frozenAt: string | null
}

/** For whoever works on it. `lot`: which of it, and whether it is only on offer. */
export function frozenNotice({ var: { say } }: Ctx, one: Frozen, lot: { number: number; offered: boolean; href?: string }) {
  if (one.frozenAt === null) return undefined
  const words = say.t.incidents.notice
  const number = say.number(lot.number)
  return (
    <FrozenLot
      t={say.t}
      title={lot.offered ? words.offer(one.title, number) : words.lot(one.title, number)}
      why={words.why(say.town(one), say.moment(one.frozenAt))}
      offered={lot.offered}
      packageId={one.packageId}
      href={lot.href}
    />
  )
}

/** For the town's own people, with the way to what is known of it. */
export async function frozenPackageNotice(c: Ctx, one: Omit<Frozen, 'title'>) {
  const { say, db, actor } = c.var
  if (one.frozenAt === null) return undefined
  const incident = await findOpenOf(db.read, one.packageId, actor.id)
  const seen = incident && !isRefusal(decideRead(actor, incident.facts)) ? incident.id : undefined
  const why = say.t.incidents.notice.why(say.town(one), say.moment(one.frozenAt))
  return <FrozenPackage t={say.t} why={why} incident={seen} />
}

/** On home, before all else: every lot that this person has in hand or on offer and that stands still. */
export async function homeFrozenNotices(c: Ctx) {
  const rows = await listFrozenLots(c.var.db.read, c.var.actor.id)
  return rows.map((row) =>
    frozenNotice(c, row, { number: row.number, offered: row.status === 'offered', href: `/assignments/${row.id}` }),
  )
}
