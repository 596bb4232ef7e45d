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
export const Sessions = ({ say, sessions, token }: SessionsProps) => (
  <Section title={say.t.title} lead={say.t.lead} id="sessions">
    <Table
      caption={say.t.title}
      captionHidden
      columns={[
        { label: say.t.device, kind: 'head' },
        { label: say.t.since },
        { label: say.t.seen },
        { label: say.t.action, kind: 'quiet' },
      ]}
      rows={sessions.map((session) => ({
        cells: [
          session.device || say.t.unknown,
          say.moment(session.createdAt),
          say.moment(session.seenAt),
          session.isHere ? (
            chip(say.t.here, 'active')
          ) : (
            <Form action="/account/sessions/end" token={token()} inline>
              <Hidden name="session" value={session.id} />
              <Button kind="outline" size="sm" label={`${say.t.end} (${session.device || say.t.unknown})`}>
                {say.t.end}
              </Button>
            </Form>
          ),
        ],
      }))}
    />
    <Form action="/account/sessions/end-all" token={token()}>
      <Actions>
        <Button kind="outline" tone="danger">
          {say.t.endAll}
        </Button>
      </Actions>
      <p>{say.t.endAllHint}</p>
    </Form>
  </Section>
)
