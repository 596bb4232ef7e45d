/** What a person is told about their own keys wherever they begin: a recovery under way, the hold, and that one key is few. */
import { formatMoment } from '../format.ts'
import { Actions, Button, Form } from '../forms.tsx'
import type { Locale, Messages } from '../messages/index.ts'
import { Banner } from '../parts/notices.tsx'

export type OwnNews = {
  readonly open: boolean
  readonly heldUntil: string | null
  readonly single: boolean
  readonly stopped: boolean
}
type Props = { t: Messages['recoveries']['own']; locale: Locale; news: OwnNews; token: () => string }

export const OwnKeyNotices = ({ say, news, token }: Props) => (
  <>
    {news.stopped ? <Banner tone="success" title={say.t.stopped} live /> : null}
    {news.open ? (
      <Banner
        tone="error"
        title={say.t.open.title}
        action={
          <Form action="/account/recovery/stop" token={token()}>
            <Actions>
              <Button tone="danger">{say.t.open.button}</Button>
            </Actions>
          </Form>
        }
      >
        {say.t.open.words}
      </Banner>
    ) : null}
    {news.heldUntil ? <HoldNotice t={say.t.held} locale={locale} until={news.heldUntil} /> : null}
    {news.single ? (
      <Banner tone="warning" title={say.t.single.title} action={<a href="/account#passkeys">{say.t.single.action}</a>}>
        {say.t.single.words}
      </Banner>
    ) : null}
  </>
)

type HoldProps = { t: Messages['recoveries']['own']['held']; locale: Locale; until: string }
export const HoldNotice = ({ say, until }: HoldProps) => (
  <Banner tone="info" title={say.t.title(say.moment(until))}>
    {say.t.words}
  </Banner>
)
