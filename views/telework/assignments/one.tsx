/** One assignment: the offer and its terms, the work, the delivery, what came of it. */

import { within } from '../../../policies/kernel/statuses.ts'
import type { Reason } from '../../../policies/safety/access.ts'
import { inWork, type Status } from '../../../policies/telework/assignments.ts'
import { waitsToSettle } from '../../../policies/telework/taking-back.ts'
import { Attach, Material } from '../../files/package-files/lot.tsx'
import { LinkButton } from '../../kernel/forms.tsx'
import { Dock } from '../../parts/dock.tsx'
import { type Fact, Facts, Figures } from '../../parts/facts.tsx'
import { Problems } from '../../parts/form-page.tsx'
import { PageHeading, Section } from '../../parts/heading.tsx'
import { Banner } from '../../parts/notices.tsx'
import { Chip } from '../../parts/status.tsx'
import { Closed, Way } from '../entries/way.tsx'
import { Deliver, HandBack } from './deliver.tsx'
import { History, Mend, Receipt } from './history.tsx'
import { Answer, TermsSection } from './offer.tsx'
import { type AssignmentProps, rowsOf } from './props.ts'
import { assignmentTone } from './status.ts'
import { HowTo } from './work.tsx'

export const AssignmentPage = (props: AssignmentProps) => {
  const { say, assignment, relation, content, files, formOf, may } = props
  const { t, number } = say
  const words = t.assignments
  const form = formOf()
  const { status } = assignment
  const open = within(inWork, status)
  return (
    <>
      <PageHeading
        eyebrow={words.eyebrow(
          say.town(assignment),
          assignment.packageNumber,
          number(assignment.lotNumber),
          number(assignment.lotCount),
        )}
        title={say.quoted(assignment.title)}
        status={<Chip words={t.assignmentStatuses[status]} tone={assignmentTone[status]} />}
        action={
          may.review ? (
            <LinkButton href={`/assignments/${assignment.id}/review`}>{words.staff.review}</LinkButton>
          ) : may.settle && waitsToSettle(assignment) ? (
            <LinkButton href={`/assignments/${assignment.id}/settlement`}>{t.ending.settle.link}</LinkButton>
          ) : undefined
        }
      />
      <Problems say={say} form={form} />
      <News {...props} />
      {open || status === 'offered' ? <Essentials {...props} /> : null}
      {status === 'returned' ? <Mend {...props} /> : null}
      {content?.onlyShown ? (
        <Way say={say} id={assignment.id} content={content} relation={relation} main={open} />
      ) : (
        <WhyClosed {...props} />
      )}
      {props.brief === undefined || !(open || relation === 'staff') ? null : <HowTo {...props} />}
      <Material say={say} files={files.material} />
      {files.mayAttach ? <Attach say={say} assignment={assignment} files={files} form={form} /> : null}
      {relation === 'worker' && may.submit ? <Deliver {...props} /> : null}
      {status === 'offered' ? <TermsSection {...props} /> : null}
      {relation === 'worker' && status === 'offered' ? <Answer {...props} /> : null}
      <History {...props} />
      <About {...props} />
      <div class="yui-folds">
        {status === 'offered' ? null : <TermsSection {...props} folded />}
        {relation === 'worker' && may.handBack ? <HandBack {...props} /> : null}
      </div>
      <Ending {...props} />
      <Next {...props} />
    </>
  )
}

/** What is hers to do now: answer, work, deliver. */
const Next = ({ say, assignment, relation, content, may }: AssignmentProps) => {
  const { assignments } = say.t
  const { id, status, price } = assignment
  if (relation !== 'worker') return null
  const dock = (until: string, href: string, action: string) => (
    <Dock figures={[say.yen(price), until]} href={href} action={action} />
  )
  if (may.accept) return dock(assignments.dock.answerBy(say.shortDay(assignment.offerEndsOn)), '#answer', assignments.dock.answer)
  if (!within(inWork, status)) return null
  const until = say.t.work.due(say.shortDay(assignment.dueOn))
  const opens = content?.onlyShown && content.how !== 'closed'
  if (opens) return dock(until, `/assignments/${id}/pages`, say.t.entries.way.open)
  return may.submit ? dock(until, '#deliver', assignments.dock.deliver) : null
}

/** Said elsewhere: a freeze and a hold on top of the page, and who has delivered waits for the review and not for a later day. */
const unsaid = (status: Status): readonly Reason[] =>
  status === 'submitted' ? ['frozen', 'held', 'deadline'] : ['frozen', 'held']
/** What leaves as a file is closed for a reason, too. */
const WhyClosed = ({ say, content, assignment }: AssignmentProps) => {
  const reasons = content?.how === 'closed' ? content.reasons.filter((one) => !unsaid(assignment.status).includes(one)) : []
  return reasons.length > 0 && content ? <Closed say={say} content={{ ...content, reasons }} /> : null
}

/** What just happened, or what is asked of her: said once, on top. */
const News = (props: AssignmentProps) => {
  const { say, assignment, relation, due } = props
  const words = say.t.assignments
  const { status, endReason } = assignment
  if (status === 'offered')
    return relation === 'worker' ? (
      <Banner tone="info" title={words.offer.title}>
        <p>{words.offer.body(say.day(assignment.offerEndsOn))}</p>
      </Banner>
    ) : (
      <p>{words.staff.offered(say.day(assignment.offerEndsOn))}</p>
    )
  if (status === 'submitted') return relation === 'worker' ? <Receipt {...props} /> : null
  if (status === 'approved')
    return relation === 'worker' && due ? (
      <Banner tone="success" title={words.approved.title}>
        <p>{words.approved.body(say.yen(due.yen), say.day(due.dueOn))}</p>
      </Banner>
    ) : null
  if (within(inWork, status)) return null
  return (
    <Banner tone="info" title={words.ended[status]}>
      {endReason ? (
        <p>
          {status === 'taken-back' ? say.t.ending.part.words : words.reasonGiven}: {endReason}
        </p>
      ) : null}
      <Part {...props} />
    </Banner>
  )
}

/** The manager's ways to end a lot, or to say what was done of one that has ended. */
const Ending = ({ say: { t }, assignment, may }: AssignmentProps) => {
  if (!may.takeBack && !may.settle) return null
  const [to, words] = may.takeBack ? ['taking-back', t.ending.takeBack.link] : ['settlement', t.ending.settle.link]
  return (
    <p>
      <a href={`/assignments/${assignment.id}/${to}`}>{words}</a>
    </p>
  )
}

/** What is due for the part that was done, or who says next what that was. */
const Part = ({ say, assignment, relation, due, may }: AssignmentProps) => {
  const { part, settle } = say.t.ending
  const said = assignment.rowsSaid ?? 0
  if (!due)
    return may.settle && waitsToSettle(assignment) ? (
      <p>{settle.toSettle}</p>
    ) : said > 0 ? (
      <p>{settle.waits(say.number(said))}</p>
    ) : null
  return (
    <>
      <p>{due.yen > 0 ? part.done(say.number(due.quantity), say.yen(due.yen), say.day(due.dueOn)) : part.none}</p>
      {due.words ? (
        <p>
          {part.words}: {due.words}
        </p>
      ) : null}
      {relation === 'worker' ? <p>{part.ask}</p> : null}
    </>
  )
}

const Essentials = ({ say, assignment }: AssignmentProps) => {
  const { t } = say
  const words = t.assignments.facts
  const rows = rowsOf(assignment)
  return (
    <Figures
      items={[
        {
          label: words.price,
          value: say.yen(assignment.price),
          note: words.priceNote(say.yen(assignment.price / rows), say.number(rows)),
        },
        ...(assignment.minutesPerRow
          ? [{ label: words.time, value: say.minutes(assignment.minutesPerRow * rows), note: t.work.one.yourPace }]
          : []),
        { label: words.due, value: say.shortDay(assignment.dueOn) },
      ]}
    />
  )
}

const About = ({ say, assignment, relation }: AssignmentProps) => {
  const { t, number } = say
  const words = t.assignments.facts
  const manager = say.name({ name: assignment.manager, romaji: assignment.managerRomaji })
  const worker = { name: assignment.worker, kana: assignment.workerKana, romaji: assignment.workerRomaji }
  const facts: (Fact | false)[] = [
    relation === 'staff' && { term: words.worker, value: say.person(worker) },
    {
      term: words.rows,
      value: words.rowsOf(number(assignment.firstRow), number(assignment.lastRow), number(rowsOf(assignment))),
    },
    { term: words.price, value: say.yen(assignment.price) },
    { term: words.due, value: say.day(assignment.dueOn) },
    assignment.paymentOn !== null && { term: words.payment, value: say.day(assignment.paymentOn) },
    assignment.purpose !== '' && { term: words.purpose, value: say.quoted(assignment.purpose) },
    assignment.client !== '' && { term: words.client, value: assignment.client },
    manager !== '' && { term: words.manager, value: manager },
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
