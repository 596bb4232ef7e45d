/** One review on one page: the change list, the criteria, and the decision by keyboard or by thumb. */
import type { Why } from '../../policies/kernel/decision.ts'
import type { Verdict } from '../../policies/review/reviews.ts'
import { FileLines, type Line } from '../files/package-files/lines.tsx'
import { Actions, Button, Form, LinkButton } from '../kernel/forms.tsx'
import type { Say } from '../kernel/say.tsx'
import { type Fact, Facts } from '../parts/facts.tsx'
import { type Filled, Problems } from '../parts/form-page.tsx'
import { PageHeading, Section, WithAside } from '../parts/heading.tsx'
import { Banner, KeyArea } from '../parts/notices.tsx'
import { type Change, DiffTable } from '../parts/table.tsx'
import { Changes } from '../telework/entries/changes.tsx'
import { Closed, type Content } from '../telework/entries/way.tsx'
import { Deadline, DoneBanner } from './queue.tsx'
import { ReturnForm } from './return.tsx'
import { Earlier, type Round } from './rounds.tsx'

const shownChanges = 200

type Submission = Round & { id: string; note: string | null; changeCount: number; changes: readonly (Change & { row: number })[] }
type ReviewProps = {
  say: Say
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
  /** The return, and the token of the approval beside it. */
  form: Filled
  token: string
}

export const ReviewPage = (props: ReviewProps) => {
  const { say, assignment: a, submission, earlier, refused, form } = props
  const { keyArea, one: words } = say.t.reviews
  const rounds = refused ? [submission, ...earlier] : earlier
  return (
    <>
      <DoneBanner say={say} done={props.done} completed={props.completed} next={!refused} />
      <KeyArea label={keyArea} autofocus={form.problems.length === 0}>
        <PageHeading
          title={words.title(a.title, a.lotNumber)}
          eyebrow={a.packageNumber}
          lead={words.rows(say.number(a.firstRow), say.number(a.lastRow))}
        />
        <Problems say={say} form={form} />
        <WithAside label={words.criteria} aside={<Decision {...props} />}>
          <Delivery {...props} />
          {rounds.length > 0 ? <Earlier say={say} rounds={rounds} /> : null}
        </WithAside>
        {refused ? null : <ReturnForm {...props} />}
      </KeyArea>
    </>
  )
}

const Delivery = (props: ReviewProps) => {
  const { say, assignment: a, submission, content } = props
  const { t } = say
  const words = t.reviews.one
  const sent = props.files.filter(({ submissionId }) => submissionId === submission.id)
  return (
    <>
      <Facts items={factsOf(props)} />
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
          <FileLines say={say} label={t.packageFiles.work.sent} files={sent} />
        </Section>
      ) : null}
    </>
  )
}

const factsOf = ({ say, today, assignment: a, submission, deadline, refused }: ReviewProps): Fact[] => {
  const { reviews, access } = say.t
  const words = reviews.one
  const round = submission.version > 1 ? reviews.round(submission.version) : undefined
  const paid = a.paymentOn ? words.paidOn(say.day(a.paymentOn)) : undefined
  const facts: (Fact | false)[] = [
    { term: reviews.worker, value: say.person({ name: a.worker, kana: a.workerKana, romaji: a.workerRomaji }) },
    { term: words.receivedAt, value: say.moment(submission.submittedAt), note: round },
    !refused && { term: words.deadline, value: <Deadline say={say} today={today} day={deadline} /> },
    { term: words.pay, value: say.yen(a.price), note: paid },
    submission.note !== '' && { term: words.note, value: <span class="yui-lines">{submission.note ?? access.words}</span> },
  ]
  return facts.filter((fact) => fact !== false)
}

/** As text, as pictures, after a touch of the passkey, or why it is closed. */
const Changed = ({ say, assignment: a, submission, content, changesPage }: ReviewProps) => {
  const words = say.t.reviews.one
  const { version, changeCount } = submission
  if (content.how === 'closed') return <Closed say={say} content={content} />
  if (content.touch) return <Touch say={say} href={content.touch} />
  if (changeCount === 0) return <p>{words.none}</p>
  if (content.how === 'pages') {
    const shown = { version, number: changesPage, count: changeCount }
    const at = (page: number) => `/assignments/${a.id}/review?changes=${page}#changes`
    return <Changes say={say} id={a.id} shown={shown} at={at} />
  }
  const shown = submission.changes.slice(0, shownChanges)
  return (
    <>
      <DiffTable caption={words.changedLead(say.number(changeCount))} columns={words.columns} changes={shown} />
      {changeCount > shown.length ? <p>{words.first(say.number(shown.length))}</p> : null}
    </>
  )
}

const Touch = ({ say: { t }, href }: { say: Say; href: string }) => (
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
  const { say, assignment: a, refused, next, token } = props
  const words = say.t.reviews.one
  return (
    <>
      <Section title={words.criteria} lead={refused ? undefined : words.criteriaLead}>
        <ol class="yui-criteria">
          {a.criteria.map((criterion) => (
            <li>{say.quoted(criterion)}</li>
          ))}
        </ol>
      </Section>
      {refused ? (
        <Banner tone="info" title={refused === 'own-work' ? words.own : words.notWaiting} />
      ) : (
        <Form action={`/assignments/${a.id}/approval`} token={token}>
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
