/** Where I am signed in. */
import { Button, Form, Hidden } from '../../kernel/forms.tsx'
import type { Say } from '../../kernel/say.tsx'
import { ActForm, type Filled } from '../../parts/form-page.tsx'
import { Section } from '../../parts/heading.tsx'
import { List } from '../../parts/list.tsx'
import { chip } from '../../parts/status.tsx'

export type SessionRow = { id: string; device: string; createdAt: string; seenAt: string; isHere: boolean }
type Props = { say: Say; sessions: readonly SessionRow[]; formOf: () => Filled }
export const Sessions = ({ say, sessions, formOf }: Props) => {
  const words = say.t.account.sessions
  const end = ({ id, device }: SessionRow) => (
    <Form action="/account/sessions/end" token={formOf().token} inline>
      <Hidden name="session" value={id} />
      <Button kind="outline" size="sm" label={`${words.end} (${device || words.unknown})`}>
        {words.end}
      </Button>
    </Form>
  )
  return (
    <Section title={words.title} lead={words.lead} id="sessions">
      <List
        caption={words.title}
        rows={sessions}
        columns={[
          { label: words.device, kind: 'head', cell: ({ device }) => device || words.unknown },
          { label: words.since, kind: 'named', cell: ({ createdAt }) => say.moment(createdAt) },
          { label: words.seen, kind: 'named', cell: ({ seenAt }) => say.moment(seenAt) },
          { label: words.action, kind: 'quiet', cell: (one) => (one.isHere ? chip(words.here, 'active') : end(one)) },
        ]}
      />
      <ActForm {...{ say, form: formOf() }} action="/account/sessions/end-all" button={words.endAll} kind="outline" danger />
      <p>{words.endAllHint}</p>
    </Section>
  )
}
