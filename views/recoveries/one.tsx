/** One recovery as the officers see it: who saw what, the second officer's yes, and calling it off. */
import type { IdentityWay, State } from '../../policies/recovery.ts'
import { formatMoment } from '../format.ts'
import { Actions, Button, Form } from '../forms.tsx'
import type { Locale, Messages } from '../messages/index.ts'
import { type Fact, Facts, Person } from '../parts/facts.tsx'
import { PageHeading, Section } from '../parts/heading.tsx'
import { Banner } from '../parts/notices.tsx'
import { nameIn } from '../people.tsx'
import { stateChip } from './list.tsx'

type Named = { name: string; kana: string; romaji: string }
type One = {
  id: string
  state: State
  how: string
  note: string
  startedAt: string
  approvedAt: string | null
  heldUntil: string | null
}
export type NotApproving = keyof Messages['recoveries']['one']['refused']
type Props = {
  t: Messages['recoveries']
  locale: Locale
  recovery: One
  person: Named
  starter: Named
  approver: Named | undefined
  ends: string
  /** Nothing when the reader may approve, else why not; `other` needs no words, since the state says it. */
  refused: NotApproving | 'other' | undefined
  mayCancel: boolean
  said: 'begun' | 'cancelled' | undefined
  token: () => string
}

export const RecoveryPage = (props: Props) => {
  const { say, recovery, person, refused, mayCancel, said, token } = props
  const { t } = say
  const words = t.one
  return (
    <>
      <PageHeading title={words.title(say.name(person))} status={stateChip(t, recovery.state)} />
      {said ? <Banner tone="success" title={words[said]} live /> : null}
      {recovery.state === 'asked' ? (
        <Section title={words.decide} lead={refused && refused !== 'other' ? undefined : words.decideLead}>
          {refused === undefined ? (
            <Form action={`/recoveries/${recovery.id}/approval`} token={token()}>
              <Actions>
                <Button>{words.approve}</Button>
              </Actions>
            </Form>
          ) : refused === 'other' ? null : (
            <p>{words.refused[refused]}</p>
          )}
        </Section>
      ) : (
        <Banner tone="info" title={standing(words, recovery.state)} />
      )}
      <Facts items={factsOf(props)} />
      {mayCancel ? (
        <Section title={words.cancelTitle} lead={words.cancelLead}>
          <Form action={`/recoveries/${recovery.id}/cancellation`} token={token()}>
            <Actions>
              <Button kind="outline" tone="danger">
                {words.cancel}
              </Button>
            </Actions>
          </Form>
        </Section>
      ) : null}
    </>
  )
}

const standing = (t: Messages['recoveries']['one'], state: State) =>
  state === 'approved' ? t.approvedWords : state === 'over' ? t.overWords : t.usedWords

const wayWords = (t: Messages['recoveries'], how: string): string =>
  how === 'console' ? t.one.byConsole : t.start.ways[how as IdentityWay]

/** How the first officer saw who it is; the page before the passkey shows the same to the second. */
export const seenFacts = ({
  t,
  locale,
  recovery,
  person,
  starter,
}: Omit<Props, 'approver' | 'ends' | 'refused' | 'mayCancel' | 'said' | 'token'>): Fact[] => [
  { term: t.person, value: say.person(person) },
  { term: t.one.how, value: wayWords(t, recovery.how) },
  { term: t.one.note, value: recovery.note || t.one.noNote },
  { term: t.one.startedBy, value: say.person(starter, { note: say.moment(recovery.startedAt) }) },
]

function factsOf(props: Props): Fact[] {
  const { say, recovery, approver, ends } = props
  const { t } = say
  const facts = seenFacts(props)
  if (approver && recovery.approvedAt)
    facts.push({
      term: t.one.approvedBy,
      value: say.person(approver, { note: say.moment(recovery.approvedAt) }),
    })
  if (recovery.heldUntil) facts.push({ term: t.one.heldUntil, value: say.moment(recovery.heldUntil) })
  else if (recovery.state !== 'over') facts.push({ term: t.one.ends, value: say.moment(ends) })
  return facts
}
