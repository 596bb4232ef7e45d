/** People: the list, one person, and the one-time code for the desk. */
import QRCode from 'qrcode'
import { listGrants, listPeople } from '../../db/directory.ts'
import { issueEnrolment, listPasskeys } from '../../db/passkeys.ts'
import { findActor, findWorker } from '../../db/people.ts'
import { minutesAfter } from '../../db/time.ts'
import { isRefusal } from '../../policies/decision.ts'
import { decideEnrolment, decidePeopleList, decidePerson, enrolmentMinutes, peopleScope } from '../../policies/people.ts'
import { EnrolmentPage, nameIn, PeoplePage, PersonPage } from '../../views/people.tsx'
import type { Ctx } from '../context.ts'
import { found, insist } from '../errors.tsx'
import { by, readTyped } from '../forms.ts'
import { newOnce, page } from '../page.tsx'
import { routes } from '../routes.ts'
import { trail } from '../trail.ts'
import { invitations, invite, underPeople } from './invite.tsx'

export const people = routes()
const { get, post } = people
// Before `/people/:id`, which would take `/people/new` for somebody's id.
people.app.route('/', invite.app)
people.declared.push(...invite.declared)
const pageSize = 50

get('/people', 'people.list', async (c) => {
  insist(c, decidePeopleList(c.var.actor))
  const { t, locale, db, actor, today } = c.var
  const words = (c.req.query('q') ?? '').trim().slice(0, 60)
  const after = c.req.query('after')
  const rows = await listPeople(db.read, peopleScope(actor), { words, after, limit: pageSize }, today)
  const shown = rows.slice(0, pageSize)
  const address = (extra: Record<string, string>) =>
    `/people?${new URLSearchParams({ ...(words ? { q: words } : {}), ...extra })}`
  return page(c, {
    title: t.people.title,
    breadcrumb: trail(c),
    body: (
      <PeoplePage
        t={t}
        locale={locale}
        kinds={(await invitations(c)).kinds}
        words={words}
        people={shown}
        older={rows.length > pageSize ? address({ after: shown.at(-1)!.id }) : undefined}
        newer={after ? address({}) : undefined}
      />
    ),
  })
})

get('/people/:id', 'person.read', async (c) => {
  const { person, grants, passkeys } = await load(c)
  insist(c, decidePerson(c.var.actor, person))
  const { t, locale, db, actor } = c.var
  const decision = decideEnrolment(actor, { ...person, passkeys })
  const refused = isRefusal(decision) ? decision.refused : undefined
  return page(c, {
    title: nameIn(locale, person).name,
    width: 'narrow',
    breadcrumb: underPeople(c),
    body: (
      <PersonPage
        t={t}
        locale={locale}
        person={{ ...person, grants, passkeys }}
        profile={await findWorker(db.read, person.id)}
        refused={refused === 'own-work' || refused === 'role' ? refused : refused && 'other'}
        isNew={c.req.query('invited') !== undefined}
        token={newOnce()}
      />
    ),
  })
})

post('/people/:id/enrolment', 'enrolment.issue', async (c) => {
  const { person, passkeys } = await load(c)
  const permit = insist(c, decideEnrolment(c.var.actor, { ...person, passkeys }))
  await readTyped(c)
  const { t, locale, config, at } = c.var
  const minutes = enrolmentMinutes.counter
  const code = await c.var.db.write(by(c, `/people/${person.id}`), (tx) => issueEnrolment(tx, permit, minutes))
  const link = `${config.origin}/enrol#${code}`
  return page(c, {
    title: t.people.enrolment.title(nameIn(locale, person).name),
    width: 'narrow',
    breadcrumb: underPeople(c),
    body: (
      <EnrolmentPage
        t={t.people.enrolment}
        locale={locale}
        person={person}
        code={code}
        link={link}
        address={`${config.origin}/enrol`}
        qr={await QRCode.toString(link, { type: 'svg', margin: 4, errorCorrectionLevel: 'M' })}
        until={minutesAfter(at, minutes)}
      />
    ),
  })
})

/** Somebody with everything that pages and rules want to know. */
async function load(c: Ctx) {
  const { db, at, today } = c.var
  const person = found(await findActor(db.read, c.req.param('id')!, at))
  const grants = await listGrants(db.read, [person.id], today)
  return { person, grants, passkeys: (await listPasskeys(db.read, person.id)).length }
}
