/** One recovery as the officers see it: who saw what, the second officer's yes, and calling it off. */
import type { IdentityWay, State } from '../../../policies/identity/recovery.ts'
import type { Say } from '../../kernel/say.tsx'
import type { Messages } from '../../messages/index.ts'
import { type Fact, Facts } from '../../parts/facts.tsx'
import { ActForm, type Filled } from '../../parts/form-page.tsx'
import { PageHeading, Section } from '../../parts/heading.tsx'
import { Banner } from '../../parts/notices.tsx'
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
type Seen = { recovery: One; person: Named; starter: Named }
type Props = Seen & {
  say: Say
  approver: Named | undefined
  ends: string
  /** Nothing when the reader may approve, else why not; `other` needs no words, since the state says it. */
  refused: NotApproving | 'other' | undefined
  mayCancel: boolean
  said: 'begun' | 'cancelled' | undefined
  formOf: () => Filled
}

export const RecoveryPage = (props: Props) => {
  const { say, recovery, person, mayCancel, said, formOf } = props
  const words = say.t.recoveries.one
  return (
    <>
      <PageHeading title={words.title(say.name(person))} status={stateChip(say, recovery.state)} />
      {said ? <Banner tone="success" title={words[said]} live /> : null}
      {recovery.state === 'asked' ? <Approval {...props} /> : <Banner tone="info" title={standing(words, recovery.state)} />}
      <Facts items={factsOf(props)} />
      {mayCancel ? (
        <Section title={words.cancelTitle} lead={words.cancelLead}>
          <ActForm
            {...{ say, form: formOf() }}
            action={`/recoveries/${recovery.id}/cancellation`}
            button={words.cancel}
            kind="outline"
            danger
          />
        </Section>
      ) : null}
    </>
  )
}

const Approval = ({ say, recovery, refused, formOf }: Props) => {
  const words = say.t.recoveries.one
  if (refused === 'other') return <Section title={words.decide} lead={words.decideLead} />
  if (refused)
    return (
      <Section title={words.decide}>
        <p>{words.refused[refused]}</p>
      </Section>
    )
  return (
    <Section title={words.decide} lead={words.decideLead}>
      <ActForm {...{ say, form: formOf() }} action={`/recoveries/${recovery.id}/approval`} button={words.approve} />
    </Section>
  )
}

const standing = (t: Messages['recoveries']['one'], state: State) =>
  state === 'approved' ? t.approvedWords : state === 'over' ? t.overWords : t.usedWords

const wayWords = (t: Messages['recoveries'], how: string): string =>
  how === 'console' ? t.one.byConsole : t.start.ways[how as IdentityWay]

/** How the first officer saw who it is; the page before the passkey shows the same to the second. */
export function seenFacts(say: Say, { recovery, person, starter }: Seen): Fact[] {
  const words = say.t.recoveries
  return [
    { term: words.person, value: say.person(person) },
    { term: words.one.how, value: wayWords(words, recovery.how) },
    { term: words.one.note, value: recovery.note || words.one.noNote },
    { term: words.one.startedBy, value: say.person(starter, { note: say.moment(recovery.startedAt) }) },
  ]
}

function factsOf({ say, approver, ends, ...seen }: Props): Fact[] {
  const words = say.t.recoveries.one
  const { approvedAt, heldUntil, state } = seen.recovery
  const facts = seenFacts(say, seen)
  if (approver && approvedAt)
    facts.push({ term: words.approvedBy, value: say.person(approver, { note: say.moment(approvedAt) }) })
  if (heldUntil) facts.push({ term: words.heldUntil, value: say.moment(heldUntil) })
  else if (state !== 'over') facts.push({ term: words.ends, value: say.moment(ends) })
  return facts
}
