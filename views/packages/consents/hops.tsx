/** The towns of a package, each with who stands for it, how its consent stands, and who gave it. */

import { within } from '../../../policies/kernel/statuses.ts'
import { type State, standing, stateOf } from '../../../policies/packages/consents.ts'
import type { Handling } from '../../../policies/safety/classes.ts'
import type { Say } from '../../kernel/say.tsx'
import { List, type ListColumn } from '../../parts/list.tsx'
import { chip, type Tone } from '../../parts/status.tsx'
import { rowAction } from '../../parts/table.tsx'

export type ShownHop = {
  townId: string
  name: string
  romaji: string
  body: string | null
  giver: string | null
  giverRomaji: string | null
  second: string | null
  secondRomaji: string | null
  secondedAt: string | null
  withdrawer: string | null
  withdrawerRomaji: string | null
  withdrawnWords: string | null
  inHand: number
  hop: { givenBy: string; givenAt: string; secondedBy: string | null; withdrawnAt: string | null } | undefined
}
type Needed = Handling['consents']
type HopTableProps = {
  say: Say
  at: string
  ownTown: string
  needed: Needed
  hops: readonly ShownHop[]
  withdrawing: boolean
}

export const HopTable = ({ say, at, ownTown, needed, hops, withdrawing }: HopTableProps) => {
  const words = say.t.consents
  const columns: ListColumn<ShownHop>[] = [
    { label: words.town, kind: 'head', cell: (hop) => (hop.townId === ownTown ? words.own(say.name(hop)) : say.name(hop)) },
    { label: words.body, cell: ({ body }) => (body ? say.quoted(body) : words.noBody) },
    {
      label: words.state,
      cell: ({ hop }) => {
        const state = stateOf(hop, needed)
        return chip(needed === 0 && state === 'given' ? words.implied : words.states[state], tones[state])
      },
    },
    { label: words.record, cell: (hop) => <Record say={say} hop={hop} needed={needed} /> },
  ]
  const stop: ListColumn<ShownHop> = {
    label: words.stop.title,
    kind: 'quiet',
    cell: ({ hop, townId }) =>
      within(standing, stateOf(hop, needed)) ? rowAction(`${at}/withdrawal?town=${townId}`, words.stop.one) : '',
  }
  return <List caption={words.hops} rows={hops} columns={[...columns, withdrawing && stop]} />
}

const tones: Record<State, Tone> = { none: 'warning', waiting: 'info', given: 'success', withdrawn: 'error' }

const Record = ({ say, hop, needed }: { say: Say; hop: ShownHop; needed: Needed }) => {
  const words = say.t.consents
  const { giver, giverRomaji, second, secondRomaji, secondedAt, withdrawer, withdrawerRomaji, withdrawnWords } = hop
  if (!hop.hop) return <>{needed === 0 ? words.impliedRecord : words.noRecord}</>
  const by = (name: string | null, romaji: string | null) => say.name({ name, romaji })
  const { givenAt, withdrawnAt } = hop.hop
  const said = [
    needed === 0 && withdrawnAt ? '' : words.givenBy(say.moment(givenAt), by(giver, giverRomaji)),
    secondedAt ? words.secondedBy(say.moment(secondedAt), by(second, secondRomaji)) : '',
    withdrawnAt ? words.withdrawnBy(say.moment(withdrawnAt), by(withdrawer, withdrawerRomaji)) : '',
  ]
  return (
    <>
      {said.filter(Boolean).map((line) => (
        <p>{line}</p>
      ))}
      {withdrawnAt && withdrawnWords ? <p class="yui-lines">{say.quoted(withdrawnWords)}</p> : null}
    </>
  )
}
