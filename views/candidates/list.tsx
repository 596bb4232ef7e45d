/** Candidates in fair order with the reason in words, and the offers that wait for an answer. */
import type { Reason } from '../../policies/allocation.ts'
import type { Condition } from '../../policies/applications.ts'
import type { Why } from '../../policies/decision.ts'
import { formatYen } from '../format.ts'
import { Actions, Button, LinkButton, TextField } from '../forms.tsx'
import type { Locale, Messages } from '../messages/index.ts'
import { Person } from '../parts/facts.tsx'
import { PageHeading } from '../parts/heading.tsx'
import { Banner, Empty } from '../parts/notices.tsx'
import { Table } from '../parts/table.tsx'
import { type CourseName, Lacks } from './lacks.tsx'
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
  t: Messages
  locale: Locale
  pkg: { id: string; title: string; number: string; lotsFree: number }
  candidates: readonly CandidateRow[]
  courses: readonly CourseName[]
  refused: Why | undefined
  offers: readonly OpenOffer[]
  offered: number
  cancelled: boolean
}

export const CandidatesPage = (props: CandidatesProps) => {
  const { t, pkg, candidates, offered, cancelled, offers, refused } = props
  const words = t.candidates
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
      {!refused && pkg.lotsFree === 0 && candidates.length > 0 ? <Banner tone="info" title={words.noFree} /> : null}
      {candidates.length === 0 ? (
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
        <Candidates {...props} />
      )}
      {offers.length > 0 ? <OpenOffers t={t} locale={props.locale} offers={offers} /> : null}
    </>
  )
}

const Candidates = (props: CandidatesProps) => {
  const { t, pkg, refused } = props
  if (refused || pkg.lotsFree === 0) return <CandidateTable {...props} open={false} />
  return (
    <form class="yui-form" method="get" action={`/packages/${pkg.id}/offers`}>
      <CandidateTable {...props} open />
      <p>{t.candidates.previewHint}</p>
      <Actions sticky>
        <Button>{t.candidates.preview}</Button>
      </Actions>
    </form>
  )
}

const CandidateTable = (props: CandidatesProps & { open: boolean }) => {
  const { t, locale, candidates, courses, open, pkg } = props
  const words = t.candidates
  const controls = open ? [{ label: words.count }, { label: words.one, kind: 'quiet' as const }] : []
  return (
    <Table
      caption={words.caption}
      captionHidden
      columns={[
        { label: words.person, kind: 'head' },
        { label: words.why },
        { label: words.wished },
        { label: words.open },
        { label: words.recent, kind: 'number' },
        ...controls,
      ]}
      rows={candidates.map((one, i) => ({
        cells: [
          <>
            <Who t={t} locale={locale} one={one} />
            {one.note ? <p class="yui-person__words">{one.note}</p> : null}
          </>,
          one.qualifies ? (
            <>
              <b>{words.rank(i + 1)}</b> {words.reasons[one.reason]}
            </>
          ) : (
            <Lacks t={t} locale={locale} lacks={one.lacks} self={one.self} courses={courses} />
          ),
          `${words.lots(one.lotsWished)} / ${words.hours(one.weeklyHours)}`,
          words.lots(one.openLots),
          formatYen(locale, one.recentYen),
          ...(open ? (one.qualifies ? offerCells(props, one, pkg.id) : ['', '']) : []),
        ],
      }))}
    />
  )
}

const nameOf = (locale: Locale, one: { name: string; romaji: string }) => (locale === 'ja' ? one.name : one.romaji)

const Who = ({ t, locale, one }: { t: Messages; locale: Locale; one: CandidateRow }) => (
  <Person
    name={nameOf(locale, one)}
    kana={locale === 'ja' ? one.kana : undefined}
    note={`${locale === 'ja' ? one.town : one.townRomaji} / ${t.candidates.approved} ${t.candidates.lots(one.approvedLots)}`}
  />
)

function offerCells({ t, locale }: CandidatesProps, one: CandidateRow, packageId: string) {
  const words = t.candidates
  const name = nameOf(locale, one)
  const lots = one.proposed || 1
  return [
    <TextField
      name={`lots-${one.personId}`}
      label={words.countFor(name)}
      labelHidden
      inputmode="numeric"
      autocomplete="off"
      width="xs"
      maxlength={4}
      value={one.proposed ? String(one.proposed) : ''}
    />,
    <a
      class="dads-button"
      data-type="outline"
      data-size="sm"
      href={`/packages/${packageId}/offers?lots-${one.personId}=${lots}`}
      aria-label={words.oneFor(name, lots)}
    >
      {words.one}
    </a>,
  ]
}
