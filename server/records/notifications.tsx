/** What a person has been told: the list, and marking it as read. */
import { z } from 'zod'
import { countUnread, findNotification, listNotifications, markFollowed, markRead } from '../../db/records/notifications.ts'
import { type Actor, decideAccount, holds, holdsAnywhere } from '../../policies/identity/people.ts'
import type { Place } from '../../policies/kernel/act.ts'
import { declaredOf, isNoticed, type NoticedAct } from '../../policies/kernel/acts.ts'
import { dayOf } from '../../policies/kernel/days.ts'
import { isRefusal } from '../../policies/kernel/decision.ts'
import { decideList as decidePackages } from '../../policies/packages/packages.ts'
import { decideList } from '../../policies/safety/incidents.ts'
import { noticeOf } from '../../views/kernel/acts.ts'
import type { NoticeItem } from '../../views/parts/notices.tsx'
import { type NoticeDay, NotificationsPage } from '../../views/records/notifications.tsx'
import type { Ctx } from '../kernel/context.ts'
import { BadRequest, found, insist } from '../kernel/errors.tsx'
import { readForm } from '../kernel/forms.ts'
import { page } from '../kernel/page.tsx'
import { routes } from '../kernel/routes.ts'
import { newOnce } from '../kernel/seen.ts'
import { trail } from '../kernel/trail.ts'
import { listTellable } from '../safety/titles.ts'

export const notifications = routes()
const { get, post } = notifications
const pageSize = 30
const own = { fresh: true, passkeys: 1 }

get('/notifications', 'account.read', async (c) => {
  insist(c, decideAccount('account.read', c.var.actor, own))
  const { say, db, actor } = c.var
  const before = c.req.query('before')
  const rows = await listNotifications(db.read, actor.id, { before, limit: pageSize })
  const shown = rows.slice(0, pageSize)
  const tellable = await listTellable(
    c,
    shown.flatMap(({ packageId }) => packageId ?? []),
  )
  return page(c, {
    title: say.t.notifications.title,
    breadcrumb: trail(c),
    body: (
      <NotificationsPage
        say={say}
        days={daysOf(c, shown, tellable)}
        newest={before === undefined ? shown[0]?.id : undefined}
        hasUnread={(await countUnread(db.read, actor.id)) > 0}
        token={newOnce()}
        older={rows.length > pageSize ? `/notifications?before=${shown.at(-1)!.id}` : undefined}
        isFirstPage={before === undefined}
      />
    ),
  })
})

/** Whoever follows one has read it. */
get('/notifications/:id', 'account.read', async (c) => {
  const { db, actor, at } = c.var
  insist(c, decideAccount('account.read', actor, own))
  const news = found(await findNotification(db.read, actor.id, c.req.param('id')!))
  await markFollowed(db, news.id, at)
  const tellable = await listTellable(c, news.packageId ? [news.packageId] : [])
  return c.redirect(placeOf(news, actor, news.packageId === null || tellable.has(news.packageId)), 303)
})

const Read = z.object({ upTo: z.uuid() })
post('/notifications/read', 'account.edit', async (c) => {
  insist(c, decideAccount('account.edit', c.var.actor, own))
  const form = await readForm(c, Read)
  if (!form.ok) throw new BadRequest('no notification')
  await markRead(c.var.db, c.var.actor.id, form.data.upTo, c.var.at)
  return c.redirect('/notifications', 303)
})

type News = Awaited<ReturnType<typeof listNotifications>>[number]

/** By day, and within a day by package, both as they come. */
function daysOf(c: Ctx, rows: readonly News[], tellable: ReadonlySet<string>): NoticeDay[] {
  const days = new Map<string, Map<string, NoticeItem[]>>()
  for (const news of rows) {
    if (!isNoticed(news.act)) continue
    const day = c.var.say.day(dayOf(news.at))
    const packages = days.get(day) ?? new Map<string, NoticeItem[]>()
    const of = packageOf(c, news, tellable)
    days.set(day, packages.set(of, [...(packages.get(of) ?? []), itemOf(c, { ...news, act: news.act })]))
  }
  return [...days].map(([day, packages]) => ({ day, packages: [...packages].map(([of, items]) => ({ of, items })) }))
}

/** What must not be told stands there without number and title, and leads nowhere near it. */
const packageOf = ({ var: { t } }: Ctx, { number, title, packageId }: News, tellable: ReadonlySet<string>): string =>
  number === null || packageId === null || !tellable.has(packageId) ? '' : t.notifications.of(number, title ?? '')

const itemOf = ({ var: { say } }: Ctx, news: News & { act: NoticedAct }): NoticeItem => ({
  href: `/notifications/${news.id}`,
  words: noticeOf(say.t, news.act),
  time: { iso: news.at, words: say.time(news.at) },
  unread: news.readAt === null ? say.t.notifications.unread : undefined,
})

type Told = Pick<News, 'act' | 'subjectId' | 'packageId' | 'townId'>
/** Where the reader can act upon what they were told. */
export const placeOf = (news: Told, actor: Actor, isTold = true): string =>
  places[declaredOf(news.act).leads ?? 'account'](news, actor, isTold)

const isTowns = ({ townId }: Told, actor: Actor): boolean =>
  townId !== null && (holds(actor, 'coordinator', townId) || holds(actor, 'manager', townId))
const isOfficer = (actor: Actor): boolean => holdsAnywhere(actor, 'coordinator') || holdsAnywhere(actor, 'secretariat')
/** Of a package that may not be named not even the address is told. */
const elsewhere = (actor: Actor): string => (holdsAnywhere(actor, 'worker') ? '/work' : '/')

/** The addresses of the places that acts lead to (policies/kernel/act.ts). */
const places: Readonly<Record<Place, (news: Told, actor: Actor, isTold: boolean) => string>> = {
  account: () => '/account',
  assignment: ({ subjectId }) => `/assignments/${subjectId}`,
  candidates: ({ packageId }, actor, isTold) => (isTold ? `/packages/${packageId}/candidates` : elsewhere(actor)),
  // Workers hear of a consent because of the lots in their hands.
  consents: (news, actor) =>
    isTowns(news, actor) || holdsAnywhere(actor, 'secretariat') ? `/packages/${news.packageId}/consents` : '/assignments',
  correction: ({ subjectId }) => `/corrections/${subjectId}`,
  custody: (news, actor) =>
    isTowns(news, actor) ? `/packages/${news.packageId}/custody?only=open` : `/assignments/${news.subjectId}`,
  destruction: ({ act, packageId }, actor, isTold) =>
    act !== 'package.close' || isTold ? `/packages/${packageId}/destruction` : elsewhere(actor),
  files: ({ packageId }) => `/packages/${packageId}/files`,
  glass: ({ subjectId }) => `/glass/${subjectId}`,
  incident: ({ subjectId }, actor) => (isRefusal(decideList(actor)) ? '/incidents/own' : `/incidents/${subjectId}`),
  'own-corrections': () => '/account/corrections',
  package: (news, actor, isTold) => {
    if (!isTold) return elsewhere(actor)
    return isTowns(news, actor) ? `/packages/${news.packageId}` : `/work/${news.packageId}`
  },
  packages: (_, actor) => (isRefusal(decidePackages(actor)) ? '/' : '/packages'),
  pledge: () => '/vetting/pledge',
  recoveries: ({ subjectId }, actor) => (subjectId === actor.id ? '/account' : '/recoveries'),
  standing: ({ subjectId }, actor) => (subjectId === actor.id ? '/vetting' : '/account'),
  training: () => '/training',
  // Officers go to the vetting, or to their list where the news is about a person; everybody else to where they stand themselves.
  vetting: ({ subjectId }, actor) => (isOfficer(actor) && subjectId !== actor.id ? `/vettings/${subjectId}` : '/vetting'),
  vettings: ({ subjectId }, actor) => (isOfficer(actor) && subjectId !== actor.id ? '/vettings' : '/vetting'),
}
