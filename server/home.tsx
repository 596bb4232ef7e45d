/** Home: gathers what needs this person now, role by role. */

import { countedMost, type Some } from '../db/kernel/lists.ts'
import { findUndelivered } from '../db/kernel/outbox.ts'
import {
  coordinatorNeeds,
  type Kind,
  type Most,
  managerNeeds,
  secretariatNeeds,
  trainerNeeds,
  workerNeeds,
} from '../db/records/home.ts'
import { type Role, townsOf } from '../policies/identity/people.ts'
import { dayOf } from '../policies/kernel/days.ts'
import { inspectionEnd } from '../policies/packages/terms.ts'
import { HomePage } from '../views/home.tsx'
import { UndeliveredLetters } from '../views/identity/account/letters.tsx'
import type { FigureItem } from '../views/parts/facts.tsx'
import type { Task } from '../views/parts/work.tsx'
import { homeKeyNotices, recoveryTasks } from './identity/recoveries/own.tsx'
import type { Ctx } from './kernel/context.ts'
import { page } from './kernel/page.tsx'
import { officerTasks } from './membership/vetting/officers/tasks.ts'
import { vettingTasks } from './membership/vetting/tasks.ts'
import { consentTasks } from './packages/consents/tasks.ts'
import { correctionTasks } from './records/corrections.tsx'
import { glassTasks } from './safety/break-glass/waiting.ts'
import { custodyTasks } from './safety/custody/tasks.ts'
import { homeFrozenNotices } from './safety/incidents/notice.tsx'
import { incidentTasks } from './safety/incidents/tasks.ts'

type Needs = { tasks: Task[]; more?: { title: string; tasks: Task[] }[]; figures?: FigureItem[] }

export async function homePage(c: Ctx) {
  const { actor, say } = c.var
  const { home, roles: names } = say.t
  const roles = [...new Set(actor.grants.map(({ role }) => role))]
  const gathered = await Promise.all(roles.map((role) => gather[role](c)))
  const first = roles[0] ?? 'worker'
  const body = (
    <HomePage
      t={home}
      name={say.name(actor)}
      role={roles.map((role) => names[role]).join(' / ')}
      tasks={[
        ...(await incidentTasks(c)),
        ...(await recoveryTasks(c)),
        ...(await vettingTasks(c)),
        ...(await officerTasks(c)),
        ...(await glassTasks(c)),
        ...(await consentTasks(c)),
        ...(await correctionTasks(c)),
        ...(await custodyTasks(c)),
        ...gathered.flatMap(({ tasks }) => tasks),
      ]}
      more={gathered.flatMap(({ more = [] }) => more.filter(({ tasks }) => tasks.length > 0))}
      figures={gathered.find(({ figures }) => figures)?.figures}
      notices={[
        ...(await homeFrozenNotices(c)),
        await homeKeyNotices(c),
        <UndeliveredLetters say={say} undelivered={await findUndelivered(c.var.db.read, actor.id)} />,
      ]}
      quiet={{ words: home.quietAdvice[first], action: home.quietAction[first] }}
    />
  )
  return page(c, { title: home.title, body })
}

const few = 5
const many = 100
const most =
  (c: Ctx): Most =>
  (kind) =>
    c.req.query('all') === kind ? many : kind === 'mine' ? 20 : few
/** Where all of a kind stand, if not on home itself. */
const pages: Partial<Record<Kind, string>> = {
  mine: '/assignments',
  drafts: '/packages?stage=preparing',
  running: '/packages',
  finished: '/packages?stage=ended',
  prepare: '/packages?stage=preparing',
  sessions: '/courses',
  bodiless: '/towns',
}
/** A few of a kind, then how many more there are, with the way to them. */
function tasksOf<Row>({ var: { say } }: Ctx, kind: Kind, { rows, total }: Some<Row>, draw: (row: Row) => Task): Task[] {
  const words = say.t.home.rest
  const rest = total - rows.length
  if (rest <= 0) return rows.map(draw)
  return [
    ...rows.map(draw),
    { href: pages[kind] ?? `/?all=${kind}`, words: words[kind](say.total(total > countedMost ? total : rest)) },
  ]
}

const urgency = (due: string, today: string): Task['tone'] => (due < today ? 'error' : undefined)

const gather: Record<Role, (c: Ctx) => Promise<Needs>> = {
  async worker(c) {
    const { say, today, actor } = c.var
    const words = say.t.home
    const { mine, expiring, earned } = await workerNeeds(c.var.db.read, actor.id, today, most(c))
    const calls = { offered: words.offer, returned: words.mend, active: words.go }
    const order = { offered: 0, returned: 1, active: 2 }
    const own = { ...mine, rows: mine.rows.toSorted((a, b) => order[a.status] - order[b.status]) }
    const tasks = tasksOf(c, 'mine', own, ({ id, status, title, number, dueOn, offerEndsOn, price }): Task => {
      const note =
        status === 'offered' ? words.offerNote(say.shortDay(offerEndsOn), say.yen(price)) : words.dueNote(say.shortDay(dueOn))
      const tone = urgency(dueOn, today)
      return {
        href: `/assignments/${id}`,
        words: calls[status](title, number),
        note,
        tone,
        label: tone ? words.late : undefined,
      }
    })
    for (const { until, ...course } of expiring)
      tasks.push({
        href: '/training',
        words: words.expiring(say.course(course)),
        note: words.until(say.shortDay(until!)),
        tone: 'warning',
      })
    tasks.push({ href: '/work', words: words.find, note: words.findNote })
    const figures = [
      { label: words.earnedYen, value: say.number(earned.yen), unit: words.yenUnit },
      { label: words.earnedLots, value: say.number(earned.lots), unit: words.lotUnit },
    ]
    return earned.lots > 0 ? { tasks, figures } : { tasks }
  },

  async coordinator(c) {
    const { say, actor } = c.var
    const words = say.t.home
    const { drafts, running, finished } = await coordinatorNeeds(c.var.db.read, townsOf(actor, 'coordinator') ?? [], most(c))
    const tasks = [
      ...tasksOf(c, 'finished', finished, ({ id, title, lotCount }) => ({
        href: `/packages/${id}`,
        words: words.finished(title),
        note: words.finishedNote(lotCount),
        tone: 'success',
      })),
      ...tasksOf(c, 'drafts', drafts, ({ id, title, number }) => ({
        href: `/packages/${id}`,
        words: words.draft(title),
        note: number,
      })),
    ]
    const under = tasksOf(c, 'running', running, ({ id, title, status, lotCount, lotsApproved }) => ({
      href: `/packages/${id}`,
      words: title,
      note: status === 'ready' ? words.preparing : words.runningNote(lotsApproved, lotCount),
    }))
    return { tasks, more: [{ title: words.running, tasks: under }] }
  },

  async manager(c) {
    const { say, today, actor } = c.var
    const words = say.t.home
    const needs = await managerNeeds(c.var.db.read, townsOf(actor, 'manager') ?? [], today, most(c))
    const tasks = [
      ...needs.waiting.rows.map(({ updatedAt }): Task => {
        const { total } = needs.waiting
        const received = dayOf(updatedAt)
        const overdue = inspectionEnd(received) < today
        return {
          href: '/reviews',
          words: words.review(say.total(total)),
          note: words.reviewNote(say.shortDay(received)),
          count: total < 100 ? String(total) : undefined,
          tone: overdue ? 'error' : 'warning',
          label: overdue ? words.reviewLate : undefined,
        }
      }),
      ...tasksOf(c, 'settle', needs.unsettled, ({ id, title, number, updatedAt, ...worker }) => ({
        href: `/assignments/${id}/settlement`,
        words: words.settle(title, number, say.name(worker)),
        note: words.settleNote(say.shortDay(dayOf(updatedAt))),
        tone: inspectionEnd(dayOf(updatedAt)) < today ? 'error' : 'warning',
      })),
      ...tasksOf(c, 'past', needs.past, ({ id, title, lotsFree, dueOn }) => ({
        href: `/packages/${id}`,
        words: words.past(title),
        note: words.pastNote(say.shortDay(dueOn!), say.number(lotsFree)),
        tone: 'warning',
      })),
      ...tasksOf(c, 'late', needs.late, ({ id, title, number, dueOn, ...worker }) => {
        const tone = urgency(dueOn, today) ?? 'warning'
        return {
          href: `/assignments/${id}`,
          words: words.lateLot(title, number, say.name(worker)),
          note: words.dueNote(say.shortDay(dueOn)),
          tone,
          label: tone === 'error' ? words.late : undefined,
        }
      }),
      ...tasksOf(c, 'hands', needs.hands, ({ id, title, people, lotsFree }) => ({
        href: `/packages/${id}/candidates`,
        words: words.hands(title),
        note: words.handsNote(people, lotsFree),
      })),
      ...tasksOf(c, 'prepare', needs.toPrepare, ({ id, title, number }) => ({
        href: `/packages/${id}`,
        words: words.prepare(title),
        note: number,
      })),
    ]
    return { tasks }
  },

  async trainer(c) {
    const { say, today, actor } = c.var
    const words = say.t.home
    const { sessions, expiring } = await trainerNeeds(c.var.db.read, townsOf(actor, 'trainer'), today, most(c))
    const tasks = tasksOf(c, 'sessions', sessions, ({ courseId, onDay, startsAt, place, ...course }) => ({
      href: `/courses/${courseId}`,
      words: words.session(say.course(course)),
      note: words.sessionNote(say.shortDay(onDay), startsAt, place),
    }))
    if (expiring > 0)
      tasks.unshift({ href: '/courses', words: words.expiringMany, count: words.people(expiring), tone: 'warning' })
    return { tasks }
  },

  async secretariat(c) {
    const { say, actor } = c.var
    const words = say.t.home
    const { keyless, bodiless } = await secretariatNeeds(c.var.db.read, actor.id, c.var.today, most(c))
    return {
      tasks: [
        ...tasksOf(c, 'bodiless', bodiless, (town) => ({
          href: '/towns',
          words: words.bodiless(say.name(town)),
          note: words.bodilessNote,
          tone: 'warning',
        })),
        ...tasksOf(c, 'keyless', keyless, ({ id, ...person }) => ({
          href: `/people/${id}`,
          words: words.keyless(say.name(person)),
          note: words.keylessNote,
        })),
      ],
    }
  },

  async auditor(c) {
    const words = c.var.say.t.home
    return { tasks: [{ href: '/audit/check', words: words.check, note: words.checkNote }] }
  },
}
