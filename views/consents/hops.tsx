/** The towns of a package, each with who stands for it, how its consent stands, and who gave it. */
import type { Handling } from '../../policies/classes.ts'
import { type State, standing, stateOf } from '../../policies/consents.ts'
import { within } from '../../policies/statuses.ts'
import { formatMoment } from '../format.ts'
import type { Locale, Messages } from '../messages/index.ts'
import { quoted } from '../parts/quoted.ts'
import { chip, type Tone } from '../parts/status.tsx'
import { rowAction, Table } from '../parts/table.tsx'

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
type HopTableProps = {
  t: Messages
  locale: Locale
  at: string
  ownTown: string
  needed: Handling['consents']
  hops: readonly ShownHop[]
  withdrawing: boolean
}

export const HopTable = ({ t, locale, at, ownTown, needed, hops, withdrawing }: HopTableProps) => {
  const words = t.consents
  const ja = locale === 'ja'
  const action = withdrawing ? [{ label: words.stop.title, kind: 'quiet' as const }] : []
  return (
    <Table
      caption={words.hops}
      captionHidden
      columns={[
        { label: words.town, kind: 'head' },
        { label: words.body },
        { label: words.state },
        { label: words.record },
        ...action,
      ]}
      rows={hops.map((hop) => {
        const state = stateOf(hop.hop, needed)
        const mayStop = within(standing, state)
        return {
          cells: [
            hop.townId === ownTown ? words.own(ja ? hop.name : hop.romaji) : ja ? hop.name : hop.romaji,
            hop.body ? quoted(locale, hop.body) : words.noBody,
            chip(needed === 0 && state === 'given' ? words.implied : words.states[state], tones[state]),
            <Record t={t} locale={locale} hop={hop} needed={needed} />,
            ...(withdrawing ? [mayStop ? rowAction(`${at}/withdrawal?town=${hop.townId}`, words.stop.one) : ''] : []),
          ],
        }
      })}
    />
  )
}

const tones: Record<State, Tone> = { none: 'warning', waiting: 'info', given: 'success', withdrawn: 'error' }

const Record = ({ t, locale, hop, needed }: { t: Messages; locale: Locale; hop: ShownHop; needed: Handling['consents'] }) => {
  const words = t.consents
  const ja = locale === 'ja'
  if (!hop.hop) return <>{needed === 0 ? words.impliedRecord : words.noRecord}</>
  const by = (name: string | null, romaji: string | null) => (ja ? name : romaji) ?? ''
  const { givenAt, withdrawnAt } = hop.hop
  const said = [
    needed === 0 && withdrawnAt ? '' : words.givenBy(formatMoment(locale, givenAt), by(hop.giver, hop.giverRomaji)),
    hop.secondedAt ? words.secondedBy(formatMoment(locale, hop.secondedAt), by(hop.second, hop.secondRomaji)) : '',
    withdrawnAt ? words.withdrawnBy(formatMoment(locale, withdrawnAt), by(hop.withdrawer, hop.withdrawerRomaji)) : '',
  ]
  return (
    <>
      {said.filter(Boolean).map((line) => (
        <p>{line}</p>
      ))}
      {withdrawnAt && hop.withdrawnWords ? <p class="yui-lines">{quoted(locale, hop.withdrawnWords)}</p> : null}
    </>
  )
}
