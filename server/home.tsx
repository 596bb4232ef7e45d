/** Home: gathers what needs this person now, role by role. */
import { coordinatorNeeds, managerNeeds, secretariatNeeds, trainerNeeds, workerNeeds } from '../db/home.ts'
import { dayOf } from '../policies/days.ts'
import { type Role, townsOf } from '../policies/people.ts'
import { inspectionEnd } from '../policies/terms.ts'
import { formatNumber, formatShortDay, formatYen } from '../views/format.ts'
import { HomePage } from '../views/home.tsx'
import type { FigureItem } from '../views/parts/facts.tsx'
import type { Task } from '../views/parts/work.tsx'
import { glassTasks } from './break-glass/tasks.ts'
import { consentTasks } from './consents/tasks.ts'
import type { Ctx } from './context.ts'
import { correctionTasks } from './corrections.tsx'
import { custodyTasks } from './custody/tasks.ts'
import { homeFrozenNotices } from './incidents/notice.tsx'
import { incidentTasks } from './incidents/tasks.ts'
import { page } from './page.tsx'
import { homeKeyNotices, recoveryTasks } from './recoveries/own.tsx'
import { vettingTasks } from './vetting/tasks.ts'
import { officerTasks } from './vettings/tasks.ts'

type Needs = { tasks: Task[]; more?: { title: string; tasks: Task[] }[]; figures?: FigureItem[] }

export async function homePage(c: Ctx) {
  const { actor, t, locale } = c.var
  const roles = [...new Set(actor.grants.map(({ role }) => role))]
  const gathered = await Promise.all(roles.map((role) => gather[role](c)))
  const first = roles[0] ?? 'worker'
  const body = (
    <HomePage
      t={t.home}
      name={locale === 'ja' ? actor.name : actor.romaji}
      role={roles.map((role) => t.roles[role]).join(' / ')}
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
      notices={[...(await homeFrozenNotices(c)), await homeKeyNotices(c)]}
      quiet={{ words: t.home.quietAdvice[first], action: t.home.quietAction[first] }}
    />
  )
  return page(c, { title: t.home.title, body })
}

const urgency = (due: string, today: string): Task['tone'] => (due < today ? 'error' : undefined)

const gather: Record<Role, (c: Ctx) => Promise<Needs>> = {
  async worker(c) {
    const { t, locale, today, actor } = c.var
    const { mine, expiring, earned } = await workerNeeds(c.var.db.read, actor.id, today)
    const words = { offered: t.home.offer, returned: t.home.mend, active: t.home.go }
    const order = { offered: 0, returned: 1, active: 2 }
    const own = [...mine].sort((a, b) => order[a.status] - order[b.status])
    const tasks = own.map(({ id, status, title, number, dueOn, offerEndsOn, price }): Task => {
      const note =
        status === 'offered'
          ? t.home.offerNote(formatShortDay(locale, offerEndsOn), formatYen(locale, price))
          : t.home.dueNote(formatShortDay(locale, dueOn))
      const tone = urgency(dueOn, today)
      return {
        href: `/assignments/${id}`,
        words: words[status](title, number),
        note,
        tone,
        label: tone ? t.home.late : undefined,
      }
    })
    for (const { name, nameEn, until } of expiring)
      tasks.push({
        href: '/training',
        words: t.home.expiring(locale === 'ja' ? name : nameEn),
        note: t.home.until(formatShortDay(locale, until!)),
        tone: 'warning',
      })
    tasks.push({ href: '/work', words: t.home.find, note: t.home.findNote })
    const figures = [
      { label: t.home.earnedYen, value: formatNumber(locale, earned.yen), unit: t.home.yenUnit },
      { label: t.home.earnedLots, value: formatNumber(locale, earned.lots), unit: t.home.lotUnit },
    ]
    return earned.lots > 0 ? { tasks, figures } : { tasks }
  },

  async coordinator(c) {
    const { t, actor } = c.var
    const { drafts, running, finished } = await coordinatorNeeds(c.var.db.read, townsOf(actor, 'coordinator') ?? [])
    const tasks = [
      ...finished.map(
        ({ id, title, lotCount }): Task => ({
          href: `/packages/${id}`,
          words: t.home.finished(title),
          note: t.home.finishedNote(lotCount),
          tone: 'success',
        }),
      ),
      ...drafts.map(({ id, title, number }): Task => ({ href: `/packages/${id}`, words: t.home.draft(title), note: number })),
    ]
    const under = running.map(
      ({ id, title, status, lotCount, lotsApproved }): Task => ({
        href: `/packages/${id}`,
        words: title,
        note: status === 'ready' ? t.home.preparing : t.home.runningNote(lotsApproved, lotCount),
      }),
    )
    return { tasks, more: [{ title: t.home.running, tasks: under }] }
  },

  async manager(c) {
    const { t, locale, today, actor } = c.var
    const { toPrepare, hands, waiting, late } = await managerNeeds(c.var.db.read, townsOf(actor, 'manager') ?? [], today)
    const tasks: Task[] = []
    const oldest = waiting[0]
    if (oldest) {
      const received = dayOf(oldest.updatedAt)
      const overdue = inspectionEnd(received) < today
      tasks.push({
        href: '/reviews',
        words: t.home.review,
        note: t.home.reviewNote(formatShortDay(locale, received)),
        count: t.home.counted(waiting.length),
        tone: overdue ? 'error' : 'warning',
        label: overdue ? t.home.reviewLate : undefined,
      })
    }
    for (const { id, title, number, dueOn, name, romaji } of late) {
      const tone = urgency(dueOn, today) ?? 'warning'
      const words = t.home.lateLot(title, number, locale === 'ja' ? name : romaji)
      tasks.push({
        href: `/assignments/${id}`,
        words,
        note: t.home.dueNote(formatShortDay(locale, dueOn)),
        tone,
        label: tone === 'error' ? t.home.late : undefined,
      })
    }
    for (const { id, title, people, lotsFree } of hands)
      tasks.push({ href: `/packages/${id}/candidates`, words: t.home.hands(title), note: t.home.handsNote(people, lotsFree) })
    for (const { id, title, number } of toPrepare)
      tasks.push({ href: `/packages/${id}`, words: t.home.prepare(title), note: number })
    return { tasks }
  },

  async trainer(c) {
    const { t, locale, today, actor } = c.var
    const { sessions, expiring } = await trainerNeeds(c.var.db.read, townsOf(actor, 'trainer'), today)
    const tasks = sessions.map(
      ({ courseId, onDay, startsAt, place, name, nameEn }): Task => ({
        href: `/courses/${courseId}`,
        words: t.home.session(locale === 'ja' ? name : nameEn),
        note: t.home.sessionNote(formatShortDay(locale, onDay), startsAt, place),
      }),
    )
    if (expiring > 0)
      tasks.unshift({ href: '/courses', words: t.home.expiringMany, count: t.home.people(expiring), tone: 'warning' })
    return { tasks }
  },

  async secretariat(c) {
    const { t, locale, actor } = c.var
    const { keyless, bodiless } = await secretariatNeeds(c.var.db.read, actor.id, c.var.today)
    return {
      tasks: [
        ...bodiless.map(
          ({ name, romaji }): Task => ({
            href: '/towns',
            words: t.home.bodiless(locale === 'ja' ? name : romaji),
            note: t.home.bodilessNote,
            tone: 'warning',
          }),
        ),
        ...keyless.map(
          ({ id, name, romaji }): Task => ({
            href: `/people/${id}`,
            words: t.home.keyless(locale === 'ja' ? name : romaji),
            note: t.home.keylessNote,
          }),
        ),
      ],
    }
  },

  async auditor(c) {
    const { t } = c.var
    return { tasks: [{ href: '/audit/check', words: t.home.check, note: t.home.checkNote }] }
  },
}
