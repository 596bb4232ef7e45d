/** Delivering a file with a word to the manager, and handing a lot back without shame. */
import { DeliverEntries } from '../entries/deliver.tsx'
import { Actions, Button, FileField, Form, problemOf, TextArea } from '../forms.tsx'
import { Section } from '../parts/heading.tsx'
import { Banner, Disclosure } from '../parts/notices.tsx'
import { uploadData } from '../uploads.ts'
import { ReasonForm } from './offer.tsx'
import { type AssignmentProps, typedText } from './props.ts'

export const Deliver = (props: AssignmentProps) => {
  const { t, locale, assignment, content, corrected, said, token } = props
  const again = assignment.status === 'returned'
  return content?.onlyShown ? (
    <DeliverEntries t={t} locale={locale} id={assignment.id} again={again} corrected={corrected} said={said} token={token()} />
  ) : (
    <DeliverFile {...props} />
  )
}

const DeliverFile = ({ t, locale, assignment, said, token }: AssignmentProps) => {
  const words = t.assignments.deliver
  return (
    <Section title={words.title} id="deliver">
      <Form
        action={`/assignments/${assignment.id}/submission`}
        token={token()}
        upload={uploadData(t, locale, { packageId: assignment.packageId, purpose: 'delivery', assignmentId: assignment.id })}
      >
        {said.fileProblems.length > 1 ? (
          <Banner tone="error" title={words.problems}>
            <ul>
              {said.fileProblems.map((problem) => (
                <li>{problem}</li>
              ))}
            </ul>
          </Banner>
        ) : null}
        <FileField
          name="file"
          label={words.file}
          hint={words.fileHint}
          mark={t.frame.required}
          required
          accept=".csv,text/csv"
          problem={problemOf(said.problems, 'file')}
        />
        <TextArea
          name="note"
          label={words.note}
          hint={words.noteHint}
          mark={t.frame.optional}
          rows={3}
          value={typedText(said, 'note')}
          problem={problemOf(said.problems, 'note')}
        />
        <Actions>
          <Button>{assignment.status === 'returned' ? words.again : words.button}</Button>
        </Actions>
      </Form>
    </Section>
  )
}

export const HandBack = (props: AssignmentProps) => {
  const { t, assignment, said } = props
  const words = t.assignments.handBack
  return (
    <Disclosure summary={words.title} open={said.problems.some(({ field }) => field === 'reason')}>
      <p>{words.lead}</p>
      <ReasonForm {...props} action={`/assignments/${assignment.id}/hand-back`} label={words.reason} button={words.button} />
    </Disclosure>
  )
}
