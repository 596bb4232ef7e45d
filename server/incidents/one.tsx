/** One incident: gathers for each reader what they may see, and nothing more. */

import { listHolders, listReadings } from '../../db/incidents/evidence.ts'
import type { Incident } from '../../db/incidents/find.ts'
import { listReports } from '../../db/incidents/papers.ts'
import { handling } from '../../policies/classes.ts'
import { isRefusal } from '../../policies/decision.ts'
import { deadlinesOf, dutyOf, gapsBeforeClosing } from '../../policies/incident-duty.ts'
import { type Deed, decide, decideLift, decideRead, takesTwo } from '../../policies/incidents.ts'
import { formatNumber } from '../../views/format.ts'
import type { Problem } from '../../views/forms.tsx'
import { IncidentPage } from '../../views/incidents/one.tsx'
import { nameIn } from '../../views/people.tsx'
import type { Ctx } from '../context.ts'
import { insist } from '../errors.tsx'
import type { Typed } from '../forms.ts'
import { newOnce, page } from '../page.tsx'
import { recordOncePerDay } from '../readings.ts'
import type { routes } from '../routes.ts'
import { clocksNow, crumbs, type Loaded, load, nameOf, seenMark } from './load.ts'

const shownReadings = 50

export const reading = ({ get }: ReturnType<typeof routes>) =>
  get('/incidents/:id', 'incident.read', async (c) => {
    const loaded = await load(c)
    const { incident } = loaded
    if (incident.id !== c.req.param('id')) return c.redirect(`/incidents/${incident.id}`, 303)
    return show(c, loaded)
  })

/** What has just been done, by the word in the address. */
const done = ['saved', 'lifted', 'asked', 'kept', 'filed', 'closed'] as const

export async function show(c: Ctx, loaded: Loaded, typed: Typed = {}, problems: readonly Problem[] = []) {
  const { say, t, locale, db, actor } = c.var
  const { incident, view } = loaded
  const isOwner = view === 'owner'
  // Its page names people: whoever looks leaves a record, once a day.
  if (isOwner) await recordOncePerDay(c, insist(c, decideRead(actor, incident.facts)))
  const title = nameOf(c, loaded)
  const body = (
    <IncidentPage
      say={say}
      id={incident.id}
      title={title}
      view={view}
      status={incident.status}
      pkg={packageIn(c, loaded)}
      outcome={isInside(loaded) ? incident.outcome : null}
      lifted={liftedOf(c, loaded)}
      closedAt={incident.closedAt}
      clocks={isInside(loaded) ? clocksOf(c, incident) : undefined}
      duty={isInside(loaded) ? dutyFor(c, incident) : undefined}
      told={toldTo(c, loaded)}
      papers={isInside(loaded) ? await papersOf(c, loaded) : undefined}
      holders={isOwner ? await listHolders(db.read, incident.packageId) : undefined}
      readings={isOwner ? await readingsOf(c, incident) : undefined}
      lift={liftOf(c, loaded)}
      close={may(c, incident, 'incident.close') ? gapsBeforeClosing(incident.clock) : undefined}
      desk={isOwner ? null : incident.desk}
      done={doneWords(c)}
      typed={typed}
      problems={problems}
      token={newOnce}
    />
  )
  return page(c, { title, breadcrumb: crumbs(c), body }, problems.length > 0 ? 422 : 200)
}

/** The home town of who told knows that something is, and of its own residents; what it is stays with the others. */
const isInside = ({ view }: Loaded): boolean => view !== 'reporter-town'
const may = ({ var: { actor } }: Ctx, { facts }: Incident, act: Deed): boolean => !isRefusal(decide(act, actor, facts))

function packageIn(c: Ctx, loaded: Loaded) {
  const { incident } = loaded
  const inside = isInside(loaded)
  return {
    id: incident.packageId,
    number: inside ? incident.number : undefined,
    town: c.var.say.town(incident),
    level: inside && incident.dataClass ? levelOf(c, incident) : undefined,
    rows: inside && incident.rowCount !== null ? rowsOf(c, incident) : undefined,
  }
}

const clocksOf = (c: Ctx, incident: Incident) => ({
  now: c.var.at,
  knownAt: incident.reportedAt,
  answers: incident.answers,
  clocks: clocksNow(c, incident),
  deadlines: deadlinesOf(incident.reportedAt, incident.answers),
})

const dutyFor = (c: Ctx, incident: Incident) => ({
  rows: incident.rowCount,
  answers: incident.answers,
  duty: dutyOf(incident.answers),
  outcome: incident.clock.outcome,
  mayAssess: may(c, incident, 'incident.assess'),
  saved: c.req.query('saved') !== undefined,
})

/** Who wrote what is for the town's coordinators. */
async function papersOf({ var: { db, locale } }: Ctx, { incident, view }: Loaded) {
  const byWhom = ({ name, romaji }: { name: string; romaji: string }) => say.name({ name, romaji })
  return (await listReports(db.read, incident.id)).map((one) => ({ ...one, by: view === 'owner' ? byWhom(one) : undefined }))
}

async function readingsOf({ var: { db } }: Ctx, incident: Incident) {
  const readings = await listReadings(db.read, incident, shownReadings)
  return { rows: readings.slice(0, shownReadings), more: readings.length > shownReadings }
}

const levelOf = ({ var: { t } }: Ctx, { dataClass }: Incident) =>
  t.packages.classWords(t.levels[handling[dataClass!].level], dataClass!)
const rowsOf = ({ var: { say, t, locale } }: Ctx, { rowCount }: Incident) => t.incidents.one.facts.rowsOf(say.number(rowCount!))

/** INVARIANT: names and words go to the town's coordinators; another town is told of its own residents only. */
function toldTo({ var: { locale, actor } }: Ctx, { incident, view }: Loaded) {
  const isOwner = view === 'owner'
  const residentsOf = actor.grants.flatMap(({ role, townId }) => (role === 'coordinator' && townId !== null ? [townId] : []))
  const seen = view === 'reporter-town' ? incident.told.filter(({ townId }) => residentsOf.includes(townId!)) : incident.told
  return seen.map(({ name, kana, romaji, words, ...one }) => {
    const isKnown = isOwner || view === 'reporter-town'
    const lot = isOwner ? one : { ...one, lotNumber: null, firstRow: null, lastRow: null }
    return { ...lot, who: isKnown ? nameIn(locale, { name, kana, romaji }) : undefined, words: isOwner ? words : undefined }
  })
}

function liftedOf({ var: { locale } }: Ctx, { incident, view }: Loaded) {
  const { liftedAt, liftedBy, secondedBy, liftedWords, people } = incident
  if (liftedAt === null) return undefined
  const nameBy = (id: string | null) => {
    const known = id === null || view !== 'owner' ? undefined : people.get(id)
    return known && say.name(known)
  }
  const mayRead = view === 'owner' || view === 'secretariat'
  return {
    at: liftedAt,
    by: nameBy(liftedBy),
    second: nameBy(secondedBy),
    words: mayRead ? (liftedWords ?? undefined) : undefined,
  }
}

/** What this reader may do about the freeze; the page and the handlers ask the same rules. */
function liftOf({ var: { actor, locale } }: Ctx, { incident, view }: Loaded) {
  const { facts, outcome, liftedWords, liftedBy, people } = incident
  const lifting = decideLift(actor, facts)
  const asking = decide('incident.propose-lift', actor, facts)
  const asker = view === 'owner' && liftedBy !== null ? people.get(liftedBy) : undefined
  const mayRead = view === 'owner' || view === 'secretariat'
  const said = outcome !== null && mayRead ? { outcome, words: liftedWords ?? '', by: asker && say.name(asker) } : undefined
  const mayKeep = !isRefusal(decide('incident.keep-frozen', actor, facts))
  const how = () => {
    if (facts.status === 'asked') {
      if (!isRefusal(lifting)) return 'second' as const
      return lifting.refused === 'second' ? ('wait' as const) : view === 'owner' ? ('worked' as const) : undefined
    }
    if (facts.status !== 'frozen' || view !== 'owner') return undefined
    if (facts.worked) return 'worked' as const
    if (takesTwo(facts.dataClass)) return isRefusal(asking) ? undefined : ('ask' as const)
    return isRefusal(lifting) ? undefined : ('lift' as const)
  }
  return { how: how(), mayKeep, said, seen: seenMark(incident) }
}

function doneWords(c: Ctx): string | undefined {
  const { lift, close } = c.var.t.incidents.one
  const words = {
    saved: undefined,
    lifted: lift.done,
    asked: lift.askedDone,
    kept: lift.kept,
    filed: undefined,
    closed: close.done,
  }
  const said = done.find((one) => c.req.query(one) !== undefined)
  return said && words[said]
}
