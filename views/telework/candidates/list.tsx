/** Candidates in fair order with the reason in words, and the offers that wait for an answer. */

import type { Why } from '../../../policies/kernel/decision.ts'
import type { Reason } from '../../../policies/telework/allocation.ts'
import type { Condition } from '../../../policies/telework/applications.ts'
import { Actions, Button, LinkButton } from '../../kernel/forms.tsx'
import type { Say } from '../../kernel/say.tsx'
import { PageHeading } from '../../parts/heading.tsx'
import { List, type ListColumn } from '../../parts/list.tsx'
import { Pager } from '../../parts/navigation.tsx'
import { Banner, Empty } from '../../parts/notices.tsx'
import { type CourseName, Lacks } from './lacks.tsx'
import { countField } from './table.tsx'
import { type OpenOffer, OpenOffers } from './waiting.tsx'

type CandidateRow = {
  personId: string
  name: string
  kana: string
  romaji: string
  town: string
  townRomaji: string
  note: string
  weeklyHours: number
  lotsWished: number
  openLots: number
  recentYen: number
  approvedLots: number
  reason: Reason
  qualifies: boolean
  self: boolean
  lacks: readonly Condition[]
  proposed: number
}
type CandidatesProps = {
  say: Say
  pkg: { id: string; title: string; number: string; lotsFree: number }
  /** Those of this page; `from`: how many stand before them; `pageOf`: how many a page holds. */
  candidates: readonly CandidateRow[]
  from: number
  total: number
  pageOf: number
  courses: readonly CourseName[]
  refused: Why | undefined
  offers: readonly OpenOffer[]
  offered: number
  cancelled: boolean
}

export const CandidatesPage = (props: CandidatesProps) => {
  const { say, pkg, offered, cancelled, offers, refused } = props
  const words = say.t.candidates
  return (
    <>
      {offered > 0 ? <Banner tone="success" title={words.offered(offered)} live /> : null}
      {cancelled ? <Banner tone="success" title={words.cancelled} live /> : null}
      <PageHeading
        title={words.title}
        eyebrow={`${pkg.number} ${pkg.title}`}
        lead={words.lead}
        status={words.free(pkg.lotsFree)}
      />
      {refused ? <p>{refused === 'role' ? words.notYours : words.closed}</p> : null}
      {!refused && pkg.lotsFree === 0 && props.total > 0 ? <Banner tone="info" title={words.noFree} /> : null}
      {props.total === 0 ? (
        <Empty
          title={words.empty}
          sign="info"
          action={
            <LinkButton href={`/packages/${pkg.id}`} kind="outline" size="md">
              {words.toPackage}
            </LinkButton>
          }
        >
          {words.emptyAdvice}
        </Empty>
      ) : (
        <>
          <Candidates {...props} />
          <Pages {...props} />
        </>
      )}
      {offers.length > 0 ? <OpenOffers say={say} offers={offers} /> : null}
    </>
  )
}

const Candidates = (props: CandidatesProps) => {
  const { pkg, refused } = props
  const words = props.say.t.candidates
  if (refused || pkg.lotsFree === 0) return <CandidateTable {...props} open={false} />
  return (
    <form class="yui-form" method="get" action={`/packages/${pkg.id}/offers`}>
      <CandidateTable {...props} open />
      <p>{words.previewHint}</p>
      <Actions sticky>
        <Button>{words.preview}</Button>
      </Actions>
    </form>
  )
}

const Pages = ({ say, pkg, candidates, from, total, pageOf }: CandidatesProps) => {
  const { frame, candidates: words } = say.t
  const at = (first: number) => ({ href: `/packages/${pkg.id}/candidates?from=${first + 1}` })
  return (
    <Pager
      label={frame.pages}
      newer={from > 0 ? { ...at(Math.max(0, from - pageOf)), words: words.earlier } : undefined}
      shown={words.shown(say.number(from + 1), say.number(from + candidates.length), say.number(total))}
      older={from + pageOf < total ? { ...at(from + pageOf), words: words.later } : undefined}
    />
  )
}

const CandidateTable = ({ say, candidates, courses, open, pkg, from, total }: CandidatesProps & { open: boolean }) => {
  const words = say.t.candidates
  const columns: ListColumn<CandidateRow>[] = [
    {
      label: words.person,
      kind: 'head',
      cell: (one) => (
        <>
          {say.person(one, { note: `${say.town(one)} / ${words.approved} ${words.lots(one.approvedLots)}` })}
          {one.note ? <p class="yui-person__words">{one.note}</p> : null}
        </>
      ),
    },
    {
      label: words.why,
      cell: (one, i) =>
        one.qualifies ? (
          <>
            <b>{words.rank(from + i + 1)}</b> {words.reasons[one.reason]}
          </>
        ) : (
          <Lacks say={say} lacks={one.lacks} self={one.self} courses={courses} />
        ),
    },
    { label: words.wished, cell: (one) => `${words.lots(one.lotsWished)} / ${words.hours(one.weeklyHours)}` },
    { label: words.open, cell: ({ openLots }) => words.lots(openLots) },
    { label: words.recent, kind: 'number', cell: ({ recentYen }) => say.yen(recentYen) },
  ]
  const count: ListColumn<CandidateRow> = {
    label: words.count,
    cell: (one) => (one.qualifies ? countField(say, one, one.proposed ? String(one.proposed) : '') : ''),
  }
  const single: ListColumn<CandidateRow> = {
    label: words.one,
    kind: 'quiet',
    cell: (one) => (one.qualifies ? <JustOne say={say} one={one} packageId={pkg.id} /> : ''),
  }
  return (
    <List
      caption={words.caption(say.number(total))}
      captionShown
      rows={candidates}
      columns={[...columns, open && count, open && single]}
    />
  )
}

type JustOneProps = { say: Say; one: CandidateRow; packageId: string }
const JustOne = ({ say, one, packageId }: JustOneProps) => {
  const words = say.t.candidates
  const lots = one.proposed || 1
  return (
    <a
      class="dads-button"
      data-type="outline"
      data-size="sm"
      href={`/packages/${packageId}/offers?lots-${one.personId}=${lots}`}
      aria-label={words.oneFor(say.name(one), lots)}
    >
      {words.one}
    </a>
  )
}
