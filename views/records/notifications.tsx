/** What a person has been told, newest first. */
import { Button, Form, Hidden } from '../kernel/forms.tsx'
import type { Say } from '../kernel/say.tsx'
import { PageHeading } from '../parts/heading.tsx'
import { Pager } from '../parts/navigation.tsx'
import { Empty, type NoticeItem, NoticeList } from '../parts/notices.tsx'

type Props = {
  say: Say
  items: readonly NoticeItem[]
  /** The newest notification on the page: whoever marks all as read has seen up to here. */
  newest: string | undefined
  hasUnread: boolean
  token: string
  older: string | undefined
  isFirstPage: boolean
}

export const NotificationsPage = ({ say, items, newest, hasUnread, token, older, isFirstPage }: Props) => {
  const { notifications: t, frame } = say.t
  return (
    <>
      <PageHeading
        title={t.title}
        lead={t.lead}
        action={
          newest && hasUnread ? (
            <Form action="/notifications/read" token={token} inline>
              <Hidden name="upTo" value={newest} />
              <Button kind="outline">{t.markRead}</Button>
            </Form>
          ) : null
        }
      />
      {items.length > 0 ? (
        <NoticeList items={items} />
      ) : isFirstPage ? (
        <Empty title={t.empty.title}>{t.empty.words}</Empty>
      ) : (
        <Empty title={t.end.title} sign="info" />
      )}
      <Pager
        label={frame.pages}
        newer={isFirstPage ? undefined : { href: '/notifications', words: t.end.back }}
        older={older ? { href: older, words: frame.older } : undefined}
      />
    </>
  )
}
