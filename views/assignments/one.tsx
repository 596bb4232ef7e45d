/** One assignment: the offer and its terms, the work, the delivery, what came of it. */
import type { Reason } from '../../policies/access.ts'
import { inWork, type Status } from '../../policies/assignments.ts'
import { within } from '../../policies/statuses.ts'
import { Closed, Way } from '../entries/way.tsx'
import { formatDay, formatMinutes, formatNumber, formatShortDay, formatYen } from '../format.ts'
import { ErrorSummary, LinkButton } from '../forms.tsx'
import { Attach, Material } from '../package-files/lot.tsx'
import { type Fact, Facts, Figures, Person } from '../parts/facts.tsx'
import { PageHeading, Section } from '../parts/heading.tsx'
import { Banner } from '../parts/notices.tsx'
import { quoted } from '../parts/quoted.ts'
import { Chip } from '../parts/status.tsx'
import { Deliver, HandBack } from './deliver.tsx'
import { History, Mend, Receipt } from './history.tsx'
import { Answer, TermsSection } from './offer.tsx'
import { type AssignmentProps, rowsOf } from './props.ts'
import { assignmentTone } from './status.ts'
import { HowTo } from './work.tsx'

export type { Said } from './props.ts'

export const AssignmentPage = (props: AssignmentProps) => {
  const { t, locale, assignment, relation, content, files, said, may } = props
  const words = t.assignments
  const { status } = assignment
  const number = (value: number) => formatNumber(locale, value)
  const town = locale === 'ja' ? assignment.town : assignment.townRomaji
  const open = within(inWork, status)
  return (
    <>
      <PageHeading
        eyebrow={words.eyebrow(town, assignment.packageNumber, number(assignment.lotNumber), number(assignment.lotCount))}
        title={quoted(locale, assignment.title)}
        status={<Chip words={t.assignmentStatuses[status]} tone={assignmentTone[status]} />}
        action={
          may.review ? <LinkButton href={`/assignments/${assignment.id}/review`}>{words.staff.review}</LinkButton> : undefined
        }
      />
      <ErrorSummary title={t.frame.problemsTitle} problems={said.problems} />
      <News {...props} />
      {open || status === 'offered' ? <Essentials {...props} /> : null}
      {status === 'returned' ? <Mend {...props} /> : null}
      {content?.onlyShown ? (
        <Way t={t} locale={locale} id={assignment.id} content={content} relation={relation} main={open} />
      ) : (
        <WhyClosed {...props} />
      )}
      {props.brief === undefined || !(open || relation === 'staff') ? null : <HowTo {...props} />}
      <Material t={t} locale={locale} files={files.material} />
      {files.mayAttach ? (
        <Attach t={t} locale={locale} assignment={assignment} files={files} problems={said.problems} token={props.token()} />
      ) : null}
      {relation === 'worker' && may.submit ? <Deliver {...props} /> : null}
      {status === 'offered' ? <TermsSection {...props} /> : null}
      {relation === 'worker' && status === 'offered' ? <Answer {...props} /> : null}
      <History {...props} />
      <About {...props} />
      <div class="yui-folds">
        {status === 'offered' ? null : <TermsSection {...props} folded />}
        {relation === 'worker' && may.handBack ? <HandBack {...props} /> : null}
      </div>
    </>
  )
}

/** Said elsewhere: a freeze and a hold on top of the page, and who has delivered waits for the review and not for a later day. */
const unsaid = (status: Status): readonly Reason[] =>
  status === 'submitted' ? ['frozen', 'held', 'deadline'] : ['frozen', 'held']
/** What leaves as a file is closed for a reason, too. */
const WhyClosed = ({ t, content, assignment }: AssignmentProps) => {
  const reasons = content?.how === 'closed' ? content.reasons.filter((one) => !unsaid(assignment.status).includes(one)) : []
  return reasons.length > 0 && content ? <Closed t={t} content={{ ...content, reasons }} /> : null
}

/** What just happened, or what is asked of her: said once, on top. */
const News = (props: AssignmentProps) => {
  const { t, locale, assignment, relation } = props
  const words = t.assignments
  const { status, endReason } = assignment
  if (status === 'offered')
    return relation === 'worker' ? (
      <Banner tone="info" title={words.offer.title}>
        <p>{words.offer.body(formatDay(locale, assignment.offerEndsOn))}</p>
      </Banner>
    ) : (
      <p>{words.staff.offered(formatDay(locale, assignment.offerEndsOn))}</p>
    )
  if (status === 'submitted') return relation === 'worker' ? <Receipt {...props} /> : null
  if (status === 'approved')
    return relation === 'worker' ? (
      <Banner tone="success" title={words.approved.title}>
        <p>
          {words.approved.body(
            formatYen(locale, assignment.price),
            assignment.paymentOn ? formatDay(locale, assignment.paymentOn) : '',
          )}
        </p>
      </Banner>
    ) : null
  if (within(inWork, status)) return null
  return (
    <Banner tone="info" title={words.ended[status]}>
      {endReason ? (
        <p>
          {words.reasonGiven}: {endReason}
        </p>
      ) : null}
    </Banner>
  )
}

const Essentials = ({ t, locale, assignment }: AssignmentProps) => {
  const words = t.assignments.facts
  const rows = rowsOf(assignment)
  return (
    <Figures
      items={[
        {
          label: words.price,
          value: formatYen(locale, assignment.price),
          note: words.priceNote(formatYen(locale, assignment.unitPrice ?? 0), formatNumber(locale, rows)),
        },
        ...(assignment.minutesPerRow
          ? [{ label: words.time, value: formatMinutes(locale, assignment.minutesPerRow * rows), note: t.work.one.yourPace }]
          : []),
        { label: words.due, value: formatShortDay(locale, assignment.dueOn) },
      ]}
    />
  )
}

const About = ({ t, locale, assignment, relation }: AssignmentProps) => {
  const words = t.assignments.facts
  const ja = locale === 'ja'
  const number = (value: number) => formatNumber(locale, value)
  const manager = ja ? assignment.manager : assignment.managerRomaji
  const worker = ja ? { name: assignment.worker, kana: assignment.workerKana } : { name: assignment.workerRomaji }
  const facts: (Fact | false)[] = [
    relation === 'staff' && { term: words.worker, value: <Person {...worker} /> },
    {
      term: words.rows,
      value: words.rowsOf(number(assignment.firstRow), number(assignment.lastRow), number(rowsOf(assignment))),
    },
    { term: words.price, value: formatYen(locale, assignment.price) },
    { term: words.due, value: formatDay(locale, assignment.dueOn) },
    assignment.paymentOn !== null && { term: words.payment, value: formatDay(locale, assignment.paymentOn) },
    assignment.purpose !== '' && { term: words.purpose, value: quoted(locale, assignment.purpose) },
    assignment.client !== '' && { term: words.client, value: assignment.client },
    manager !== null && { term: words.manager, value: manager },
  ]
  return (
    <Section
      title={words.title}
      action={relation === 'worker' ? <a href={`/work/${assignment.packageId}`}>{t.assignments.posting}</a> : undefined}
    >
      <Facts items={facts.filter((fact) => fact !== false)} />
    </Section>
  )
}
