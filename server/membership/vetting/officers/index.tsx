/** Vetting as officers do it: the list, one application, and the code that is handed over at the desk. */
import { issueEnrolment } from '../../../../db/identity/passkeys.ts'
import { listVettings, type Place } from '../../../../db/membership/vetting/list.ts'
import { decideEnrolment, enrolmentMinutes } from '../../../../policies/identity/people.ts'
import { dayOf, daysBetween } from '../../../../policies/kernel/days.ts'
import { decideList, decideRead } from '../../../../policies/membership/vetting.ts'
import { VettingsPage } from '../../../../views/membership/vetting/officers/list.tsx'
import { codePage } from '../../../identity/code.tsx'
import { insist } from '../../../kernel/errors.tsx'
import { formAct } from '../../../kernel/form-act.tsx'
import { page } from '../../../kernel/page.tsx'
import { routes } from '../../../kernel/routes.ts'
import { trail } from '../../../kernel/trail.ts'
import { recordReading } from '../../../safety/readings.ts'
import { deciding } from './decision.tsx'
import { applicantOf, load, placeOf, show, underVettings } from './load.tsx'
import { stepping } from './steps.ts'
import { scopeOf } from './tasks.ts'

export const vettings = routes()
const { get } = vettings
const pageSize = 50

get('/vettings', 'vetting.list', async (c) => {
  insist(c, decideList(c.var.actor))
  const { say, t, db, today } = c.var
  const open = c.req.query('show') !== 'finished'
  const after = readPlace(c.req.query('after'))
  const scope = scopeOf(c)
  const rows = await listVettings(db.read, scope, { open, after, limit: pageSize })
  const shown = rows.slice(0, pageSize)
  const address = (extra: Record<string, string>) =>
    `/vettings?${new URLSearchParams({ ...(open ? {} : { show: 'finished' }), ...extra })}`
  const last = rows.length > pageSize ? shown.at(-1)!.place : undefined
  const body = (
    <VettingsPage
      say={say}
      vettings={shown.map((row) => ({
        ...row,
        waited: daysBetween(dayOf(row.appliedAt), today),
        endedOn: row.decidedAt && dayOf(row.decidedAt),
      }))}
      open={open}
      vets={scope.towns === null || scope.towns.length > 0}
      towns={new Set(shown.map(({ town }) => town)).size > 1}
      older={last && address({ after: `${last.rank}~${last.at}~${last.id}` })}
      newer={after ? address({}) : undefined}
    />
  )
  return page(c, { title: t.vettings.title, body, breadcrumb: trail(c) })
})

/** Where a page of the list goes on: anything that is no place is the beginning. */
function readPlace(text: string | undefined): Place | undefined {
  const [, rank, at, id] = /^([01])~(\d{4}-\d\d-\d\dT[\d:.]{8,12}Z)~([\w-]{1,64})$/.exec(text ?? '') ?? []
  return rank && at && id ? { rank: Number(rank), at: at as Place['at'], id } : undefined
}

get('/vettings/:id', 'vetting.read', async (c) => {
  const vetting = await load(c)
  // The applicant has a page of their own, without the officers' forms and notes.
  if (vetting.personId === c.var.actor.id) return c.redirect('/vetting', 303)
  await recordReading(c, insist(c, decideRead(c.var.actor, vetting.facts)), vetting.personId)
  return show(c, vetting)
})
stepping(vettings)
deciding(vettings)

formAct(vettings, 'enrolment.issue', {
  to: '/vettings/:id/enrolment',
  load,
  decide: async (c, vetting) => decideEnrolment(c.var.actor, await applicantOf(c, vetting)),
  proof: (_, say, vetting) => ({
    title: say.t.people.one.issue,
    lead: say.t.people.enrolment.warning,
    facts: [{ term: say.t.people.name, value: say.name(vetting) }],
    back: placeOf(vetting),
  }),
  write: (tx, permit) => issueEnrolment(tx, permit, enrolmentMinutes.counter),
  // Shown in the answer itself: the code is nowhere else.
  after: (c, code, _, __, vetting) =>
    codePage(c, {
      person: { ...vetting, id: vetting.personId },
      code,
      back: placeOf(vetting),
      breadcrumb: underVettings(c),
    }),
  done: placeOf,
})
