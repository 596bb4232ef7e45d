/** One incident for whoever may see it, with how much of it that is. */
import { sha256 } from '../../../db/kernel/ids.ts'
import { findIncident, type Incident } from '../../../db/safety/incidents/find.ts'
import { handlingIn } from '../../../policies/membership/towns.ts'
import { clocksOf } from '../../../policies/safety/incident-duty.ts'
import { decideRead, type View, viewOf } from '../../../policies/safety/incidents.ts'
import type { Crumb } from '../../../views/parts/navigation.tsx'
import type { Ctx } from '../../kernel/context.ts'
import { found, insist } from '../../kernel/errors.tsx'
import { trail } from '../../kernel/trail.ts'

export type Loaded = { readonly incident: Incident; readonly view: View }

/** Throws NotFound for who may not know of it. */
export async function load(c: Ctx): Promise<Loaded> {
  const { db, actor } = c.var
  const incident = found(await findIncident(db.read, c.req.param('id')!, actor.id))
  insist(c, decideRead(actor, incident.facts))
  return { incident, view: viewOf(actor, incident.facts)! }
}

export const clocksNow = (c: Ctx, incident: Pick<Incident, 'clock'>) => clocksOf(incident.clock, c.var.at)

/** What a lifting is decided upon: the package, how many reports were seen, and how many persons the class wants to have consented. */
export const seenOf = ({ packageId, dataClass, told, rules }: Incident) => ({
  packageId,
  reports: told.length,
  consents: handlingIn(rules, dataClass ?? '2').consents,
})

/** What the page of the reader showed, as its forms bring it back: how many reports, and what was asked for. */
export const seenMark = ({ told, outcome, liftedWords, status }: Incident): string =>
  sha256(JSON.stringify([told.length, status, outcome, liftedWords])).slice(0, 16)

export const crumbs = (c: Ctx, incident?: { readonly id: string; readonly name: string }): Crumb[] =>
  trail(
    c,
    { href: '/incidents', label: c.var.t.incidents.list.title },
    ...(incident ? [{ href: `/incidents/${incident.id}`, label: incident.name }] : []),
  )

/** What this reader may call the package by: its town's people by its title, others only by the town. */
export function nameOf({ var: { say } }: Ctx, { incident, view }: Loaded): string {
  const { title, plainTitle } = say.t.incidents.one
  if (view === 'owner' || view === 'manager') return title(incident.title || incident.number)
  return plainTitle + (say.isJapanese ? `（${incident.town}）` : ` (${incident.townRomaji})`)
}
