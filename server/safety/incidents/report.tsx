/** Telling of a suspected leak: one short form about one's own work, and the freeze in the same write. */
import { z } from 'zod'
import { newId } from '../../../db/kernel/ids.ts'
import { type Instant, minutesAfter, startOfDay } from '../../../db/kernel/time.ts'
import { findReportable, listStaffed, listWorked, type Worked } from '../../../db/safety/incidents/own.ts'
import { reportIncident } from '../../../db/safety/incidents/report.ts'
import { townsOf } from '../../../policies/identity/people.ts'
import { inJapan, isDay } from '../../../policies/kernel/days.ts'
import { decideOwn, decideReport, incidentKinds, mostWords } from '../../../policies/safety/incidents.ts'
import type { Filled } from '../../../views/parts/form-page.tsx'
import { ReportPage } from '../../../views/safety/incidents/report.tsx'
import type { Ctx } from '../../kernel/context.ts'
import { found, insist, NotFound } from '../../kernel/errors.tsx'
import { fillForm, formAct } from '../../kernel/form-act.tsx'
import { fields, readTyped } from '../../kernel/forms.ts'
import { page } from '../../kernel/page.tsx'
import type { routes } from '../../kernel/routes.ts'
import { trail } from '../../kernel/trail.ts'

const mostStaffed = 20
/** The value of "everything that I have now". */
const everything = 'all'

const reportOf = (isKnown: (chosen: string) => boolean) =>
  z.object({
    package: z.string('choose').refine(isKnown, 'choose'),
    kind: fields.choice(incidentKinds),
    noticed: z.string(),
    words: fields.optional(mostWords),
  })

export function reporting(on: ReturnType<typeof routes>) {
  on.get('/incidents/new', 'incident.read-own', async (c) => {
    insist(c, decideOwn(c.var.actor))
    const wanted = c.req.query('package')
    const own = await reportable(c, wanted)
    const begun = { package: wanted ?? likely(own), noticed: inJapan(c.var.at).slice(0, 16) }
    return reportPage(c, own, fillForm(reportOf(Boolean), begun))
  })

  formAct(on, 'incident.report', {
    to: '/incidents',
    brake: 'remedy',
    load: async (c) => {
      const chosen = String([(await readTyped(c)).package ?? ''].flat()[0])
      const own = await reportable(c, chosen === everything ? undefined : chosen)
      // For whom there is nothing to choose, nothing is filled in wrongly either.
      if (own.length === 0) throw new NotFound()
      const named = own.filter(({ id, held }) => (chosen === everything ? held : id === chosen))
      return { own, named: named.toSorted((a, b) => (a.id < b.id ? -1 : 1)) }
    },
    decide: (c, { own, named }) => decideReport(c.var.actor, (named[0] ?? own[0])!, newId(c.var.at)),
    fields: (_, { named }) => reportOf(() => named.length > 0),
    check: (c, _, { typed }) => timeProblems(c, momentOf(String(typed.noticed ?? ''))),
    again: (c, { own }, form) => reportPage(c, own, form, 422),
    // Each package is frozen under a permit of its own.
    ready: (c, { named }, { kind, words, noticed }) =>
      named.map((pkg) => ({
        permit: insist(c, decideReport(c.var.actor, pkg, newId(c.var.at))),
        said: {
          packageId: pkg.id,
          assignmentId: pkg.lots.length === 1 ? pkg.lots[0]! : null,
          kind,
          words,
          noticedAt: momentOf(noticed)!,
        },
      })),
    write: async (tx, _, reports) => {
      for (const { permit, said } of reports) await reportIncident(tx, permit, said)
    },
    done: () => '/incidents/own?sent',
  })
}

/** A date and a time in Japan, as browsers send them or as people type them. */
function momentOf(text: string): Instant | undefined {
  const [, day, hour, minute] =
    /^(20\d\d-\d\d-\d\d)[T ]+(\d\d?):(\d\d)(?::\d\d(?:\.\d+)?)?$/.exec(text.normalize('NFKC').trim().replaceAll('/', '-')) ?? []
  if (!day || !hour || !minute || !isDay(day) || Number(hour) > 23 || Number(minute) > 59) return undefined
  return minutesAfter(startOfDay(day), Number(hour) * 60 + Number(minute))
}

function timeProblems(c: Ctx, at: Instant | undefined) {
  const { whenWrong, whenFuture } = c.var.t.incidents.report
  if (at && at <= c.var.at) return []
  return [{ field: 'noticed', words: at ? whenFuture : whenWrong }]
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

/** What is probably meant: the one in hand, or everything in hand. */
function likely(own: readonly Reportable[]): string {
  const held = own.filter(({ held }) => held)
  if (held.length > 1) return everything
  return (held[0] ?? (own.length === 1 ? own[0] : undefined))?.id ?? ''
}

function reportPage(c: Ctx, own: readonly Reportable[], form: Filled, status: 200 | 422 = 200) {
  const { say, at } = c.var
  const all = own.filter(({ held }) => held).length > 1 ? everything : undefined
  const body = <ReportPage say={say} choices={own} everything={all} now={inJapan(at).slice(0, 16)} form={form} />
  return page(c, { title: say.t.incidents.report.title, width: 'narrow', breadcrumb: trail(c), body }, status)
}
