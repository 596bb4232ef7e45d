/** What the moment of a package is about, and what its reader is to do next. */
import type { Child } from 'hono/jsx'
import type { Gap } from '../../policies/packages/packages.ts'
import type { Status } from '../../policies/packages/statuses.ts'
import { LinkButton } from '../kernel/forms.tsx'
import type { Say } from '../kernel/say.tsx'
import { Facts } from '../parts/facts.tsx'
import { Steps } from '../parts/navigation.tsx'
import { Banner } from '../parts/notices.tsx'
import { Gaps } from './gaps.tsx'
import { type PrepareStep, preparingItems } from './preparing.tsx'
import { type Missing, missingFacts } from './published/posting.tsx'

type SituationProps = {
  say: Say
  pkg: {
    id: string
    status: Status
    sentBackWords: string | null
    stoppedWords: string | null
    concludedWords: string | null
    lotsFree: number
    dueOn: string | null
  }
  may: { edit: boolean; plan: boolean; manage: boolean; postpone: boolean; end: boolean; reopen: boolean }
  /** Its day has passed. */
  past: boolean
  /** What is missing of a package that was concluded. */
  missing: Missing | undefined
  gaps: readonly Gap[]
  prepare: PrepareStep
  late: number
}

/** The one thing to do next. */
export function mainAction({ say: { t }, pkg, may, past, gaps, prepare }: SituationProps): Child {
  const words = t.packages.follow
  const at = (page: string) => `/packages/${pkg.id}/${page}`
  if (may.edit && gaps.length > 0) return <LinkButton href={at(firstStep(gaps))}>{words.continueDraft}</LinkButton>
  if (may.edit) return <LinkButton href={at('check')}>{words.checkDraft}</LinkButton>
  if (may.plan) return <LinkButton href={at(prepare.page)}>{t.packages.preparing.next[prepare.name]}</LinkButton>
  if (past && may.postpone) return <LinkButton href={at('postponement')}>{t.postings.postpone.title}</LinkButton>
  if (may.manage && pkg.status === 'published' && pkg.lotsFree > 0)
    return <LinkButton href={at('candidates')}>{words.candidates}</LinkButton>
  return null
}

const firstStep = (gaps: readonly Gap[]) => {
  const order: Partial<Record<Gap, number>> = { title: 1, purpose: 1, rows: 2, brief: 3, criteria: 3, manager: 5 }
  return gaps[0] === 'files' ? 'files' : `steps/${order[gaps[0]!] ?? 4}`
}

/** What this moment is about: words of the manager, what is missing, who is at it, what is late. */
export const Situation = ({ say, pkg, may, past, missing, gaps, prepare, late }: SituationProps) => {
  const { t } = say
  const words = t.packages.follow
  const due = pkg.dueOn ? say.day(pkg.dueOn) : ''
  // Once its content is destroyed, the reason has gone with it.
  const reason = pkg.concludedWords ? [{ term: t.postings.conclude.words, value: say.quoted(pkg.concludedWords) }] : []
  return (
    <>
      {pkg.status === 'draft' && pkg.sentBackWords ? (
        <Banner tone="warning" title={words.sentBack}>
          <p class="yui-lines">{pkg.sentBackWords}</p>
        </Banner>
      ) : null}
      {may.edit && gaps.length > 0 ? (
        <Gaps t={t} id={pkg.id} gaps={gaps} title={t.packages.check.gaps} lead={t.packages.check.gapsLead} />
      ) : null}
      {may.plan ? <Steps label={t.packages.preparing.label} items={preparingItems(t, pkg.id, prepare, null)} /> : null}
      {pkg.status === 'ready' && !may.plan ? (
        <Banner tone="info" title={words.waiting}>
          {words.waitingBody}
        </Banner>
      ) : null}
      {pkg.status === 'stopped' ? (
        <Banner tone="info" title={t.postings.end.ended}>
          <p>{t.postings.end.endedBody(pkg.lotsFree)}</p>
          {pkg.stoppedWords ? <p class="yui-lines">{say.quoted(pkg.stoppedWords)}</p> : null}
        </Banner>
      ) : null}
      {missing ? (
        <Banner tone="warning" title={t.postings.conclude.concluded}>
          <Facts items={[...missingFacts(say, missing), ...reason]} />
        </Banner>
      ) : null}
      {past && pkg.status === 'published' ? (
        <Banner tone="warning" title={t.postings.past.title}>
          {pkg.lotsFree > 0 ? t.postings.past.free(due, pkg.lotsFree) : t.postings.past.rest(due)}
        </Banner>
      ) : null}
      {late > 0 ? (
        <Banner
          tone="warning"
          title={words.late(late)}
          action={<a href={`/packages/${pkg.id}?lots=late#lots`}>{words.seeLate}</a>}
        />
      ) : null}
    </>
  )
}
