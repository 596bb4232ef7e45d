/** What a person has been told, newest first. */
import { Button, Form, Hidden } from '../kernel/forms.tsx'
import type { Say } from '../kernel/say.tsx'
import { PageHeading, Section } from '../parts/heading.tsx'
import { Pager } from '../parts/navigation.tsx'
import { Empty, type NoticeItem, NoticeList } from '../parts/notices.tsx'

/** What came on one day; `of`: the package that it is about, empty where it is about none or may not be named. */
export type NoticeDay = { day: string; packages: readonly { of: string; items: readonly NoticeItem[] }[] }

type Props = {
  say: Say
  days: readonly NoticeDay[]
  /** The newest notification on the page: whoever marks all as read has seen up to here. */
  newest: string | undefined
  hasUnread: boolean
  token: string
  older: string | undefined
  isFirstPage: boolean
}

export const NotificationsPage = ({ say, days, newest, hasUnread, token, older, isFirstPage }: Props) => {
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
      {days.length > 0 ? (
        days.map(({ day, packages }) => (
          <Section title={day}>
            {packages.map(({ of, items }) => (
              <>
                {of ? <h3 class="yui-notices__of">{say.quoted(of)}</h3> : null}
                <NoticeList items={items} />
              </>
            ))}
          </Section>
        ))
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
