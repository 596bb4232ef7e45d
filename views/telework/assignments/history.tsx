/** Deliveries as they were received and judged: the receipt, what to mend, and every version. */
import { Sent } from '../../files/package-files/lot.tsx'
import type { Say } from '../../kernel/say.tsx'
import { FileReceipt } from '../../parts/facts.tsx'
import { Section } from '../../parts/heading.tsx'
import { Banner, Disclosure } from '../../parts/notices.tsx'
import { chip } from '../../parts/status.tsx'
import { DiffTable } from '../../parts/table.tsx'
import type { AssignmentProps, Version } from './props.ts'

const shownChanges = 50

export const Receipt = ({ say, assignment }: AssignmentProps) => {
  const words = say.t.assignments.receipt
  return (
    <Banner tone="success" title={words.title}>
      <p>{words.body(assignment.paymentOn ? say.day(assignment.paymentOn) : '')}</p>
    </Banner>
  )
}

/** Point by point: which row, on which criterion, in the manager's words. */
export const Mend = ({ say, assignment, submissions, content }: AssignmentProps) => {
  const [last] = submissions
  if (!last) return null
  const { t } = say
  const words = t.assignments.mend
  const told = last.points.every((point) => point.words !== null)
  return (
    <Section title={words.title} lead={words.lead(last.points.length)} id="mend">
      <ol class="yui-mend">
        {last.points.map(({ criterion, row, words: said }) => (
          <li class="yui-mend__point">
            <p class="yui-mend__where">
              {row === null ? (
                words.whole
              ) : content?.how === 'pages' ? (
                <a href={`/assignments/${assignment.id}/pages?row=${row}`}>{words.row(say.number(row))}</a>
              ) : (
                words.row(say.number(row))
              )}
            </p>
            {said === null ? null : (
              <>
                <p class="yui-mend__words">{said}</p>
                <p class="yui-mend__criterion">
                  {t.assignments.work.criteria} {criterion}: {assignment.criteria[criterion - 1]}
                </p>
              </>
            )}
          </li>
        ))}
      </ol>
      {told ? null : <p>{t.access.words}</p>}
      {last.words ? (
        <p class="yui-said">
          {words.words}: {last.words}
        </p>
      ) : null}
    </Section>
  )
}

export const History = (props: AssignmentProps) => {
  const { say, submissions } = props
  if (submissions.length === 0) return null
  return (
    <Section title={say.t.assignments.history.title} id="deliveries">
      <ol class="yui-versions">
        {submissions.map((version) => (
          <li>
            <One {...props} version={version} />
          </li>
        ))}
      </ol>
    </Section>
  )
}

const One = ({ say, assignment, version, content, files, may }: AssignmentProps & { version: Version }) => {
  const { t } = say
  const words = t.assignments.history
  const { receipt, fileName } = t.assignments
  return (
    <>
      <h3>
        {words.version(version.version)} {verdictChip(version, words)}
      </h3>
      <p>
        <time datetime={version.submittedAt}>{say.moment(version.submittedAt)}</time>{' '}
        {version.changeCount === 0 ? receipt.noChanges : receipt.changes(say.number(version.changeCount))}
      </p>
      <FileReceipt
        name={version.fileName || fileName(assignment.packageNumber, String(assignment.lotNumber))}
        href={may.readDelivery ? `/assignments/${assignment.id}/submissions/${version.version}` : undefined}
        size={say.size(version.size)}
        sha256={version.sha256}
        sha256Label={words.sha256}
      />
      <Sent say={say} files={files.attached} submissionId={version.id} />
      {version.note === '' ? null : (
        <p class="yui-said">
          {words.note}: {version.note ?? t.access.words}
        </p>
      )}
      {content?.how === 'pages' && version.changeCount > 0 ? (
        <p>
          <a href={`/assignments/${assignment.id}/changes/${version.version}/pages/1`}>{t.entries.changes.see}</a>
        </p>
      ) : null}
      {version.changes.length > 0 ? (
        <Disclosure summary={words.changes}>
          <DiffTable
            caption={words.changesCaption(
              say.number(Math.min(shownChanges, version.changes.length)),
              say.number(version.changeCount),
            )}
            columns={words.columns}
            changes={version.changes.slice(0, shownChanges)}
          />
        </Disclosure>
      ) : null}
    </>
  )
}

const verdictChip = ({ verdict }: Version, words: Say['t']['assignments']['history']) =>
  verdict === null
    ? chip(words.waiting, 'neutral')
    : verdict === 'return'
      ? chip(words.returned, 'warning')
      : chip(words.approved, 'success')
