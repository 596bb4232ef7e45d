/** Where I am signed in. */
import { formatMoment } from '../format.ts'
import { Actions, Button, Form, Hidden } from '../forms.tsx'
import type { Locale, Messages } from '../messages/index.ts'
import { Section } from '../parts/heading.tsx'
import { chip } from '../parts/status.tsx'
import { Table } from '../parts/table.tsx'

type Words = Messages['account']
export type SessionRow = { id: string; device: string; createdAt: string; seenAt: string; isHere: boolean }
type SessionsProps = { t: Words['sessions']; locale: Locale; sessions: readonly SessionRow[]; token: () => string }
export const Sessions = ({ t, locale, sessions, token }: SessionsProps) => (
  <Section title={t.title} lead={t.lead} id="sessions">
    <Table
      caption={t.title}
      captionHidden
      columns={[{ label: t.device, kind: 'head' }, { label: t.since }, { label: t.seen }, { label: t.action, kind: 'quiet' }]}
      rows={sessions.map((session) => ({
        cells: [
          session.device || t.unknown,
          formatMoment(locale, session.createdAt),
          formatMoment(locale, session.seenAt),
          session.isHere ? (
            chip(t.here, 'active')
          ) : (
            <Form action="/account/sessions/end" token={token()} inline>
              <Hidden name="session" value={session.id} />
              <Button kind="outline" size="sm" label={`${t.end} (${session.device || t.unknown})`}>
                {t.end}
              </Button>
            </Form>
          ),
        ],
      }))}
    />
    <Form action="/account/sessions/end-all" token={token()}>
      <Actions>
        <Button kind="outline" tone="danger">
          {t.endAll}
        </Button>
      </Actions>
      <p>{t.endAllHint}</p>
    </Form>
  </Section>
)
