/** One review on one page: the change list, the criteria, and the decision by keyboard or by thumb. */
import type { Why } from '../../policies/decision.ts'
import type { Verdict } from '../../policies/reviews.ts'
import { Changes } from '../entries/changes.tsx'
import { Closed, type Content } from '../entries/way.tsx'
import { formatDay, formatMoment, formatNumber, formatYen } from '../format.ts'
import { Actions, Button, ErrorSummary, Form, LinkButton, type Problem } from '../forms.tsx'
import type { Locale, Messages } from '../messages/index.ts'
import { FileLines, type Line } from '../package-files/lines.tsx'
import { Facts, Person } from '../parts/facts.tsx'
import { PageHeading, Section, WithAside } from '../parts/heading.tsx'
import { Banner, KeyArea } from '../parts/notices.tsx'
import { quoted } from '../parts/quoted.ts'
import { type Change, DiffTable } from '../parts/table.tsx'
import { Deadline, DoneBanner } from './queue.tsx'
import { ReturnForm } from './return.tsx'
import { Earlier, type Round } from './rounds.tsx'

const shownChanges = 200

type Submission = Round & { id: string; note: string | null; changeCount: number; changes: readonly (Change & { row: number })[] }
type ReviewProps = {
  t: Messages
  locale: Locale
  today: string
  assignment: {
    id: string
    title: string
    packageId: string
    packageNumber: string
    lotNumber: number
    firstRow: number
    lastRow: number
    criteria: readonly string[]
    price: number
    paymentOn: string | null
    worker: string
    workerKana: string
    workerRomaji: string
  }
  submission: Submission
  content: Pick<Content, 'how' | 'reasons' | 'touch' | 'places' | 'onlyShown'> & { download: boolean }
  /** The page of changes that is shown, where they are pictures. */
  changesPage: number
  /** What came with deliveries beside the rows. */
  files: readonly (Line & { submissionId: string | null })[]
  earlier: readonly Round[]
  deadline: string
  refused: Why | undefined
  next: string | undefined
  boxes: number
  done: Verdict | undefined
  completed: boolean
  typed: Readonly<Record<string, string | readonly string[]>>
  problems: readonly Problem[]
  tokens: { approve: string; return: string }
}

export const ReviewPage = (props: ReviewProps) => {
  const { t, locale, assignment: a, submission, earlier, refused, problems } = props
  const words = t.reviews.one
  const rounds = refused ? [submission, ...earlier] : earlier
  return (
    <>
      <DoneBanner t={t.reviews} done={props.done} completed={props.completed} next={!refused} />
      <KeyArea label={t.reviews.keyArea} autofocus={problems.length === 0}>
        <PageHeading
          title={words.title(a.title, a.lotNumber)}
          eyebrow={a.packageNumber}
          lead={words.rows(formatNumber(locale, a.firstRow), formatNumber(locale, a.lastRow))}
        />
        <ErrorSummary title={t.frame.problemsTitle} problems={problems} />
        <WithAside label={words.criteria} aside={<Decision {...props} />}>
          <Delivery {...props} />
          {rounds.length > 0 ? <Earlier t={t} locale={locale} rounds={rounds} /> : null}
        </WithAside>
        {refused ? null : <ReturnForm {...props} />}
      </KeyArea>
    </>
  )
}

const Delivery = (props: ReviewProps) => {
  const { t, locale, today, assignment: a, submission, content, deadline, refused } = props
  const words = t.reviews.one
  const sent = props.files.filter(({ submissionId }) => submissionId === submission.id)
  return (
    <>
      <Facts
        items={[
          {
            term: t.reviews.worker,
            value: (
              <Person name={locale === 'ja' ? a.worker : a.workerRomaji} kana={locale === 'ja' ? a.workerKana : undefined} />
            ),
          },
          {
            term: words.receivedAt,
            value: formatMoment(locale, submission.submittedAt),
            note: submission.version > 1 ? t.reviews.round(submission.version) : undefined,
          },
          ...(refused
            ? []
            : [{ term: words.deadline, value: <Deadline t={t.reviews} locale={locale} today={today} day={deadline} /> }]),
          {
            term: words.pay,
            value: formatYen(locale, a.price),
            note: a.paymentOn ? words.paidOn(formatDay(locale, a.paymentOn)) : undefined,
          },
          ...(submission.note === ''
            ? []
            : [{ term: words.note, value: <span class="yui-lines">{submission.note ?? t.access.words}</span> }]),
        ]}
      />
      <Section title={words.changed} id="changes">
        <Changed {...props} />
        {content.download ? (
          <p>
            <a href={`/assignments/${a.id}/submissions/${submission.version}`} download>
              {words.download}
            </a>{' '}
            <small>{words.downloadNote}</small>
          </p>
        ) : null}
      </Section>
      {sent.length > 0 ? (
        <Section title={t.packageFiles.work.sent}>
          <FileLines t={t} locale={locale} label={t.packageFiles.work.sent} files={sent} />
        </Section>
      ) : null}
    </>
  )
}

/** As text, as pictures, after a touch of the passkey, or why it is closed. */
const Changed = ({ t, locale, assignment: a, submission, content, changesPage }: ReviewProps) => {
  const words = t.reviews.one
  const { version, changeCount } = submission
  if (content.how === 'closed') return <Closed t={t} content={content} />
  if (content.touch) return <Touch t={t} href={content.touch} />
  if (changeCount === 0) return <p>{words.none}</p>
  if (content.how === 'pages') {
    const shown = { version, number: changesPage, count: changeCount }
    return (
      <Changes
        t={t}
        locale={locale}
        id={a.id}
        shown={shown}
        at={(page) => `/assignments/${a.id}/review?changes=${page}#changes`}
      />
    )
  }
  const shown = submission.changes.slice(0, shownChanges)
  return (
    <>
      <DiffTable caption={words.changedLead(formatNumber(locale, changeCount))} columns={words.columns} changes={shown} />
      {changeCount > shown.length ? <p>{words.first(formatNumber(locale, shown.length))}</p> : null}
    </>
  )
}

const Touch = ({ t, href }: { t: Messages; href: string }) => (
  <>
    <p>{t.entries.changes.touchLead}</p>
    <p>
      <LinkButton href={href} kind="outline" shortcut="o">
        {t.entries.changes.open}
      </LinkButton>
    </p>
  </>
)

const Decision = (props: ReviewProps) => {
  const { t, locale, assignment: a, refused, next, tokens } = props
  const words = t.reviews.one
  return (
    <>
      <Section title={words.criteria} lead={refused ? undefined : words.criteriaLead}>
        <ol class="yui-criteria">
          {a.criteria.map((criterion) => (
            <li>{quoted(locale, criterion)}</li>
          ))}
        </ol>
      </Section>
      {refused ? (
        <Banner tone="info" title={refused === 'own-work' ? words.own : words.notWaiting} />
      ) : (
        <Form action={`/assignments/${a.id}/approval`} token={tokens.approve}>
          <Actions>
            <Button shortcut="a" careful>
              {words.approve}
            </Button>
            <LinkButton href="#criterion-1" kind="outline" shortcut="r">
              {words.toReturn}
            </LinkButton>
          </Actions>
        </Form>
      )}
      {next ? (
        <p>
          <LinkButton href={next} kind="text" size="md" shortcut="n">
            {words.skip}
          </LinkButton>
        </p>
      ) : null}
      {refused ? null : <p class="yui-criteria__keys">{words.keysHelp}</p>}
    </>
  )
}
