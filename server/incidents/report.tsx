/** Telling of a suspected leak: one short form about one's own work, and the freeze in the same write. */
import { z } from 'zod'
import { newId } from '../../db/ids.ts'
import { findReportable, listStaffed, listWorked, type Worked } from '../../db/incidents/own.ts'
import { reportIncident } from '../../db/incidents/report.ts'
import { type Instant, minutesAfter, startOfDay } from '../../db/time.ts'
import { inJapan, isDay } from '../../policies/days.ts'
import { decideOwn, decideReport, incidentKinds, mostWords } from '../../policies/incidents.ts'
import { townsOf } from '../../policies/people.ts'
import type { Problem } from '../../views/forms.tsx'
import { ReportPage } from '../../views/incidents/report.tsx'
import type { Ctx } from '../context.ts'
import { found, insist, NotFound } from '../errors.tsx'
import { checkForm, commit, fields, readTyped, type Typed } from '../forms.ts'
import { newOnce, page } from '../page.tsx'
import type { routes } from '../routes.ts'
import { trail } from '../trail.ts'

const mostStaffed = 20
/** The value of "everything that I have now". */
export const everything = 'all'

export function reporting({ get, post }: ReturnType<typeof routes>) {
  get('/incidents/new', 'incident.read-own', async (c) => {
    insist(c, decideOwn(c.var.actor))
    const wanted = c.req.query('package')
    return reportPage(c, await reportable(c, wanted), wanted ? { package: wanted } : {}, [])
  })

  post('/incidents', 'incident.report', async (c) => {
    const typed = await readTyped(c)
    const chosen = String([typed.package ?? ''].flat()[0])
    const own = await reportable(c, chosen === everything ? undefined : chosen)
    // For whom there is nothing to choose, nothing is filled in wrongly either.
    if (own.length === 0) throw new NotFound()
    const form = checkForm(c, typed, Report)
    const at = momentOf(String(typed.noticed ?? ''))
    const named = chosen === everything ? own.filter(({ held }) => held) : own.filter(({ id }) => id === chosen)
    const problems = inOrder([
      ...(named.length === 0 ? [{ field: 'package', words: c.var.t.problems.named.choose }] : []),
      ...(form.ok ? [] : form.problems),
      ...timeProblems(c, at),
    ])
    if (!form.ok || !at || problems.length > 0) return reportPage(c, own, typed, problems)
    const { kind, words } = form.data
    const permitted = [...named]
      .sort((a, b) => (a.id < b.id ? -1 : 1))
      .map((pkg) => ({ pkg, permit: insist(c, decideReport(c.var.actor, pkg, newId(c.var.at))) }))
    return commit(c, '/incidents/own?sent', async (tx) => {
      for (const { pkg, permit } of permitted) {
        const assignmentId = pkg.lots.length === 1 ? pkg.lots[0]! : null
        await reportIncident(tx, permit, { packageId: pkg.id, assignmentId, kind, words, noticedAt: at })
      }
    })
  })
}

const Report = z.object({ kind: fields.choice(incidentKinds), words: fields.optional(mostWords) })
const order = ['package', 'kind', 'noticed', 'words']
const inOrder = (problems: readonly Problem[]) => [...problems].sort((a, b) => order.indexOf(a.field) - order.indexOf(b.field))

/** A date and a time in Japan, as browsers send them or as people type them. */
export function momentOf(text: string): Instant | undefined {
  const [, day, hour, minute] =
    /^(20\d\d-\d\d-\d\d)[T ]+(\d\d?):(\d\d)(?::\d\d(?:\.\d+)?)?$/.exec(text.normalize('NFKC').trim().replaceAll('/', '-')) ?? []
  if (!day || !hour || !minute || !isDay(day) || Number(hour) > 23 || Number(minute) > 59) return undefined
  return minutesAfter(startOfDay(day), Number(hour) * 60 + Number(minute))
}
/** An instant as the field shows it. */
const shownMoment = (at: Instant): string => inJapan(at).slice(0, 16)

function timeProblems(c: Ctx, at: Instant | undefined): Problem[] {
  const words = c.var.t.incidents.report
  if (!at) return [{ field: 'noticed', words: words.whenWrong }]
  return at > c.var.at ? [{ field: 'noticed', words: words.whenFuture }] : []
}

type Reportable = Worked & { readonly worked: boolean }
/**
 * What this person may tell of: what they have or had, what their towns have; and `wanted`, which must be one of these. A package to
 * which there is no relation does not exist.
 */
async function reportable(c: Ctx, wanted: string | undefined): Promise<Reportable[]> {
  const { db, actor } = c.var
  const worked = (await listWorked(db.read, actor.id)).map((pkg) => ({ ...pkg, worked: true }))
  const towns = [townsOf(actor, 'coordinator'), townsOf(actor, 'manager')]
  const staffed = towns.every((own) => own?.length === 0)
    ? []
    : await listStaffed(db.read, towns.includes(null) ? null : towns.flatMap((own) => own ?? []), mostStaffed)
  const others = staffed.filter(({ id }) => !worked.some((pkg) => pkg.id === id)).map(asStaffed)
  const own = [...worked, ...others]
  if (!wanted || own.some(({ id }) => id === wanted)) return own
  const more = asStaffed(found(await findReportable(db.read, wanted)))
  insist(c, decideReport(actor, more, more.id))
  return [more, ...own]
}
const asStaffed = (pkg: Omit<Worked, 'lots' | 'held'>): Reportable => ({ ...pkg, lots: [], held: false, worked: false })

/** What is probably meant: the one that was asked for, else the one in hand, else everything in hand. */
function likely(own: readonly Reportable[]): string {
  const held = own.filter(({ held }) => held)
  if (held.length > 1) return everything
  return (held[0] ?? (own.length === 1 ? own[0] : undefined))?.id ?? ''
}

function reportPage(c: Ctx, own: readonly Reportable[], typed: Typed, problems: readonly Problem[]) {
  const { say, t, locale, at } = c.var
  const now = shownMoment(at)
  const body = (
    <ReportPage
      say={say}
      choices={own}
      everything={own.filter(({ held }) => held).length > 1 ? everything : undefined}
      typed={{ package: likely(own), noticed: now, ...typed }}
      now={now}
      problems={problems}
      token={newOnce()}
    />
  )
  const title = t.incidents.report.title
  return page(c, { title, width: 'narrow', breadcrumb: trail(c), body }, problems.length > 0 ? 422 : 200)
}
