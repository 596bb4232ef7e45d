/** What a person is told about their own keys wherever they begin: a recovery under way, the hold, and that one key is few. */

import type { Say } from '../../kernel/say.tsx'
import { ActForm, type Filled } from '../../parts/form-page.tsx'
import { Banner } from '../../parts/notices.tsx'

export type OwnNews = {
  readonly open: boolean
  readonly heldUntil: string | null
  readonly single: boolean
  readonly stopped: boolean
}

export const OwnKeyNotices = ({ say, news, form }: { say: Say; news: OwnNews; form: Filled }) => {
  const words = say.t.recoveries.own
  const stop = <ActForm {...{ say, form }} action="/account/recovery/stop" button={words.open.button} danger />
  return (
    <>
      {news.stopped ? <Banner tone="success" title={words.stopped} live /> : null}
      {news.open ? (
        <Banner tone="error" title={words.open.title} action={stop}>
          {words.open.words}
        </Banner>
      ) : null}
      {news.heldUntil ? <HoldNotice say={say} until={news.heldUntil} /> : null}
      {news.single ? (
        <Banner tone="warning" title={words.single.title} action={<a href="/account#passkeys">{words.single.action}</a>}>
          {words.single.words}
        </Banner>
      ) : null}
    </>
  )
}

export const HoldNotice = ({ say, until }: { say: Say; until: string }) => {
  const words = say.t.recoveries.own.held
  return (
    <Banner tone="info" title={words.title(say.moment(until))}>
      {words.words}
    </Banner>
  )
}
