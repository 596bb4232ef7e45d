/** People: the list, one person, and the one-time code for the desk. */

import { issueEnrolment } from '../../../db/identity/passkeys.ts'
import { findWorker } from '../../../db/identity/people.ts'
import { findUndelivered } from '../../../db/kernel/outbox.ts'
import { countPeople, listPeople, listWork, type PeopleFilter, picks } from '../../../db/membership/directory.ts'
import { countOtherSecretariat, type RoleGrant } from '../../../db/membership/role-grants.ts'
import { listTowns } from '../../../db/membership/towns.ts'
import { findVettingOf } from '../../../db/membership/vetting/find.ts'
import {
  type Actor,
  decideEnrolment,
  decidePeopleList,
  enrolmentMinutes,
  peopleScope,
  roles,
  servesMember,
} from '../../../policies/identity/people.ts'
import { decideRead as decideRecoveryRead } from '../../../policies/identity/recovery.ts'
import { isRefusal } from '../../../policies/kernel/decision.ts'
import { decideEnd, decideGiving, mayReadReasons, standingOf } from '../../../policies/membership/grants.ts'
import { decideRead as decideVettingRead } from '../../../policies/membership/vetting.ts'
import { decide as decideSucceeding } from '../../../policies/packages/succession.ts'
import type { GivenRole } from '../../../views/membership/grants.tsx'
import { PersonPage, rolesOf } from '../../../views/membership/people.tsx'
import { PeoplePage } from '../../../views/membership/people-list.tsx'
import { codePage } from '../../identity/code.tsx'
import type { Ctx } from '../../kernel/context.ts'
import { insist } from '../../kernel/errors.tsx'
import { fillForm, formAct } from '../../kernel/form-act.tsx'
import { page } from '../../kernel/page.tsx'
import { routes } from '../../kernel/routes.ts'
import { trail } from '../../kernel/trail.ts'
import { recordReading } from '../../safety/readings.ts'
import { memberSection } from '../members.tsx'
import { grants } from './grants.tsx'
import { invitations, invite, underPeople } from './invite.tsx'
import { loadPerson } from './load.ts'

export const people = routes()
const { get } = people
// Before `/people/:id`, which would take `/people/new` for somebody's id.
people.app.route('/', invite.app)
people.declared.push(...invite.declared)
people.app.route('/', grants.app)
people.declared.push(...grants.declared)
const pageSize = 50

get('/people', 'people.list', async (c) => {
  insist(c, decidePeopleList(c.var.actor))
  const { say, db, actor, today } = c.var
  const scope = peopleScope(actor)
  const towns = (await listTowns(db.read)).filter(({ id }) => scope.staff || scope.workersOf.includes(id))
  const filter: PeopleFilter = {
    words: (c.req.query('q') ?? '').trim().slice(0, 60),
    role: roles.find((one) => one === c.req.query('role')),
    town: towns.find(({ id }) => id === c.req.query('town'))?.id,
    pick: scope.workersOf.length > 0 ? picks.find((one) => one === c.req.query('pick')) : undefined,
  }
  const after = c.req.query('after')
  const rows = await listPeople(db.read, scope, filter, { after, limit: pageSize }, today)
  const shown = rows.slice(0, pageSize)
  const own = shown.filter((one) => servesMember(actor, one))
  const work = await listWork(
    db.read,
    own.map(({ id }) => id),
    today,
  )
  const address = (place?: string) => {
    const given = Object.entries({ q: filter.words, role: filter.role, town: filter.town, pick: filter.pick, after: place })
    return `/people?${new URLSearchParams(given.flatMap(([name, value]): [string, string][] => (value ? [[name, value]] : [])))}`
  }
  return page(c, {
    title: say.t.people.title,
    breadcrumb: trail(c),
    body: (
      <PeoplePage
        say={say}
        today={today}
        kinds={(await invitations(c)).kinds}
        filter={filter}
        towns={towns}
        serves={scope.workersOf.length > 0}
        total={await countPeople(db.read, scope, filter, today)}
        people={shown.map((one) => ({
          ...one,
          work: work.get(one.id),
          standing: one.standing !== 'active' && servesMember(actor, one) ? (one.standing ?? undefined) : undefined,
        }))}
        older={rows.length > pageSize ? address(shown.at(-1)!.id) : undefined}
        newer={after ? address() : undefined}
      />
    ),
  })
})

get('/people/:id', 'person.read', async (c) => {
  const loaded = await loadPerson(c)
  const { person, held, passkeys, permit } = loaded
  await recordReading(c, permit, person.id)
  const { say, db, actor } = c.var
  const decision = decideEnrolment(actor, { ...person, grants: held, passkeys })
  const vetting = await findVettingOf(db.read, person.id)
  const refused = isRefusal(decision) ? decision.refused : undefined
  const done = (['invited', 'given', 'ended', 'resent'] as const).find((one) => c.req.query(one) !== undefined)
  return page(c, {
    title: say.name(person),
    breadcrumb: underPeople(c),
    body: (
      <PersonPage
        say={say}
        person={{ ...person, grants: held, passkeys }}
        given={await givenRoles(c, loaded)}
        mayGive={!isRefusal(decideGiving(actor, person))}
        profile={servesMember(actor, person) ? await findWorker(db.read, person.id) : undefined}
        vetting={vetting && !isRefusal(decideVettingRead(actor, vetting.facts)) ? vetting : undefined}
        refused={held.length === 0 ? 'no-role' : refused === 'own-work' || refused === 'role' ? refused : refused && 'other'}
        mayRecover={!isRefusal(decideRecoveryRead(actor, person))}
        done={done}
        undelivered={await findUndelivered(db.read, person.id)}
        member={await memberSection(c, person.id)}
        form={fillForm()}
      />
    ),
  })
})

/** Every role ever given, as far as this reader may know and end it. */
async function givenRoles(c: Ctx, { person, given }: Awaited<ReturnType<typeof loadPerson>>): Promise<GivenRole[]> {
  const { db, actor, today } = c.var
  const others = { secretariat: await countOtherSecretariat(db.read, person.id, today) }
  const standing = (grant: RoleGrant) => {
    const byDays = standingOf(grant, today)
    if (grant.role !== 'worker' || byDays === 'over') return byDays
    return person.standing === 'left' ? 'over' : person.standing === 'suspended' ? 'paused' : byDays
  }
  return given.map((grant) => ({
    ...grant,
    standing: standing(grant),
    giver: { name: grant.giver, romaji: grant.giverRomaji },
    ender: grant.ender ? { name: grant.ender, romaji: grant.enderRomaji } : undefined,
    reasons: mayReadReasons(actor, grant) ? { given: grant.reason, ended: grant.endReason ?? '' } : undefined,
    mayEnd: !isRefusal(decideEnd(actor, grant, today, others)),
    succession: successionOf(actor, person.id, grant),
  }))
}

function successionOf(actor: Actor, managerId: string, { role, townId }: RoleGrant): string | undefined {
  if (role !== 'manager' || townId === null) return undefined
  const may = decideSucceeding('manager.succeed', actor, { managerId, townId })
  return isRefusal(may) ? undefined : `/towns/${townId}/managers/${managerId}/succession`
}

formAct(people, 'enrolment.issue', {
  to: '/people/:id/enrolment',
  load: loadPerson,
  decide: (c, { person, held, passkeys }) => decideEnrolment(c.var.actor, { ...person, grants: held, passkeys }),
  proof: (_, say, { person, held }) => ({
    title: say.t.people.one.issue,
    lead: say.t.people.enrolment.warning,
    facts: [
      { term: say.t.people.name, value: say.name(person) },
      ...rolesOf(say, held).map((value) => ({ term: say.t.people.roles, value })),
    ],
    back: `/people/${person.id}`,
  }),
  write: (tx, permit) => issueEnrolment(tx, permit, enrolmentMinutes.counter),
  // Shown in the answer itself: the code is nowhere else.
  after: (c, code, _, __, { person }) => codePage(c, { person, code, back: `/people/${person.id}`, breadcrumb: underPeople(c) }),
  done: ({ person }) => `/people/${person.id}`,
})
