/** What a person has been told: the list, and marking it as read. */
import { z } from 'zod'
import { countUnread, listNotifications, markRead } from '../db/notifications.ts'
import { type Act, isNoticed } from '../policies/acts.ts'
import { isRefusal } from '../policies/decision.ts'
import { decideList } from '../policies/incidents.ts'
import { type Actor, decideAccount, holds, holdsAnywhere } from '../policies/people.ts'
import { noticeOf } from '../views/acts.ts'
import { NotificationsPage } from '../views/notifications.tsx'
import type { NoticeItem } from '../views/parts/notices.tsx'
import type { Ctx } from './context.ts'
import { BadRequest, insist } from './errors.tsx'
import { readForm } from './forms.ts'
import { newOnce, page } from './page.tsx'
import { routes } from './routes.ts'
import { listTellable } from './titles.ts'
import { trail } from './trail.ts'

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
        items={shown.flatMap((row) => itemOf(c, row, tellable))}
        newest={before === undefined ? shown[0]?.id : undefined}
        hasUnread={(await countUnread(db.read, actor.id)) > 0}
        token={newOnce()}
        older={rows.length > pageSize ? `/notifications?before=${shown.at(-1)!.id}` : undefined}
        isFirstPage={before === undefined}
      />
    ),
  })
})

const Read = z.object({ upTo: z.uuid() })
post('/notifications/read', 'account.edit', async (c) => {
  insist(c, decideAccount('account.edit', c.var.actor, own))
  const form = await readForm(c, Read)
  if (!form.ok) throw new BadRequest('no notification')
  await markRead(c.var.db, c.var.actor.id, form.data.upTo, c.var.at)
  return c.redirect('/notifications', 303)
})

type News = {
  act: Act
  subjectId: string
  packageId: string | null
  number: string | null
  title: string | null
  townId: string | null
  at: string
  readAt: string | null
}

/** What must not be told stands there without number and title, and leads nowhere near it. */
function itemOf(c: Ctx, news: News, tellable: ReadonlySet<string>): NoticeItem[] {
  const { say, actor } = c.var
  const { t } = say
  if (!isNoticed(news.act)) return []
  const isTold = news.packageId === null || tellable.has(news.packageId)
  const of = news.number === null || !isTold ? undefined : t.notifications.of(news.number, news.title ?? '')
  return [
    {
      href: placeOf(news, actor, isTold),
      words: noticeOf(t, news.act, of),
      time: { iso: news.at, words: say.moment(news.at) },
      unread: news.readAt === null ? t.notifications.unread : undefined,
    },
  ]
}

/** Where the reader can act upon what they were told. */
export function placeOf(
  { act, subjectId, packageId, townId }: Omit<News, 'at' | 'readAt' | 'number' | 'title'>,
  actor: Actor,
  isTold = true,
): string {
  const [kind] = act.split('.')
  if (kind === 'assignment') return `/assignments/${subjectId}`
  if (kind === 'incident') return isRefusal(decideList(actor)) ? '/incidents/own' : `/incidents/${subjectId}`
  const isTowns = townId !== null && (holds(actor, 'coordinator', townId) || holds(actor, 'manager', townId))
  if (kind === 'glass') return `/glass/${subjectId}`
  // Workers hear of a consent because of the lots in their hands.
  if (kind === 'consent')
    return isTowns || holdsAnywhere(actor, 'secretariat') ? `/packages/${packageId}/consents` : '/assignments'
  if (!isTold && (kind === 'package' || kind === 'application')) return holdsAnywhere(actor, 'worker') ? '/work' : '/'
  if (kind === 'custody') return isTowns ? `/packages/${packageId}/custody?only=open` : `/assignments/${subjectId}`
  if (kind === 'destruction' || act === 'package.close') return `/packages/${packageId}/destruction`
  if (kind === 'file') return `/packages/${packageId}/files`
  if (kind === 'application') return `/packages/${packageId}/candidates`
  if (kind === 'completion') return '/training'
  if (kind === 'recovery' && subjectId !== actor.id) return '/recoveries'
  if (kind === 'correction') return act === 'correction.ask' ? `/corrections/${subjectId}` : '/account/corrections'
  if (act === 'pledge.publish') return '/vetting/pledge'
  if (kind === 'worker' && subjectId === actor.id) return '/vetting'
  if (kind === 'vetting') return vettingPlace(act, subjectId, actor)
  if (kind !== 'package') return '/account'
  return isTowns ? `/packages/${packageId}` : `/work/${packageId}`
}

/** Officers go to the vetting, or to their list where the news is about a person; everybody else to where they stand themselves. */
function vettingPlace(act: Act, subjectId: string, actor: Actor): string {
  const isOfficer = holdsAnywhere(actor, 'coordinator') || holdsAnywhere(actor, 'secretariat')
  if (!isOfficer || subjectId === actor.id) return '/vetting'
  const ofPerson: readonly Act[] = ['vetting.apply', 'vetting.renew', 'vetting.remind']
  return ofPerson.includes(act) ? '/vettings' : `/vettings/${subjectId}`
}
