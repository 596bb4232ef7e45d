/** One incident: gathers for each reader what they may see, and nothing more. */
import { z } from 'zod'
import { listHolders, listReadings } from '../../../db/safety/incidents/evidence.ts'
import type { Incident } from '../../../db/safety/incidents/find.ts'
import { listReports } from '../../../db/safety/incidents/papers.ts'
import { isRefusal } from '../../../policies/kernel/decision.ts'
import { handling } from '../../../policies/safety/classes.ts'
import { answers, decisionClock, dutyOf, gapsBeforeClosing, questions } from '../../../policies/safety/incident-duty.ts'
import { type Deed, decide, decideLift, decideRead, mostWords, outcomes, takesTwo } from '../../../policies/safety/incidents.ts'
import type { Filled } from '../../../views/parts/form-page.tsx'
import type { LiftProps } from '../../../views/safety/incidents/lift.tsx'
import { IncidentPage } from '../../../views/safety/incidents/one.tsx'
import type { Ctx } from '../../kernel/context.ts'
import { insist } from '../../kernel/errors.tsx'
import { fillForm } from '../../kernel/form-act.tsx'
import { fields } from '../../kernel/forms.ts'
import { page } from '../../kernel/page.tsx'
import type { routes } from '../../kernel/routes.ts'
import { versionOf } from '../../kernel/seen.ts'
import { recordOncePerDay } from '../readings.ts'
import { clocksNow, crumbs, type Loaded, load, nameOf, seenMark } from './load.ts'

const shownReadings = 50
export const Said = z.object({ outcome: fields.choice(outcomes), words: fields.text(mostWords) })
export const Answered = z.object(
  Object.fromEntries(questions.map((question) => [question, fields.choice(answers).default('unknown')])),
)

export const reading = ({ get }: ReturnType<typeof routes>) =>
  get('/incidents/:id', 'incident.read', async (c) => {
    const loaded = await load(c)
    const { incident } = loaded
    if (incident.id !== c.req.param('id')) return c.redirect(`/incidents/${incident.id}`, 303)
    return show(c, loaded, {})
  })

/** `again`: the form that comes back. */
export async function show(c: Ctx, loaded: Loaded, again: { readonly answers?: Filled; readonly lift?: Filled }) {
  const { say, db, actor } = c.var
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
      lifted={liftedOf(c, loaded)}
      closedAt={incident.closedAt}
      steps={isInside(loaded) ? stepsOf(c, incident) : undefined}
      duty={isInside(loaded) ? dutyFor(c, incident, again.answers) : undefined}
      told={toldTo(c, loaded)}
      papers={isInside(loaded) ? await papersOf(c, loaded) : undefined}
      holders={isOwner ? await listHolders(db.read, incident.packageId) : undefined}
      readings={isOwner ? await readingsOf(c, incident) : undefined}
      lift={liftOf(c, loaded, again.lift)}
      close={
        may(c, incident, 'incident.close')
          ? { gaps: gapsBeforeClosing(incident.clock), form: formOn([seenMark(incident), incident.answers]) }
          : undefined
      }
      desk={isOwner ? null : incident.desk}
      done={doneWords(c)}
    />
  )
  return page(c, { title, breadcrumb: crumbs(c), body }, again.answers || again.lift ? 422 : 200)
}

/** The home town of who told knows that something is, and of its own residents; what it is stays with the others. */
const isInside = ({ view }: Loaded): boolean => view !== 'reporter-town'
/** What was found and why is for the town's coordinators and the secretariat. */
const mayReadWhy = ({ view }: Loaded): boolean => view === 'owner' || view === 'secretariat'
const may = ({ var: { actor } }: Ctx, { facts }: Incident, act: Deed): boolean => !isRefusal(decide(act, actor, facts))

function packageIn({ var: { say } }: Ctx, loaded: Loaded) {
  const { packageId: id, number, dataClass, rowCount, ...from } = loaded.incident
  if (!isInside(loaded)) return { id, town: say.town(from) }
  const level = dataClass ? say.t.packages.classWords(say.t.levels[handling[dataClass].level], dataClass) : undefined
  const rows = rowCount === null ? undefined : say.t.incidents.one.facts.rowsOf(say.number(rowCount))
  return { id, town: say.town(from), number, level, rows }
}

const stepsOf = (c: Ctx, incident: Incident) => ({
  knownAt: incident.reportedAt,
  answers: incident.answers,
  clocks: clocksNow(c, incident),
  decision: decisionClock(incident.clock, c.var.at),
  liftedAt: incident.liftedAt,
  closedAt: incident.closedAt,
})

const dutyFor = (c: Ctx, incident: Incident, again: Filled | undefined) => ({
  rows: incident.rowCount,
  duty: dutyOf(incident.answers),
  outcome: incident.clock.outcome,
  form: may(c, incident, 'incident.assess')
    ? (again ?? fillForm(Answered, Answered.parse(incident.answers), [], versionOf(incident.answers)))
    : undefined,
  saved: c.req.query('saved') !== undefined,
})

/** Who wrote what is for the town's coordinators. */
const papersOf = async ({ var: { db, say } }: Ctx, { incident, view }: Loaded) =>
  (await listReports(db.read, incident.id)).map((one) => ({ ...one, by: view === 'owner' ? say.name(one) : undefined }))

async function readingsOf({ var: { db } }: Ctx, incident: Incident) {
  const readings = await listReadings(db.read, incident, shownReadings)
  return { rows: readings.slice(0, shownReadings), more: readings.length > shownReadings }
}

/** INVARIANT: names and words go to the town's coordinators; another town is told of its own residents only. */
function toldTo({ var: { actor } }: Ctx, { incident, view }: Loaded) {
  const isOwner = view === 'owner'
  const residentsOf = actor.grants.flatMap(({ role, townId }) => (role === 'coordinator' && townId !== null ? [townId] : []))
  const seen = view === 'reporter-town' ? incident.told.filter(({ townId }) => residentsOf.includes(townId!)) : incident.told
  return seen.map(({ name, kana, romaji, words, ...one }) => {
    const isKnown = isOwner || view === 'reporter-town'
    const lot = isOwner ? one : { ...one, lotNumber: null, firstRow: null, lastRow: null }
    return { ...lot, who: isKnown ? { name, kana, romaji } : undefined, words: isOwner ? words : undefined }
  })
}

function liftedOf({ var: { say } }: Ctx, loaded: Loaded) {
  const { incident, view } = loaded
  const { liftedAt, liftedBy, secondedBy, liftedWords, people, outcome } = incident
  if (liftedAt === null) return undefined
  const nameBy = (id: string | null) => {
    const known = id === null || view !== 'owner' ? undefined : people.get(id)
    return known && say.name(known)
  }
  return {
    at: liftedAt,
    outcome: isInside(loaded) ? outcome : null,
    by: nameBy(liftedBy),
    second: nameBy(secondedBy),
    words: mayReadWhy(loaded) ? (liftedWords ?? undefined) : undefined,
  }
}

/** One button, drawn from this. */
const formOn = (shown: unknown) => fillForm(undefined, {}, [], versionOf(shown))

/** What this reader may do about the freeze; the page and the forms ask the same rules. */
function liftOf(c: Ctx, loaded: Loaded, again: Filled | undefined) {
  const { incident, view } = loaded
  const { outcome, liftedWords, liftedBy, people } = incident
  const asker = view === 'owner' && liftedBy !== null ? people.get(liftedBy) : undefined
  const words = liftedWords ?? ''
  return {
    how: howToLift(c, loaded),
    keep: may(c, incident, 'incident.keep-frozen') ? formOn(seenMark(incident)) : undefined,
    said: outcome !== null && mayReadWhy(loaded) ? { outcome, words, by: asker && c.var.say.name(asker) } : undefined,
    seen: seenMark(incident),
    form: again ?? fillForm(Said, outcome !== null && mayReadWhy(loaded) ? { outcome, words } : {}),
  }
}

function howToLift({ var: { actor } }: Ctx, { incident: { facts }, view }: Loaded): LiftProps['how'] {
  const lifting = decideLift(actor, facts)
  if (facts.status === 'asked') {
    if (!isRefusal(lifting)) return 'second'
    return lifting.refused === 'second' ? 'wait' : view === 'owner' ? 'worked' : undefined
  }
  if (facts.status !== 'frozen' || view !== 'owner') return undefined
  if (facts.worked) return 'worked'
  if (takesTwo(facts.dataClass)) return isRefusal(decide('incident.propose-lift', actor, facts)) ? undefined : 'ask'
  return isRefusal(lifting) ? undefined : 'lift'
}

/** What has just been done, by the word in the address. */
function doneWords(c: Ctx): string | undefined {
  const { lift, close } = c.var.t.incidents.one
  const words = { lifted: lift.done, asked: lift.askedDone, kept: lift.kept, closed: close.done }
  return Object.entries(words).find(([word]) => c.req.query(word) !== undefined)?.[1]
}
